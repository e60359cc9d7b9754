import { sharedArray, sharedArrayFor } from './shared.ts';
import type { WholeNumbers } from './store.ts';
import type { ValueTable } from './values.ts';

/** Columns of value codes and the values that these are of. */
export interface Columns {
  columns: WholeNumbers[];
  values: ValueTable;
}

/**
 * The columns in the order of features given, with the values numbered anew, those of the columns with the fewest first:
 * a column of a hundred kinds then takes a byte a feature, whatever stands in the one beside it.
 */
export function narrowed(columns: readonly Uint32Array[], values: ValueTable, order: Uint32Array): Columns {
  const fewestFirst = columns
    .map((column) => ({ column, distinct: distinctIn(column, values.ends.length) }))
    .sort((a, b) => a.distinct - b.distinct);
  const codes = new Uint32Array(values.ends.length + 1);
  let last = 0;
  for (const { column } of fewestFirst) {
    for (const code of column) {
      if (code !== 0 && codes[code] === 0) codes[code] = ++last;
    }
  }
  return { columns: columns.map((column) => recoded(column, codes, order)), values: renumbered(values, codes) };
}

function distinctIn(column: Uint32Array, values: number): number {
  const seen = new Uint8Array(values + 1);
  let count = 0;
  for (const code of column) {
    if (seen[code] === 0) count++;
    seen[code] = 1;
  }
  return count;
}

function recoded(column: Uint32Array, codes: Uint32Array, order: Uint32Array): WholeNumbers {
  let largest = 0;
  for (const code of column) largest = Math.max(largest, codes[code]!);
  const narrow = sharedArrayFor(largest, order.length);
  for (let i = 0; i < order.length; i++) narrow[i] = codes[column[order[i]!]!]!;
  return narrow;
}

/** The values in the order of their new codes; those that no row has (any more) are left out. */
function renumbered({ bytes, ends }: ValueTable, codes: Uint32Array): ValueTable {
  const used: number[] = [];
  for (let value = 0; value < ends.length; value++) {
    if (codes[value + 1] !== 0) used[codes[value + 1]! - 1] = value;
  }
  const start = (value: number) => (value === 0 ? 0 : ends[value - 1]!);
  const length = used.reduce((sum, value) => sum + ends[value]! - start(value), 0);
  const table = { bytes: sharedArray(Uint8Array, length), ends: sharedArray(Uint32Array, used.length) };
  let at = 0;
  for (const [i, value] of used.entries()) {
    for (let from = start(value); from < ends[value]!; from++) table.bytes[at++] = bytes[from]!;
    table.ends[i] = at;
  }
  return table;
}

/** Row ids in the order given: half the room where all are below 2^32. */
export function narrowedIds(ids: Float64Array, order: Uint32Array): Uint32Array | Float64Array {
  const small = ids.every((id) => id >= 0 && id < 2 ** 32);
  const ordered = small ? sharedArray(Uint32Array, order.length) : sharedArray(Float64Array, order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = ids[order[i]!]!;
  return ordered;
}

/** Features of a tile that is full: about so many fit. */
const FULL_TILE = 10_000;

/**
 * Bytes that a feature's headers, id and tags take in a full tile, and what its values add to those of the others: a
 * column of few kinds next to nothing, one of names nearly all of them.
 */
export function overheadOf(columns: readonly Uint32Array[], { ends }: ValueTable): number {
  let bytes = 11;
  for (const column of columns) {
    const seen = new Uint8Array(ends.length + 1);
    let present = 0;
    let distinct = 0;
    let distinctBytes = 0;
    for (const code of column) {
      if (code === 0) continue;
      present++;
      if (seen[code] === 1) continue;
      seen[code] = 1;
      distinct++;
      distinctBytes += ends[code - 1]! - (code === 1 ? 0 : ends[code - 2]!) + 2;
    }
    if (present === 0) continue;
    const inTile = (present / column.length) * FULL_TILE;
    // Of so many drawn by chance from the distinct ones.
    const distinctInTile = distinct * (1 - Math.exp(-inTile / distinct));
    bytes += (3 * inTile + (distinctBytes / distinct) * distinctInTile) / FULL_TILE;
  }
  return bytes;
}
