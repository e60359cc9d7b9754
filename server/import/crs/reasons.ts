import type { Sentence } from '../../errors.ts';
import { declaredName } from './declared.ts';
import type { Overlap } from './overlap.ts';
import type { DeclaredCrs } from './spec.ts';

/** Parts of a reason as one sentence. */
export function joined(parts: readonly (Sentence | null)[]): Sentence {
  const said = parts.filter((part) => part !== null);
  const english = said.map(({ en }) => en).join('; ');
  return {
    'zh-CN': `${said.map((part) => part['zh-CN']).join('；')}。`,
    en: `${english.charAt(0).toUpperCase()}${english.slice(1)}.`,
  };
}

export const declaredToo = (declared: DeclaredCrs): Sentence => ({
  'zh-CN': `文件也注明是 ${declaredName(declared)}`,
  en: `the file says so, too (${declaredName(declared)})`,
});

export const contrary = (declared: DeclaredCrs): Sentence => ({
  'zh-CN': `文件注明的 ${declaredName(declared)} 与数值不符`,
  en: `the file names ${declaredName(declared)}, which its numbers cannot be`,
});

export const unknown = (declared: DeclaredCrs): Sentence => ({
  'zh-CN': `文件注明的 ${declaredName(declared)} 不能直接换算，可能相差几十米以上`,
  en: `the file names ${declaredName(declared)}, which cannot be converted directly, so this may be off by tens of metres or more`,
});

export const named = (column: string): Sentence => ({
  'zh-CN': `列名“${column}”指的是它`,
  en: `the column ${column} is named after it`,
});

export const fileNamed = (file: string): Sentence => ({
  'zh-CN': `文件名“${file}”指的是它`,
  en: `the file is called ${file} after it`,
});

export const elsewhere = (distance_km: number): Sentence => ({
  'zh-CN': `但多数点离本地约 ${Math.round(distance_km)} 公里`,
  en: `but most places then lie about ${Math.round(distance_km)} km from here`,
});

export const unchecked: Sentence = {
  'zh-CN': '没有已知楼栋可对照，WGS 84 与高德、百度坐标仅凭数值分不清，请在地图上核对',
  en: 'there are no known buildings to compare with, and by the numbers alone WGS 84, AMap and Baidu look the same: check on the map',
};

export const older: Sentence = {
  'zh-CN': '旧坐标系没有公开的换算参数，会偏几十米到一百多米，各地不同；最好改用控制点',
  en: 'the older datum has no public shift, so places are off by some tens of metres to more than a hundred; control points are better',
};

/** How many places meet known buildings, and what that is worth. */
export function met({ places, near, byChance, evidence, clear }: Overlap): Sentence {
  const chance = Math.round(byChance);
  if (clear && evidence > 0)
    return {
      'zh-CN': `线上的 ${places} 个点中有 ${near} 个落在已知楼栋里，碰巧会有约 ${chance} 个：道路从楼间通过`,
      en: `${near} of ${places} places on the lines lie in known buildings, where chance would give about ${chance}: streets pass between them`,
    };
  if (clear)
    return {
      'zh-CN': `线上的 ${places} 个点中有 ${near} 个落在已知楼栋里，不比碰巧（约 ${chance} 个）少`,
      en: `${near} of ${places} places on the lines lie in known buildings, no fewer than by chance (about ${chance})`,
    };
  if (evidence > 0)
    return {
      'zh-CN': `${places} 个点中有 ${near} 个落在已知楼栋上或旁边，碰巧只会有约 ${chance} 个`,
      en: `${near} of ${places} places lie on or beside known buildings, where chance would give about ${chance}`,
    };
  return {
    'zh-CN': `${places} 个点中有 ${near} 个落在已知楼栋上或旁边，不比碰巧（约 ${chance} 个）多`,
    en: `${near} of ${places} places lie on or beside known buildings, no more than by chance (about ${chance})`,
  };
}
