import type { Edge } from './edges.ts';
import { type Gazetteer, kinds } from './gazetteer.ts';
import { state } from './states.ts';

const states: Record<number, [state: number, isShort: boolean]> = {
  [kinds.province]: [state.province, false],
  [kinds.provinceShort]: [state.province, true],
  [kinds.city]: [state.city, false],
  [kinds.cityShort]: [state.city, true],
  [kinds.district]: [state.district, false],
  [kinds.districtShort]: [state.district, true],
  [kinds.town]: [state.town, false],
  [kinds.townShort]: [state.town, true],
  [kinds.zone]: [state.zone, false],
};
const levelWords = new Map([
  [state.city as number, /^(?:市|地区)/],
  [state.district, /^(?:区|县|市)/],
  [state.town, /^(?:街道|镇|乡)/],
]);
const country = /^(?:中华人民共和国|中国)/;

/** Names of the gazetteer that begin at `from`. */
export function divisionEdges({ trie }: Gazetteer, text: string, from: number, add: (edge: Edge) => void): void {
  if (text[from] === '中') {
    const [word] = country.exec(text.slice(from, from + 7)) ?? [];
    if (word) add({ kind: 'place', to: from + word.length, cost: 0.5, state: state.country });
  }
  let node = 0;
  for (let at = from; at < text.length; at++) {
    node = trie.step(node, text.charCodeAt(at));
    if (node < 0) return;
    for (let group = trie.firstGroup[node]!; group < trie.firstGroup[node + 1]!; group++) {
      const [to, isShort] = states[trie.groupKind[group]!]!;
      if (!isShort) {
        add({ kind: 'division', to: at + 1, cost: 0.2, state: to, isShort, group });
        continue;
      }
      // 宁围镇 became 宁围街道, 海门市 became 海门区: the name with another word of its level is the same place.
      const word = levelWords.get(to)?.exec(text.slice(at + 1, at + 4))?.[0];
      if (word) add({ kind: 'division', to: at + 1 + word.length, cost: 0.5, state: to, isShort: false, group });
      add({ kind: 'division', to: at + 1, cost: word ? 2.4 : 0.8, state: to, isShort, group });
    }
  }
}

/** The code of a group with one only, else 0. */
export function onlyCode({ trie }: Gazetteer, group: number): number {
  const from = trie.firstCode[group]!;
  return trie.firstCode[group + 1]! - from === 1 ? trie.codes[from]! : 0;
}

/** The first code of a group that lies in `context` (or in whose area `context` lies), 0 when none does; without a context, `onlyCode`. */
export function codeWithin({ trie }: Gazetteer, group: number, context: number): number {
  const from = trie.firstCode[group]!;
  const to = trie.firstCode[group + 1]!;
  if (context === 0) return to - from === 1 ? trie.codes[from]! : 0;
  for (let at = from; at < to; at++) {
    const code = trie.codes[at]!;
    if (isWithin(code, context) || isWithin(context, code)) return code;
  }
  return 0;
}

/** Whether the division `code` is `area` or lies in it. */
export function isWithin(code: number, area: number): boolean {
  let upper = code;
  while (upper > area) upper = Math.floor(upper / (upper >= 1_000_000 ? 1000 : 100));
  return upper === area;
}
