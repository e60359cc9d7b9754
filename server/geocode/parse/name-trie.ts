/** What a name stands for: `code` of 2, 4, 6 or 9 digits, `kind` as the caller numbers them (0 to 255). */
export interface NameEntry {
  name: string;
  kind: number;
  code: number;
}

/**
 * Names of divisions as a trie in flat arrays: one hash table holds every edge as node and character. A name has groups, one a kind, and
 * a group its codes in ascending order.
 */
export interface NameTrie {
  /** The node after `character` (a UTF-16 code unit), -1 when no name goes on so. The root is 0. */
  step(node: number, character: number): number;
  /** Groups of the name that ends in a node: `firstGroup[node]` up to `firstGroup[node + 1]`, half-open. */
  firstGroup: Int32Array;
  groupKind: Uint8Array;
  /** Codes of a group: `firstCode[group]` up to `firstCode[group + 1]`, half-open. */
  firstCode: Int32Array;
  codes: Int32Array;
  bytes: number;
}

const CHARACTERS = 0x10000;

export function buildNameTrie(entries: readonly NameEntry[]): NameTrie {
  const letters = new Uint16Array(CHARACTERS);
  let letterCount = 0;
  let length = 0;
  for (const { name } of entries) {
    length += name.length;
    for (let at = 0; at < name.length; at++) {
      const character = name.charCodeAt(at);
      if (letters[character] === 0) letters[character] = ++letterCount;
    }
  }
  const letterBits = Math.ceil(Math.log2(letterCount + 1));
  const mask = 2 ** Math.ceil(Math.log2(length * 1.5 + 2)) - 1;
  let table = new Edges(mask);
  let nodes = 1;
  const ends = new Int32Array(entries.length);
  for (const [at, { name }] of entries.entries()) {
    let node = 0;
    for (let index = 0; index < name.length; index++) {
      const key = (node << letterBits) | letters[name.charCodeAt(index)]!;
      let next = table.get(key);
      if (next < 0) {
        next = nodes++;
        table.set(key, next);
      }
      node = next;
    }
    ends[at] = node;
  }
  // Names share beginnings: the table that was sized for all their letters is shrunk to what is there.
  table = table.resized(2 ** Math.ceil(Math.log2(nodes * 1.5)) - 1);
  const groups = groupsOf(entries, ends, nodes);
  const { keys, values } = table;
  // Every place of a line begins at the root.
  const fromRoot = Int32Array.from({ length: letterCount + 1 }, (_, letter) => (letter === 0 ? -1 : table.get(letter)));
  return {
    ...groups,
    step(node, character) {
      const letter = letters[character]!;
      if (node === 0 || letter === 0) return fromRoot[letter]!;
      return table.get((node << letterBits) | letter);
    },
    bytes:
      keys.byteLength +
      values.byteLength +
      letters.byteLength +
      fromRoot.byteLength +
      groups.firstGroup.byteLength +
      groups.groupKind.byteLength +
      groups.firstCode.byteLength +
      groups.codes.byteLength,
  };
}

function groupsOf(entries: readonly NameEntry[], ends: Int32Array, nodes: number) {
  const order = Uint32Array.from(ends.keys()).sort(
    (a, b) => ends[a]! - ends[b]! || entries[a]!.kind - entries[b]!.kind || entries[a]!.code - entries[b]!.code,
  );
  const firstGroup = new Int32Array(nodes + 1);
  const kinds: number[] = [];
  const firsts: number[] = [];
  const codes = new Int32Array(entries.length);
  let node = 0;
  for (const [at, index] of order.entries()) {
    const { kind, code } = entries[index]!;
    const isNewNode = ends[index] !== node || at === 0;
    while (node < ends[index]!) firstGroup[++node] = kinds.length;
    if (isNewNode || kinds.at(-1) !== kind) {
      kinds.push(kind);
      firsts.push(at);
    }
    codes[at] = code;
  }
  while (node < nodes) firstGroup[++node] = kinds.length;
  return {
    firstGroup,
    groupKind: Uint8Array.from(kinds),
    firstCode: Int32Array.from([...firsts, codes.length]),
    codes,
  };
}

/** Open addressing; keys are above 0. */
class Edges {
  readonly keys: Int32Array;
  readonly values: Int32Array;

  constructor(private readonly mask: number) {
    this.keys = new Int32Array(mask + 1);
    this.values = new Int32Array(mask + 1);
  }

  get(key: number): number {
    for (let slot = this.slot(key); ; slot = (slot + 1) & this.mask) {
      const found = this.keys[slot]!;
      if (found === key) return this.values[slot]!;
      if (found === 0) return -1;
    }
  }

  set(key: number, value: number): void {
    let slot = this.slot(key);
    while (this.keys[slot] !== 0) slot = (slot + 1) & this.mask;
    this.keys[slot] = key;
    this.values[slot] = value;
  }

  resized(mask: number): Edges {
    const smaller = new Edges(mask);
    for (const [slot, key] of this.keys.entries()) if (key !== 0) smaller.set(key, this.values[slot]!);
    return smaller;
  }

  private slot(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & this.mask;
  }
}
