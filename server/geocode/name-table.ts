/** How a name came to mean a place. */
export const nameSource = { own: 0, short: 1, past: 2, synonym: 3, kind: 4 } as const;

/** All names that places go by, in arrays; what a name means stands as postings, what it is made of as grams. */
export interface NameTable {
  /** Narrow, simplified, lower case, without spaces; each once. */
  readonly names: readonly string[];
  /** Postings of name n: `meanings` and `sources` from `starts[n]` to `starts[n + 1]`. */
  readonly starts: Uint32Array;
  /** Places, as the index numbers them. */
  readonly meanings: Uint32Array;
  readonly sources: Uint8Array;
  /** 1 where nothing but short forms, or words for a kind, are meant. */
  readonly weak: Uint8Array;
  readonly grams: GramTable;
  /** Bytes of the arrays; the strings not counted. */
  readonly bytes: number;
}

/** Pairs of characters that stand side by side or with one between, each with the names that hold it; open addressing. */
interface GramTable {
  readonly mask: number;
  /** First character in the upper 16 bits; 0 is an empty slot. */
  readonly keys: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly names: Uint32Array;
}

/** Pairs of this many names tell nothing of long ones; names shorter than this many characters have few other pairs. */
const COMMON = 600;
const SHORT = 5;

/** Gathers names; the same name may mean many places, and a place have many names. */
export class NameGatherer {
  readonly #ids = new Map<string, number>();
  readonly #pairs: number[] = [];

  /** @param name in its normal form; one character alone is no name. */
  add(name: string, place: number, source: number): void {
    if (name.length < 2) return;
    const id = this.#ids.get(name) ?? this.#ids.size;
    this.#ids.set(name, id);
    this.#pairs.push(id, place, source);
  }

  table(): NameTable {
    const names = [...this.#ids.keys()];
    const pairs = this.#pairs;
    const starts = new Uint32Array(names.length + 1);
    for (let at = 0; at < pairs.length; at += 3) starts[pairs[at]! + 1]!++;
    for (let id = 0; id < names.length; id++) starts[id + 1]! += starts[id]!;
    const meanings = new Uint32Array(pairs.length / 3);
    const sources = new Uint8Array(pairs.length / 3);
    const next = starts.slice();
    for (let at = 0; at < pairs.length; at += 3) {
      const slot = next[pairs[at]!]!++;
      meanings[slot] = pairs[at + 1]!;
      sources[slot] = pairs[at + 2]!;
    }
    const weak = new Uint8Array(names.length).fill(1);
    for (let id = 0; id < names.length; id++) {
      for (let slot = starts[id]!; slot < starts[id + 1]!; slot++) {
        if (sources[slot] !== nameSource.short && sources[slot] !== nameSource.kind) weak[id] = 0;
      }
    }
    const grams = gramTable(names);
    const arrays = [starts, meanings, sources, weak, grams.keys, grams.starts, grams.ends, grams.names];
    return {
      names,
      starts,
      meanings,
      sources,
      weak,
      grams,
      bytes: arrays.reduce((sum, one) => sum + one.byteLength, 0),
    };
  }
}

/** The pairs of a text, each once for every place where it stands. */
export function forGrams(text: string, visit: (key: number) => void): void {
  for (let at = 0; at + 1 < text.length; at++) {
    visit(pairKey(text.charCodeAt(at), text.charCodeAt(at + 1)));
    if (at + 2 < text.length) visit(pairKey(text.charCodeAt(at), text.charCodeAt(at + 2)));
  }
}

function pairKey(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}

function gramTable(names: readonly string[]): GramTable {
  const holders = new Map<number, number[]>();
  names.forEach((name, id) => {
    forGrams(name, (key) => {
      const list = holders.get(key);
      if (!list) holders.set(key, [id]);
      else if (list[list.length - 1] !== id) list.push(id);
    });
  });
  const size = 2 ** Math.ceil(Math.log2(holders.size * 2 + 2));
  const keys = new Uint32Array(size);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const kept: number[] = [];
  for (const [key, list] of holders) {
    let slot = spread(key) & (size - 1);
    while (keys[slot] !== 0) slot = (slot + 1) & (size - 1);
    keys[slot] = key;
    starts[slot] = kept.length;
    for (const id of list) if (list.length <= COMMON || names[id]!.length < SHORT) kept.push(id);
    ends[slot] = kept.length;
  }
  return { mask: size - 1, keys, starts, ends, names: Uint32Array.from(kept) };
}

/** Slot of a pair; -1 where no name holds it. */
export function gramSlot({ mask, keys }: GramTable, key: number): number {
  for (let slot = spread(key) & mask; ; slot = (slot + 1) & mask) {
    if (keys[slot] === key) return slot;
    if (keys[slot] === 0) return -1;
  }
}

/** Names that hold a text, with the share of the name that it is. @param text of two characters or more. */
export function namesHolding({ names, grams }: NameTable, text: string): { name: number; share: number }[] {
  let rarest = -1;
  let isKnown = true;
  forGrams(text, (key) => {
    const slot = gramSlot(grams, key);
    if (slot < 0) isKnown = false;
    else if (rarest < 0 || grams.ends[slot]! - grams.starts[slot]! < grams.ends[rarest]! - grams.starts[rarest]!)
      rarest = slot;
  });
  if (!isKnown || rarest < 0) return [];
  const holding = [...grams.names.subarray(grams.starts[rarest]!, grams.ends[rarest]!)];
  return holding
    .filter((name) => names[name]!.includes(text))
    .map((name) => ({ name, share: text.length / names[name]!.length }));
}

function spread(key: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 8) | 0;
}
