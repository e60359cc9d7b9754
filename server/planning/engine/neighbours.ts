import type { Model } from './model.ts';

/** What the neighbours are found from. */
export type Ground = Omit<Model, 'near' | 'near_count' | 'round' | 'round_count'>;

/** What waiting and being late weigh beside the way (the weights of Vidal et al. 2013). */
const WAIT_WEIGHT = 0.2;
const LATE_WEIGHT = 1;
const KEY_LIMIT = 2 ** 30;

/** For each job its nearest: by way and windows beside which it is worth putting it, and by way alone those round it. */
export function nearJobs(ground: Ground, near_count: number, round_count: number, timed: boolean) {
  const { job_count } = ground;
  const near = new Int32Array(job_count * near_count);
  const round = new Int32Array(job_count * round_count);
  const keys = new Float64Array(job_count);
  const plain = new Float64Array(job_count);
  const weighed = new Float64Array(job_count);
  const pace = timed ? paceOf(ground) : 0;
  for (let job = 0; job < job_count; job++) {
    for (let other = 0; other < job_count; other++) {
      plain[other] = other === job ? -1 : Math.min(apart(ground, job, other), apart(ground, other, job));
      if (timed) weighed[other] = weigh(ground, job, other, plain[other]!, pace);
    }
    takeNearest(plain, keys, round.subarray(job * round_count, (job + 1) * round_count), 0);
    takeNearest(timed ? weighed : plain, keys, near.subarray(job * near_count, (job + 1) * near_count), 1);
  }
  return { near, round };
}

/** Writes the numbers of the least values, ascending, without the first `skip`. */
function takeNearest(values: Float64Array, keys: Float64Array, into: Int32Array, skip: number): void {
  const count = values.length;
  let most = 1;
  for (const value of values) if (value > most && value !== Number.POSITIVE_INFINITY) most = value;
  // Numbers that carry their index sort without a function that compares, several times faster.
  const scale = KEY_LIMIT / (most + 1);
  for (let index = 0; index < count; index++) {
    keys[index] = Math.floor(Math.min(KEY_LIMIT, (values[index]! + 1) * scale)) * count + index;
  }
  keys.sort();
  for (let rank = 0; rank < into.length; rank++) into[rank] = keys[rank + skip]! % count;
}

/** The cheapest way from the end of a job to the beginning of another, of all modes. */
function apart({ cost, stride, way_first, way_from, way_to }: Ground, job: number, other: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let way = way_first[job]!; way < way_first[job + 1]!; way++) {
    for (let next = way_first[other]!; next < way_first[other + 1]!; next++) {
      for (const costs of cost) least = Math.min(least, costs[way_to[way]! * stride + way_from[next]!]!);
    }
  }
  return least;
}

/** What a unit of time is worth in cost: the mean over some ways. */
function paceOf({ cost, time }: Ground): number {
  let costs = 0;
  let times = 0;
  const step = Math.max(1, Math.floor(cost[0]!.length / 10_007));
  for (let at = 0; at < cost[0]!.length; at += step) {
    if (!Number.isFinite(cost[0]![at]!) || !Number.isFinite(time[0]![at]!)) continue;
    costs += cost[0]![at]!;
    times += time[0]![at]!;
  }
  return times > 0 ? costs / times : 1;
}

function weigh(ground: Ground, job: number, other: number, way: number, pace: number): number {
  if (job === other) return -1;
  return way + pace * Math.min(misfit(ground, job, other, way / pace), misfit(ground, other, job, way / pace));
}

/** How badly the windows suit doing `other` right after `job`. */
function misfit(ground: Ground, job: number, other: number, travel: number): number {
  const { window_first, window_from, window_to, way_first, way_time } = ground;
  const lasts = way_time[way_first[job]!]!;
  const soonest = window_from[window_first[job]!]! + lasts + travel;
  const latest = window_to[window_first[job + 1]! - 1]! + lasts + travel;
  const wait = window_from[window_first[other]!]! - latest;
  const late = soonest - window_to[window_first[other + 1]! - 1]!;
  // Without a window at one of them both are infinite, and nothing is amiss.
  return (
    (wait > 0 && Number.isFinite(wait) ? WAIT_WEIGHT * wait : 0) +
    (late > 0 && Number.isFinite(late) ? LATE_WEIGHT * late : 0)
  );
}
