import type { Sentence } from '../../errors.ts';
import { CHINA, looksPlain, MOST } from './candidates.ts';
import { declaredName, isForeign } from './declared.ts';
import type { GuessInput } from './guess.ts';
import { isWithin } from './known.ts';
import { type Position, shareOf, usable } from './positions.ts';

/** Degrees written as whole numbers, as some programs store them. */
const WHOLE_DEGREES = [1e5, 1e6, 1e7];

/** Why guessCrs has no answer to the same input, and what to do. */
export function whyNoGuess({ positions, declared = null, known }: GuessInput): Sentence {
  const used = usable(positions);
  if (used.length === 0)
    return {
      'zh-CN': '没有可用的坐标：都是空的、0，或不是数字。请检查所选的坐标列。',
      en: 'There are no coordinates to go by: all are empty, 0 or no numbers. Check which columns were chosen.',
    };
  if (isForeign(declared, used))
    return {
      'zh-CN': `文件注明的坐标系是 ${declaredName(declared!)}，这里不能换算。请先用 GIS 软件转成 CGCS2000 经纬度（EPSG:4490），或用控制点。`,
      en: `The file names the coordinate system ${declaredName(declared!)}, which cannot be converted here. Convert it to CGCS2000 degrees (EPSG:4490) in a GIS first, or use control points.`,
    };
  const flipped = used.map(([x, y]): Position => [y, x]);
  if (looksPlain(used) || looksPlain(flipped)) return plainPlane(known.box !== null);
  const unit = WHOLE_DEGREES.find((each) => inChina(used, each) || inChina(flipped, each));
  if (unit)
    return {
      'zh-CN': `数值像是乘了 ${unit.toLocaleString('en')} 的经纬度。请先除以它再导入。`,
      en: `The numbers look like degrees times ${unit.toLocaleString('en')}. Divide by it and import again.`,
    };
  const range = ranges(used);
  if (shareOf(used, (x, y) => Math.abs(x) <= 180 && Math.abs(y) <= 180) >= MOST)
    return {
      'zh-CN': `数值像是经纬度，但不在中国，也不在本地（${range}）。请检查所选的坐标列。`,
      en: `The numbers look like degrees, but neither in China nor here (${range}). Check which columns were chosen.`,
    };
  return {
    'zh-CN': `数值不像任何已知的坐标系（${range}），多半是地方独立坐标系或 CAD 坐标。请用两个以上控制点配准。`,
    en: `The numbers fit no known system (${range}); most likely they are of a local system or a drawing. Use two control points or more.`,
  };
}

function plainPlane(hasAreas: boolean): Sentence {
  if (!hasAreas)
    return {
      'zh-CN': '数值像是不带带号的高斯平面坐标，但还没有区域数据，看不出中央经线。请选择高斯-克吕格并填写中央经线。',
      en: 'The numbers look like a Gauss-Krüger plane without zone number, but there are no areas yet to tell its central meridian by. Choose Gauss-Krüger and enter the meridian.',
    };
  return {
    'zh-CN':
      '数值像是不带带号的高斯平面坐标，但按常用的中央经线都不落在本地：可能是城市独立坐标系。请填写它的中央经线，或用控制点配准。',
    en: 'The numbers look like a Gauss-Krüger plane without zone number, but by no usual meridian do they lie here: perhaps it is the system of a town. Enter its central meridian, or use control points.',
  };
}

function inChina(positions: readonly Position[], unit: number): boolean {
  return shareOf(positions, (x, y) => isWithin(CHINA, x / unit, y / unit)) >= MOST;
}

function ranges(positions: readonly Position[]): string {
  const range = (values: number[]) =>
    [Math.min(...values), Math.max(...values)].map((value) => Number(value.toPrecision(7))).join('…');
  return `x ${range(positions.map(([x]) => x))}, y ${range(positions.map(([, y]) => y))}`;
}
