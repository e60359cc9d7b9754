import { type Edges, edgeKind } from './edges.ts';
import { type Gazetteer, kinds } from './gazetteer.ts';
import { state } from './states.ts';
import { beginningAt, type WordTable, wordTable } from './word-table.ts';

const stateOf: readonly number[] = [
  state.province,
  state.province,
  state.city,
  state.city,
  state.district,
  state.district,
  state.town,
  state.town,
  state.zone,
];
const shortKinds: readonly boolean[] = Object.keys(kinds).map((kind) => kind.endsWith('Short'));
const MOST_NAMESAKES = 12;
const country = wordTable([['中华人民共和国 中国', true]], 'first');
const goesOn = wordTable(
  [
    [
      '市 区 县 镇 乡 街道 旗 小区 花园 花苑 家园 佳苑 嘉苑 新村 公寓 大厦 广场 大酒店 酒店 宾馆 饭店 市场 中学 小学 大学 学院 医院 银行',
      true,
    ],
  ],
  'first',
);
const levelWords: Readonly<Record<number, WordTable<true>>> = {
  [state.city]: wordTable([['市 地区 州 洲', true]], 'first'),
  [state.district]: wordTable([['区 县 市', true]], 'first'),
  [state.town]: wordTable([['街道 镇 乡 衔道 街到 接道 街办', true]], 'first'),
};

/** Names of the gazetteer that begin at `from`. */
export function divisionEdges({ trie }: Gazetteer, text: string, from: number, edges: Edges): void {
  const homeland = beginningAt(country, text, from);
  if (homeland) edges.add(from, edgeKind.place, from + homeland.word.length, 0.5, state.country);
  let node = 0;
  for (let at = from; at < text.length; at++) {
    node = trie.step(node, text.charCodeAt(at));
    if (node < 0) return;
    for (let group = trie.firstGroup[node]!; group < trie.firstGroup[node + 1]!; group++) {
      const kind = trie.groupKind[group]!;
      const to = stateOf[kind]!;
      if (shortKinds[kind]) addShort(text, from, at + 1, to, group, edges);
      else edges.add(from, edgeKind.division, at + 1, 0.2, to, group);
    }
  }
}

function addShort(text: string, from: number, end: number, to: number, group: number, edges: Edges): void {
  // 宁围镇 became 宁围街道, 海门市 became 海门区: the name with another word of its level is the same place.
  const words = levelWords[to];
  const word = words ? beginningAt(words, text, end) : undefined;
  if (word) edges.add(from, edgeKind.division, end + word.word.length, 0.5, to, group);
  // 滨江花园 and 龙江小区 are names that begin as a division is called.
  const isCut = word !== undefined || beginningAt(goesOn, text, end) !== undefined;
  edges.add(from, edgeKind.shortDivision, end, isCut ? 2.4 : 0.8, to, group);
}

/** The code of a group with one only, else 0. */
export function onlyCode({ trie }: Gazetteer, group: number): number {
  const from = trie.firstCode[group]!;
  return trie.firstCode[group + 1]! - from === 1 ? trie.codes[from]! : 0;
}

/**
 * Where the line is after a division that several places are called by: one of them. Written as a number below 0; 0 for a name so common
 * that it tells nothing.
 */
export function oneOf({ trie }: Gazetteer, group: number): number {
  return trie.firstCode[group + 1]! - trie.firstCode[group]! <= MOST_NAMESAKES ? -1 - group : 0;
}

/**
 * The first code of a group that lies in `area` or in which `area` lies, 0 when there is none.
 * @param area a code, or what `oneOf` gave, or 0 for anywhere: then `onlyCode`.
 */
export function codeWithin(gazetteer: Gazetteer, group: number, area: number): number {
  if (area === 0) return onlyCode(gazetteer, group);
  const { firstCode, codes } = gazetteer.trie;
  if (area > 0) return codeNear(gazetteer, group, area);
  const areas = -1 - area;
  for (let at = firstCode[areas]!; at < firstCode[areas + 1]!; at++) {
    const code = codeNear(gazetteer, group, codes[at]!);
    if (code !== 0) return code;
  }
  return 0;
}

function codeNear({ trie }: Gazetteer, group: number, area: number): number {
  for (let at = trie.firstCode[group]!; at < trie.firstCode[group + 1]!; at++) {
    const code = trie.codes[at]!;
    if (isWithin(code, area) || isWithin(area, code)) return code;
  }
  return 0;
}

/** Whether the division `code` is `area` or lies in it. */
export function isWithin(code: number, area: number): boolean {
  let upper = code;
  while (upper > area) upper = Math.floor(upper / (upper >= 1_000_000 ? 1000 : 100));
  return upper === area;
}
