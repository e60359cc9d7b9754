/** The rows that weigh most, in the order in which they came, and the others; with one row too many nothing would be won by leaving it out. */
export function foremost<Row>(
  rows: readonly Row[],
  most: number,
  weigh: (row: Row) => number,
): { shown: Row[]; rest: Row[] } {
  if (rows.length <= most) return { shown: [...rows], rest: [] };
  const heaviest = new Set([...rows].sort((a, b) => weigh(b) - weigh(a)).slice(0, most));
  return { shown: rows.filter((row) => heaviest.has(row)), rest: rows.filter((row) => !heaviest.has(row)) };
}
