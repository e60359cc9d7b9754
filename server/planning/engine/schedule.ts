import type { Model } from './model.ts';
import type { State } from './state.ts';

/** The first time from `time` on at which a window lets a job begin; infinite when none does. */
export function firstBegin({ window_first, window_from, window_to }: Model, job: number, time: number): number {
  const end = window_first[job + 1]!;
  for (let window = window_first[job]!; window < end; window++) {
    if (time <= window_to[window]!) return Math.max(time, window_from[window]!);
  }
  return Number.POSITIVE_INFINITY;
}

/** The last time up to `time` at which a window lets a job begin; minus infinite when none does. */
function lastBegin({ window_first, window_from, window_to }: Model, job: number, time: number): number {
  const first = window_first[job]!;
  for (let window = window_first[job + 1]! - 1; window >= first; window--) {
    if (time >= window_from[window]!) return Math.min(time, window_to[window]!);
  }
  return Number.NEGATIVE_INFINITY;
}

/**
 * Works out times, load, cost and work of a vehicle's route, everything as early as it goes; what other vehicles do stays as it is.
 * @returns −1 where all is in time; otherwise the node that is reached too late, and what is after it is not worked out.
 */
export function schedule(model: Model, state: State, vehicle: number): number {
  const { job_count, vehicle_count, stride, way_cost, way_time, demand } = model;
  const cost = model.cost[model.mode[vehicle]!]!;
  const time = model.time[model.mode[vehicle]!]!;
  const { next, enter, leave, way, rank, begin, depart, ahead } = state;
  const start = job_count + vehicle;
  const end = start + vehicle_count;
  let load = 0;
  let costs = 0;
  let work = 0;
  let size = 0;
  let now = model.open[vehicle]!;
  let at = start;
  while (true) {
    const node = next[at]!;
    const arc = leave[at]! * stride + enter[node]!;
    costs += cost[arc]!;
    ahead[at] = cost[arc]!;
    work += time[arc]!;
    now += time[arc]!;
    if (node === end) break;
    rank[node] = size++;
    now = model.mates ? beginApart(model, state, node, now) : firstBegin(model, node, now);
    if (now === Number.POSITIVE_INFINITY) return node;
    begin[node] = now;
    now += way_time[way[node]!]!;
    depart[node] = now;
    costs += way_cost[way[node]!]!;
    work += way_time[way[node]!]!;
    load += demand[node]!;
    at = node;
  }
  if (size > 0 && (now > model.close[vehicle]! || now === Number.POSITIVE_INFINITY)) return end;
  state.size[vehicle] = size;
  state.load[vehicle] = load;
  state.cost[vehicle] = size > 0 ? costs + model.fixed_cost[vehicle]! : 0;
  state.work[vehicle] = size > 0 ? work : 0;
  if (!model.timeless) scheduleBack(model, state, vehicle);
  return -1;
}

/**
 * The same, to the last bit, where a route was worked out and has got one more job since: only what that changes. Not for a model with
 * mates, in which what stands before the job may change as well.
 */
export function scheduleWith(model: Model, state: State, job: number): number {
  const vehicle = state.route[job]!;
  const late = goOn(model, state, vehicle, job);
  if (late !== -1) return late;
  sumUp(model, state, vehicle, job);
  if (!model.timeless) scheduleBack(model, state, vehicle, job);
  return -1;
}

/** Times from a job on, up to where they are those of before. @returns −1, or the node that is reached too late. */
function goOn(model: Model, state: State, vehicle: number, job: number): number {
  const { job_count, vehicle_count, stride, way_time } = model;
  const time = model.time[model.mode[vehicle]!]!;
  const { next, previous, enter, leave, way, begin, depart } = state;
  const end = job_count + vehicle_count + vehicle;
  let at = previous[job]!;
  let now = depart[at]!;
  for (let node = job; ; node = next[node]!) {
    now += time[leave[at]! * stride + enter[node]!]!;
    if (node === end) return now > model.close[vehicle]! || now === Number.POSITIVE_INFINITY ? end : -1;
    now = firstBegin(model, node, now);
    if (now === Number.POSITIVE_INFINITY) return node;
    if (now === begin[node] && node !== job) return -1;
    begin[node] = now;
    now += way_time[way[node]!]!;
    depart[node] = now;
    at = node;
  }
}

/** Load, cost, work, size and ranks of a route that has got a job. */
function sumUp(model: Model, state: State, vehicle: number, job: number): void {
  const { job_count, vehicle_count, stride, way_cost, way_time, demand } = model;
  const cost = model.cost[model.mode[vehicle]!]!;
  const time = model.time[model.mode[vehicle]!]!;
  const { next, previous, enter, leave, way, rank, ahead } = state;
  const end = job_count + vehicle_count + vehicle;
  const before = previous[job]!;
  const there = leave[before]! * stride;
  const back = leave[job]! * stride + enter[next[job]!]!;
  ahead[before] = cost[there + enter[job]!]!;
  ahead[job] = cost[back]!;
  // Times are multiples of the clock's tick: what comes to them one by one makes no error. Costs and loads are added up anew.
  const instead = state.size[vehicle] === 0 ? 0 : time[there + enter[next[job]!]!]!;
  state.work[vehicle] =
    state.work[vehicle]! + time[there + enter[job]!]! + way_time[way[job]!]! + time[back]! - instead;
  let load = 0;
  let costs = 0;
  let size = 0;
  let at = job_count + vehicle;
  while (true) {
    const node = next[at]!;
    costs += ahead[at]!;
    if (node === end) break;
    rank[node] = size++;
    costs += way_cost[way[node]!]!;
    load += demand[node]!;
    at = node;
  }
  state.size[vehicle] = size;
  state.load[vehicle] = load;
  state.cost[vehicle] = costs + model.fixed_cost[vehicle]!;
}

