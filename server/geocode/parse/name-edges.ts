import { type Edges, edgeKind } from './edges.ts';
import { nameEndingAt } from './name-ends.ts';
import { state } from './states.ts';
import { unit, unitKind } from './units.ts';
import { beginningAt, endingAt, wordTable } from './word-table.ts';
import {
  assistWords,
  communityEndings,
  conjunctions,
  divisionEndings,
  fillerWords,
  leadWords,
  partEndings,
  roadEndings,
  stretchEndings,
  zoneEndings,
} from './words.ts';

const LONGEST_STEM = 8;
/** A name of a place that ends within another name. */
const INNER_ENDING = 1.2;
/** What a name costs by the letters before its ending: two is the commonest. */
const stemCosts = {
  road: [99, 0.7, 0, 0.3, 1.4, 2.8, 4.2, 5.6, 7],
  community: [99, 0.6, 0, 0.1, 0.8, 2, 3.5, 5, 6.5],
  zone: [0.4, 1.5, 0, 0, 0.4, 1, 1.6, 2.4, 3.2],
  district: [99, 2, 0, 1, 3, 99, 99, 99, 99],
  town: [99, 0.8, 0, 0.3, 1.5, 3, 99, 99, 99],
};
const openNames = wordTable<{ state: number; cost: number; stems: readonly number[] }>(
  [
    ...roadEndings.map(
      ([words, cost]) => [words, { state: state.road, cost: 1 + cost, stems: stemCosts.road }] as const,
    ),
    ...communityEndings.map(
      ([words, cost]) => [words, { state: state.community, cost: 1.3 + cost, stems: stemCosts.community }] as const,
    ),
    ...zoneEndings.map(
      ([words, cost]) => [words, { state: state.zone, cost: 1 + cost, stems: stemCosts.zone }] as const,
    ),
    [divisionEndings.province, { state: state.province, cost: 3, stems: stemCosts.district }],
    [divisionEndings.district, { state: state.district, cost: 2.4, stems: stemCosts.district }],
    [divisionEndings.town, { state: state.town, cost: 1.2, stems: stemCosts.town }],
  ],
  'last',
);
const stretches = wordTable([[stretchEndings, true]], 'first');
const assists = wordTable([[assistWords, true]], 'first');
const fillers = wordTable([[fillerWords, true]], 'first');
/** Not 在水一方, which many compounds are called. */
const leads = wordTable([[leadWords, true]], 'first');
const joins = wordTable([[conjunctions, true]], 'first');
const parts = wordTable([[partEndings, true]], 'first');
/** What only looks like a division: 小区, 超市, 城镇. */
const noDivision = wordTable(
  [
    [
      '小区 社区 园区 校区 厂区 库区 工业区 生活区 宿舍区 住宅区 商业区 景区 城区 新区 开发区 保税区 高新区 辖区 地区 片区 郊区 校区 病区 超市 门市 菜市 城市 都市 夜市',
      true,
    ],
  ],
  'last',
);
/** Crossings, which the word 路口 belongs to. */
const noRoad = wordTable([['十字路 丁字路 三岔路 岔路 交叉路 公交路', true]], 'last');
const turns = '东西南北中一二三四五六七八九十';
const wayBeginnings = '向往朝再东南西北前后左右';
const way =
  /再?[向往朝]?(?:[东南西北前后左右]{1,2}(?:走|行|约|转)*)?约?[0-9零一二三四五六七八九十百千]+(?:米|公里|千米)|[向往朝](?:[东南西北前后左右]{1,2})(?:走|行|转)?/y;
const partBeginnings = '东南西北中前后新老甲乙丙丁主副正左右';
/** What is left of a name before: no name begins so. */
const leftovers: ReadonlySet<string> = new Set('路号幢栋弄室巷');
/** A unit that ends what it stands in; inside a name it speaks against it, at the beginning (村前路, 市心路) it does not. */
const closers = new Map<number, number>([
  ...[...'省市区县镇乡村'].map((character) => [character.charCodeAt(0), 1.2] as const),
  ...[...'路街巷道'].map((character) => [character.charCodeAt(0), 2] as const),
  ...[...'号幢栋楼室层弄组'].map((character) => [character.charCodeAt(0), 2] as const),
]);

function isNoDivision(text: string, end: number): boolean {
  if (endingAt(noDivision, text, end)) return true;
  return (
    text[end - 1] === '区' &&
    end > 1 &&
    (partBeginnings.includes(text[end - 2]!) || unitKind(text.charCodeAt(end - 2)) !== unit.han)
  );
}

