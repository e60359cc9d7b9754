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
      add({ kind: 'division', to: at + 1, cost: isShort ? 0.8 : 0.2, state: to, isShort, group });
    }
  }
}

/** The first code of a group that lies in `context` (or in whose area `context` lies), 0 when none does; any does without a context. */
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
