import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rootFolder } from '../../../server/config.ts';
import { solveInThreads } from '../../../server/planning/solve-threads.ts';
import { check } from '../../plan/check.ts';
import type { Instance } from '../../plan/instance.ts';
import { readInstance } from '../../plan/read.ts';
import { type BenchRun, rounded } from '../bench.ts';
import { bestOfVal } from './val-best.ts';

/** What is solved: a folder of instances and the gap that is promised. */
interface Collection {
  name: string;
  folder: string;
  /** Archive in the folder, and the folder inside of it. */
  packed?: readonly [string, string];
  /** Which of its files, without their endings. */
  takes(name: string): boolean;
  best(folder: string, name: string): number | undefined;
  goal_percent: number;
}

/** Where public instances lie, beside the repository; another folder can be named. */
const collectionsFolder = process.env.BENCH_INSTANCES ?? path.join(rootFolder, '../shared/data');
const SECONDS = Number(process.env.BENCH_SOLVER_SECONDS ?? 10);
/** Every so manieth instance of each collection. */
const STEP = Number(process.env.BENCH_SOLVER_STEP ?? 1);
const SOME_TIMED = ['C1_10_2', 'C2_10_2', 'R1_10_1', 'R2_10_5', 'RC1_10_5', 'RC2_10_3'];

const collections: readonly Collection[] = [
  {
    name: 'cvrp',
    folder: 'routing-cvrp-x',
    takes: (name) => Number(/^X-n(\d+)-/.exec(name)?.[1]) <= 300,
    best: costInSolution,
    goal_percent: 2,
  },
  {
    name: 'tsp',
    folder: 'routing-tsp',
    takes: (name) => /^\D+1[0-2]\d\d$/.test(name),
    best: costInSolution,
    goal_percent: 3,
  },
  {
    name: 'vrptw',
    folder: 'routing-vrptw-patrol',
    packed: ['mdvrptw-pcvrptw-vrptw.tar.gz', 'VRPTW'],
    takes: (name) => SOME_TIMED.includes(name),
    best: costInSolution,
    goal_percent: 4,
  },
  {
    name: 'carp',
    folder: 'routing-carp',
    takes: (name) => name in bestOfVal,
    best: (_, name) => bestOfVal[name],
    goal_percent: 3,
  },
];

/** The solver against best-known solutions; every answer is gone through by a checker that shares nothing with the solver. */
export const run: BenchRun = async (report) => {
  const unpacked = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  try {
    for (const collection of collections) await runCollection(collection, folderOf(collection, unpacked), report);
  } finally {
    rmSync(unpacked, { recursive: true });
  }
};

type Report = Parameters<BenchRun>[0];

async function runCollection(collection: Collection, folder: string, report: Report): Promise<void> {
  const files = existsSync(folder) ? instancesIn(folder, collection) : [];
  const gaps: number[] = [];
  let missing = 0;
  for (const file of files) {
    const name = path.parse(file).name;
    const best = collection.best(folder, name);
    if (best === undefined) continue;
    const solved = await solveOne(readInstance(readFileSync(path.join(folder, file), 'utf8')));
    missing += solved.left_out;
    gaps.push((solved.cost / best - 1) * 100);
    report({
      metric: `${collection.name}_${name}_gap`,
      value: rounded(gaps.at(-1)!),
      unit: `% in ${solved.seconds} s`,
      better: 'lower',
    });
  }
  if (gaps.length === 0) return;
  const mean = gaps.reduce((all, gap) => all + gap, 0) / gaps.length;
  const goal = collection.goal_percent;
  report({ metric: `${collection.name}_mean_gap`, value: rounded(mean), unit: '%', goal, better: 'lower' });
  report({ metric: `${collection.name}_left_out`, value: missing, unit: 'jobs', goal: 0, better: 'lower' });
}

function folderOf({ folder, packed }: Collection, unpacked: string): string {
  const given = path.join(collectionsFolder, folder);
  if (!packed || !existsSync(path.join(given, packed[0]))) return given;
  const { status, stderr } = spawnSync('tar', ['-xzf', path.join(given, packed[0]), '-C', unpacked]);
  if (status !== 0) throw new Error(`${packed[0]} cannot be unpacked: ${stderr}`);
  return path.join(unpacked, packed[1]);
}

function instancesIn(folder: string, { takes }: Collection): string[] {
  const files = readdirSync(folder).filter((file) => /\.(vrp|dat)$/.test(file) && takes(path.parse(file).name));
  return files.sort().filter((_, index) => index % STEP === 0);
}

async function solveOne({ name, problem, costOf }: Instance) {
  const begun = performance.now();
  const solution = await solveInThreads(problem, { seed: 1, seconds: SECONDS, threads: 2, divided: true });
  const seconds = rounded((performance.now() - begun) / 1000);
  const { faults, cost } = check(problem, solution);
  if (faults.length > 0) throw new Error(`the answer to ${name} breaks a rule: ${faults[0]}`);
  return { cost: costOf({ ...solution, cost }), left_out: solution.left_out.length, seconds };
}

function costInSolution(folder: string, name: string): number | undefined {
  const file = path.join(folder, `${name}.sol`);
  const cost = existsSync(file) ? /^Cost:?\s*([\d.]+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return cost === undefined ? undefined : Number(cost);
}
