import type { BenchRun } from '../bench.ts';

/** Paths, matrices and reach on a real street map, beside pgRouting where it is there. */
export const run: BenchRun = async (_report) => {};
