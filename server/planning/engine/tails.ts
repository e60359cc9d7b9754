import type { Model } from './model.ts';
import { schedule } from './schedule.ts';
import type { State } from './state.ts';

/**
 * Exchanges what comes after a job in one route with what comes from a near one on in another (2-opt*), which ruins of a few jobs cannot do
 * in long routes. For models without gaps and evenness: there `latest` says exactly whether a tail is in time.
 */
export class Tails {
  private readonly kind: Int32Array;
  /** What was found last: the job that ends a head, and the one that follows it then. */
  private head = -1;
  private tail = -1;

  /** @param active 1 for vehicles whose routes may change. */
  constructor(
    private readonly model: Model,
    private readonly state: State,
    private readonly active: Uint8Array,
  ) {
    this.kind = new Int32Array(model.vehicle_count);
    model.kinds.forEach((vehicles, kind) => {
      for (const vehicle of vehicles) this.kind[vehicle] = kind;
    });
  }

  /** Looks for the exchange behind a job that costs least, and less than `most` more. @returns whether there is one. */
  find(job: number, most: number): boolean {
    const { model, state, kind } = this;
    const { near, near_count, stride, job_count, timeless } = model;
    const { route, next, previous, enter, leave, ahead, depart, latest } = state;
    const own = route[job]!;
    this.tail = -1;
    if (own < 0 || this.active[own] === 0) return false;
    const cost = model.cost[model.mode[own]!]!;
    const time = model.time[model.mode[own]!]!;
    const after = next[job]!;
    const from = leave[job]! * stride;
    const carried = this.carriedUpTo(job);
    let least = most;
    for (let index = job * near_count; index < (job + 1) * near_count; index++) {
      const other = near[index]!;
      const vehicle = route[other]!;
      if (vehicle < 0 || vehicle === own || kind[vehicle] !== kind[own] || this.active[vehicle] === 0) continue;
      if (!timeless && depart[job]! + time[from + enter[other]!]! > latest[other]!) continue;
      const before = previous[other]!;
      const isEmptied = before >= job_count && after >= job_count;
      const arc = leave[before]! * stride + enter[after]!;
      const back = isEmptied ? -model.fixed_cost[vehicle]! : cost[arc]!;
      const more = cost[from + enter[other]!]! + back - ahead[job]! - ahead[before]!;
      if (!(more < least)) continue;
      if (!isEmptied && !timeless && !(depart[before]! + time[arc]! <= latest[after]!)) continue;
      const theirs = before >= job_count ? 0 : this.carriedUpTo(before);
      if (carried + state.load[vehicle]! - theirs > model.capacity[own]!) continue;
      if (theirs + state.load[own]! - carried > model.capacity[vehicle]!) continue;
      least = more;
      this.tail = other;
    }
    this.head = job;
    return this.tail >= 0;
  }

  /** Makes the exchange that was found. @param touched gets 1 for both vehicles. */
  exchange(touched: Uint8Array): void {
    const { model, state, head, tail } = this;
    const { next, previous, route } = state;
    const [own, other] = [route[head]!, route[tail]!];
    const end = model.job_count + model.vehicle_count;
    const [after, before] = [next[head]!, previous[tail]!];
    const [last, otherLast] = [previous[end + own]!, previous[end + other]!];
    this.join(head, tail);
    this.join(otherLast, end + own);
    if (after === end + own) this.join(before, end + other);
    else {
      this.join(before, after);
      this.join(last, end + other);
    }
    for (let job = tail; job < model.job_count; job = next[job]!) route[job] = own;
    for (let job = next[before]!; job < model.job_count; job = next[job]!) route[job] = other;
    touched[own] = 1;
    touched[other] = 1;
    if (schedule(model, state, own) !== -1 || schedule(model, state, other) !== -1) {
      throw new Error(`the tails behind jobs ${head} and ${before} do not fit where they were found to fit`);
    }
  }

  private join(node: number, following: number): void {
    this.state.next[node] = following;
    this.state.previous[following] = node;
  }

  /** Load of a route up to a job. */
  private carriedUpTo(job: number): number {
    const { demand, job_count } = this.model;
    let load = 0;
    for (let node = job; node < job_count; node = this.state.previous[node]!) load += demand[node]!;
    return load;
  }
}