/** Sum of what speaks against a name, up to each place: the cost of a name is a difference of two. */
export function closerSums(text: string, sums: Float64Array): void {
  sums[0] = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = unitKind(code);
    const cost =
      kind === unit.separator || kind === unit.bracket
        ? 50
        : kind === unit.digit || kind === unit.latin
          ? 0.8
          : (closers.get(code) ?? 0);
    const ending = nameEndingAt(text, at + 1);
    sums[at + 1] = sums[at]! + cost + (ending && ending.word.length > 1 ? INNER_ENDING : 0);
  }
}

/** Names that end at `end` with the word of a road, a community, a zone or a division. */
export function namesEndingAt(text: string, sums: Float64Array, end: number, edges: Edges): void {
  const ending = endingAt(openNames, text, end);
  if (!ending) return;
  const { word, value } = ending;
  if (value.state === state.district && isNoDivision(text, end)) return;
  if (value.state === state.community && text.startsWith('新村', end - 2)) return;
  const stemEnd = end - word.length;
  if (value.state === state.road && endingAt(noRoad, text, end)) return;
  const isRoad = value.state === state.road;
  const hasTurn = isRoad && turns.includes(text[stemEnd - 1] ?? ' ');
  for (let length = 0; length <= Math.min(LONGEST_STEM, stemEnd); length++) {
    const from = stemEnd - length;
    // 中山东路 and 中山一路 are as long as 中山路.
    const own = hasTurn && length > 2 ? length - 1 : length;
    // What the stem begins with (市心路) and ends with (车站路) speaks against it only inside it.
    const innerEnd = isRoad ? stemEnd - 1 : stemEnd;
    const inner = innerEnd > from ? sums[innerEnd]! - sums[from + 1]! : 0;
    const cost = value.cost + value.stems[own]! + inner + (leftovers.has(text[from]!) ? 1.5 : 0);
    if (cost < 12 && unitKind(text.charCodeAt(from)) < unit.separator)
      edges.add(from, edgeKind.place, end, cost, value.state);
  }
}

/** 后 and 前 begin names, too; before a number or at the end they say where. */
function assistUnitCost(text: string, after: number): number {
  return after < text.length && unitKind(text.charCodeAt(after)) === unit.han ? 2 : 0.6;
}

/** The end of 向东50米 or 东北100米, 0 for none. */
function wayAt(text: string, from: number): number {
  if (!wayBeginnings.includes(text[from]!)) return 0;
  way.lastIndex = from;
  return way.test(text) ? way.lastIndex : 0;
}

/** Words that begin at `from` and whose meaning is fixed. */
export function wordsAt(text: string, from: number, edges: Edges): void {
  const code = text.charCodeAt(from);
  const kind = unitKind(code);
  if (kind === unit.separator) {
    // A run of separators is one piece, found from its first.
    const isFirst = from === 0 || unitKind(text.charCodeAt(from - 1)) !== unit.separator;
    let to = from + 1;
    while (isFirst && to < text.length && unitKind(text.charCodeAt(to)) === unit.separator) to++;
    edges.add(from, edgeKind.separator, to, 0);
    return;
  }
  const stretch = beginningAt(stretches, text, from);
  if (stretch) edges.add(from, edgeKind.place, from + stretch.word.length, 0.5, state.road);
  const assist = beginningAt(assists, text, from);
  if (assist)
    edges.add(
      from,
      edgeKind.assist,
      from + assist.word.length,
      assist.word.length > 1 ? -0.5 : assistUnitCost(text, from + 1),
    );
  const way = wayAt(text, from);
  if (way > 0) edges.add(from, edgeKind.assist, way, 0);
  const filler = beginningAt(fillers, text, from);
  if (filler) edges.add(from, edgeKind.filler, from + filler.word.length, filler.word.length > 1 ? 0.5 : 2);
  const lead = from === 0 ? beginningAt(leads, text, 0) : undefined;
  if (lead && !text.startsWith('在水')) edges.add(from, edgeKind.filler, lead.word.length, -0.8);
  if (beginningAt(joins, text, from)) edges.add(from, edgeKind.and, from + 1, 0.5);
  if (partBeginnings.includes(text[from]!)) {
    const part = beginningAt(parts, text, from + 1);
    if (part) edges.add(from, edgeKind.part, from + 1 + part.word.length, 0.6);
  }
}
