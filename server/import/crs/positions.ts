/** As a file has it, in its order of columns. */
export type Position = readonly [x: number, y: number];

/** Positions looked at; more of lines, as buildings stand beside streets nearly as often as elsewhere. */
const MOST_POSITIONS = 400;
const MOST_OF_LINES = 2000;

/** Those that can say something, evenly taken: numbers, and not 0, 0, which stands for none. */
export function usable(positions: readonly Position[], lines = false): Position[] {
  const most = lines ? MOST_OF_LINES : MOST_POSITIONS;
  const good = positions.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && (x !== 0 || y !== 0));
  const step = Math.max(1, good.length / most);
  return Array.from({ length: Math.min(good.length, most) }, (_, index) => good[Math.floor(index * step)]!);
}

/** The share of positions that pass. */
export function shareOf(positions: readonly Position[], test: (x: number, y: number) => boolean): number {
  return positions.filter(([x, y]) => test(x, y)).length / positions.length;
}

/** The value that is there most often; the first of several. */
export function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [Number.NaN, 0])[0];
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}
