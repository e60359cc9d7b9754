import type { Problem } from '../problem.ts';
import { roundDown, roundUp } from './clock.ts';
import { nearJobs } from './neighbours.ts';

/** Job's mates in gaps, one after the other. */
interface Mates {
  /** By job: where its mates begin; one more at the end. */
  first: Int32Array;
  job: Int32Array;
  least: Float64Array;
}

/**
 * A problem as flat arrays. Nodes are the jobs, then the starts of the vehicles, then their ends. There is one place more than in the
 * problem, where a vehicle ends that may end anywhere: every way there is free.
 */
export interface Model {
  job_count: number;
  vehicle_count: number;
  node_count: number;
  /** Length of a row of the matrices. */
  stride: number;
  /** By mode. */
  cost: Float64Array[];
  time: Float64Array[];
  /** The same with rows and columns changed: what leads to a place lies side by side. The same matrix where all ways are alike. */
  cost_to: Float64Array[];
  time_to: Float64Array[];
  /** By job: its first way; one more at the end. */
  way_first: Int32Array;
  way_from: Int32Array;
  way_to: Int32Array;
  way_cost: Float64Array;
  way_time: Float64Array;
  most_ways: number;
  /** By job: its first window; one more at the end. Every job has one. */
  window_first: Int32Array;
  window_from: Float64Array;
  window_to: Float64Array;
  demand: Float64Array;
  penalty: Float64Array;
  /** Job × vehicle, 1: may do it; null: all may do all. */
  allowed: Uint8Array | null;
  mates: Mates | null;
  mode: Int32Array;
  start_place: Int32Array;
  end_place: Int32Array;
  open: Float64Array;
  close: Float64Array;
  capacity: Float64Array;
  fixed_cost: Float64Array;
  /** Vehicles that are the same in everything, kind by kind. */
  kinds: Int32Array[];
  uneven_cost: number;
  /** Nothing can ever be too late. */
  timeless: boolean;
  /** Job × `near_count`: jobs beside which it is worth putting it, nearest first. */
  near: Int32Array;
  near_count: number;
  /** Job × `round_count`: jobs round it, nearest first, itself at the head. */
  round: Int32Array;
  round_count: number;
}

/** More neighbours cost time and bring little. */
const NEAR = 48;
const ROUND = 120;

/** Lays a problem out flat. @throws Error for a job that has no way. */
export function modelOf(problem: Problem): Model {
  const base = { ...jobArrays(problem), ...vehicleArrays(problem), ...matrices(problem) };
  const timed = problem.jobs.some(({ windows }) => windows.length > 0) || problem.gaps.length > 0;
  const bare = {
    ...base,
    job_count: problem.jobs.length,
    vehicle_count: problem.vehicles.length,
    node_count: problem.jobs.length + 2 * problem.vehicles.length,
    allowed: allowance(problem),
    mates: matesOf(problem),
    uneven_cost: problem.uneven_cost,
    timeless: !timed && problem.vehicles.every(({ close }) => close === Number.POSITIVE_INFINITY),
  };
  const near_count = Math.min(NEAR, Math.max(0, problem.jobs.length - 1));
  const round_count = Math.min(ROUND, problem.jobs.length);
  return { ...bare, near_count, round_count, ...nearJobs(bare, near_count, round_count, timed) };
}

function jobArrays({ jobs }: Problem) {
  const ways = jobs.flatMap((job) => job.ways);
  const windows = jobs.map((job) => roundedWindows(job.windows));
  return {
    way_first: firsts(jobs.map((job, index) => atLeastOne(job.ways.length, index))),
    way_from: Int32Array.from(ways, ({ from }) => from),
    way_to: Int32Array.from(ways, ({ to }) => to),
    way_cost: Float64Array.from(ways, ({ cost }) => cost),
    way_time: Float64Array.from(ways, ({ time }) => roundUp(time)),
    most_ways: jobs.reduce((most, job) => Math.max(most, job.ways.length), 1),
    window_first: firsts(windows.map(({ length }) => length)),
    window_from: Float64Array.from(windows.flat(), ([from]) => from),
    window_to: Float64Array.from(windows.flat(), ([, to]) => to),
    demand: Float64Array.from(jobs, ({ demand }) => demand),
    penalty: Float64Array.from(jobs, ({ penalty }) => penalty),
  };
}

