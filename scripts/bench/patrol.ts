import type { BenchRun } from './bench.ts';
import { run as runNight } from './patrol/night.ts';
import { run as runRoads } from './patrol/roads.ts';
import { run as runSolver } from './patrol/solver.ts';

/** Patrols: the road graph, the solver, and a real night. */
export const run: BenchRun = async (report) => {
  await runRoads(report);
  await runSolver(report);
  await runNight(report);
};
