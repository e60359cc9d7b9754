/** The rows that weigh most, in the order in which they came, and the others. Where not all have room, one row is left for what is said of the others. */
export function foremost<Row>(
  rows: readonly Row[],
  most: number,
  weigh: (row: Row) => number,
): { shown: Row[]; rest: Row[] } {
  if (rows.length <= most) return { shown: [...rows], rest: [] };
  const heaviest = new Set([...rows].sort((a, b) => weigh(b) - weigh(a)).slice(0, Math.max(0, most - 1)));
  return { shown: rows.filter((row) => heaviest.has(row)), rest: rows.filter((row) => !heaviest.has(row)) };
}