function atLeastOne(count: number, job: number): number {
  if (count === 0) throw new Error(`job ${job} has no way in which it could be done`);
  return count;
}

function roundedWindows(windows: readonly (readonly [number, number])[]): [number, number][] {
  if (windows.length === 0) return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
  const rounded = windows.map(([from, to]): [number, number] => [roundUp(from), roundDown(to)]);
  const possible = rounded.filter(([from, to]) => from <= to);
  return possible.length > 0 ? possible : [[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]];
}

function firsts(counts: readonly number[]): Int32Array {
  const first = new Int32Array(counts.length + 1);
  counts.forEach((count, index) => {
    first[index + 1] = first[index]! + count;
  });
  return first;
}

function vehicleArrays({ vehicles, jobs, place_count }: Problem) {
  const kinds = new Map<string, number[]>();
  const choosy = jobs.filter((job) => job.vehicles !== null);
  vehicles.forEach((vehicle, index) => {
    const key = JSON.stringify([vehicle, choosy.map((job) => job.vehicles!.includes(index))]);
    kinds.set(key, [...(kinds.get(key) ?? []), index]);
  });
  return {
    mode: Int32Array.from(vehicles, ({ mode }) => mode),
    start_place: Int32Array.from(vehicles, ({ start }) => start),
    end_place: Int32Array.from(vehicles, ({ end }) => end ?? place_count),
    open: Float64Array.from(vehicles, ({ open }) => roundUp(open)),
    close: Float64Array.from(vehicles, ({ close }) => roundDown(close)),
    capacity: Float64Array.from(vehicles, ({ capacity }) => capacity),
    fixed_cost: Float64Array.from(vehicles, ({ fixed_cost }) => fixed_cost),
    kinds: [...kinds.values()].map((kind) => Int32Array.from(kind)),
  };
}

function matrices({ modes, place_count }: Problem) {
  const stride = place_count + 1;
  const widened = (values: Float64Array, change: (value: number) => number) => {
    const wide = new Float64Array(stride * stride);
    for (let from = 0; from < place_count; from++) {
      for (let to = 0; to < place_count; to++) wide[from * stride + to] = change(values[from * place_count + to]!);
    }
    return wide;
  };
  const cost = modes.map((mode) => widened(mode.cost, (value) => value));
  const time = modes.map((mode, index) => {
    const wide = widened(mode.time, roundUp);
    wide.forEach((value, at) => {
      if (value === Number.POSITIVE_INFINITY) cost[index]![at] = value;
    });
    // One matrix instead of two that are the same stays in the processor's memory.
    return wide.every((value, at) => value === cost[index]![at]) ? cost[index]! : wide;
  });
  const cost_to = cost.map((matrix) => turned(matrix, stride));
  const time_to = time.map((matrix, index) => (matrix === cost[index] ? cost_to[index]! : turned(matrix, stride)));
  return { stride, cost, time, cost_to, time_to };
}

function turned(matrix: Float64Array, stride: number): Float64Array {
  const other = new Float64Array(matrix.length);
  for (let from = 0; from < stride; from++) {
    for (let to = 0; to < stride; to++) other[to * stride + from] = matrix[from * stride + to]!;
  }
  return other.every((value, at) => value === matrix[at]) ? matrix : other;
}

function allowance({ jobs, vehicles }: Problem): Uint8Array | null {
  if (jobs.every((job) => job.vehicles === null)) return null;
  const allowed = new Uint8Array(jobs.length * vehicles.length);
  jobs.forEach((job, index) => {
    for (const vehicle of job.vehicles ?? vehicles.keys()) allowed[index * vehicles.length + vehicle] = 1;
  });
  return allowed;
}

function matesOf({ jobs, gaps }: Problem): Mates | null {
  const lists = jobs.map(() => [] as { job: number; least: number }[]);
  for (const gap of gaps) {
    for (const one of gap.jobs) {
      for (const other of gap.jobs) if (other !== one) lists[one]!.push({ job: other, least: roundUp(gap.least) });
    }
  }
  const flat = lists.flat();
  if (flat.length === 0) return null;
  return {
    first: firsts(lists.map(({ length }) => length)),
    job: Int32Array.from(flat, ({ job }) => job),
    least: Float64Array.from(flat, ({ least }) => least),
  };
}