/**
 * The latest arrivals that windows and the end allow. What keeps jobs apart is not in them: they say what is surely too late.
 * @param job that alone has come since they were worked out; −1: they are all worked out anew.
 */
function scheduleBack(model: Model, state: State, vehicle: number, job = -1): void {
  const { job_count, vehicle_count, stride, way_time } = model;
  const time = model.time[model.mode[vehicle]!]!;
  const { next, previous, enter, leave, way, latest } = state;
  const start = job_count + vehicle;
  let node = job >= 0 ? job : previous[start + vehicle_count]!;
  let after = next[node]!;
  while (node !== start) {
    const arc = leave[node]! * stride + enter[after]!;
    const last = lastBegin(model, node, latest[after]! - time[arc]! - way_time[way[node]!]!);
    if (job >= 0 && node !== job && last === latest[node]) return;
    latest[node] = last;
    after = node;
    node = previous[node]!;
  }
}

/**
 * The first time from `time` on at which a job may begin by its windows and its mates: those in other routes, and those before it in
 * its own. Ranks after it are those of before the change, which are no smaller than its own.
 */
function beginApart(model: Model, state: State, job: number, time: number): number {
  const mates = model.mates!;
  const { route, begin, rank } = state;
  const first = mates.first[job]!;
  const last = mates.first[job + 1]!;
  let now = firstBegin(model, job, time);
  for (let index = first; index < last; index++) {
    const mate = mates.job[index]!;
    if (route[mate]! < 0 || (route[mate] === route[job] && rank[mate]! >= rank[job]!)) continue;
    if (Math.abs(begin[mate]! - now) >= mates.least[index]!) continue;
    now = firstBegin(model, job, begin[mate]! + mates.least[index]!);
    if (now === Number.POSITIVE_INFINITY) return now;
    // Later because of one mate it may stand too near to one that has been looked at.
    index = first - 1;
  }
  return now;
}

/** Tries jobs with mates in routes without changing them. */
export class Trial {
  private readonly begin: Float64Array;
  private readonly round: Int32Array;
  private now = 0;
  /** A job that has moved has a mate in the same route: what comes later may move although all before it stands still. */
  private tied = false;

  constructor(private readonly model: Model) {
    this.begin = new Float64Array(model.job_count);
    this.round = new Int32Array(model.job_count);
  }

  /** Whether a route stays in time with a job done in this way behind a node. */
  fits(state: State, job: number, way: number, before: number): boolean {
    const { model } = this;
    const vehicle = state.route[before]!;
    const end = model.job_count + model.vehicle_count + vehicle;
    const time = model.time[model.mode[vehicle]!]!;
    const { next, enter, leave, depart, latest } = state;
    this.now++;
    this.tied = false;
    const rank = before < model.job_count ? state.rank[before]! : -1;
    let clock = depart[before]! + time[leave[before]! * model.stride + model.way_from[way]!]!;
    clock = this.settle(state, job, clock, vehicle, rank);
    if (clock === Number.POSITIVE_INFINITY) return false;
    clock += model.way_time[way]!;
    let place = model.way_to[way]!;
    for (let node = next[before]!; ; node = next[node]!) {
      clock += time[place * model.stride + enter[node]!]!;
      if (!(clock <= latest[node]!) || clock === Number.POSITIVE_INFINITY) return false;
      if (node === end) return true;
      clock = this.settle(state, node, clock, vehicle, rank);
      if (clock === Number.POSITIVE_INFINITY) return false;
      if (clock === state.begin[node] && !this.tied) return true;
      clock += model.way_time[state.way[node]!]!;
      place = leave[node]!;
    }
  }

  /** When a job begins that is reached at a time; `rank`: of the last one before it that has not moved. */
  private settle(state: State, job: number, time: number, vehicle: number, rank: number): number {
    const { model } = this;
    const mates = model.mates!;
    const first = mates.first[job]!;
    const last = mates.first[job + 1]!;
    let clock = firstBegin(model, job, time);
    for (let index = first; index < last; index++) {
      const mate = mates.job[index]!;
      let begin = state.begin[mate]!;
      // The job that is tried is in no route yet.
      if (this.round[mate] === this.now) begin = this.begin[mate]!;
      else if (state.route[mate]! < 0) continue;
      else if (state.route[mate] === vehicle) {
        this.tied = true;
        if (state.rank[mate]! > rank) continue;
      }
      if (Math.abs(begin - clock) >= mates.least[index]!) continue;
      clock = firstBegin(model, job, begin + mates.least[index]!);
      if (clock === Number.POSITIVE_INFINITY) return clock;
      index = first - 1;
    }
    this.begin[job] = clock;
    this.round[job] = this.now;
    return clock;
  }
}
