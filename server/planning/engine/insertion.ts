import { LoadBalance } from './load-balance.ts';
import type { Model } from './model.ts';
import type { Random } from './random.ts';
import { firstBegin, Trial } from './schedule.ts';
import type { State } from './state.ts';

/** Share of places that are passed over, so that the same ruin is not always repaired in the same way. */
const BLINK = 0.01;

/** Finds the cheapest place for a job. */
export class Insertion {
  /** What was found last: the node behind which, the way, and what it costs more; infinite: nowhere. */
  before = -1;
  way = -1;
  more = Number.POSITIVE_INFINITY;
  private readonly balance: LoadBalance;
  private readonly trial: Trial | null;
  /** By node: the round in which it was last looked behind. */
  private readonly seen: Int32Array;
  private round = 0;
  /** When the job that is looked at may begin at the soonest and at the last. */
  private soonest = 0;
  private last = 0;
  /** By kind: where among its vehicles the last empty one was. */
  private readonly free: Int32Array;

  /** @param active 1 for vehicles whose routes may change. */
  constructor(
    private readonly model: Model,
    private readonly state: State,
    private readonly random: Random,
    private readonly active: Uint8Array,
  ) {
    this.balance = new LoadBalance(model);
    this.trial = model.mates ? new Trial(model) : null;
    this.seen = new Int32Array(model.node_count);
    this.free = new Int32Array(model.kinds.length);
  }

  /**
   * Looks beside the near jobs and in empty routes; everywhere where it finds nothing or `everywhere` is set.
   * @param blink passes some places over.
   */
  find(job: number, everywhere: boolean, blink: boolean): void {
    const { window_first, window_from, window_to } = this.model;
    this.before = -1;
    this.more = Number.POSITIVE_INFINITY;
    this.soonest = window_from[window_first[job]!]!;
    this.last = window_to[window_first[job + 1]! - 1]!;
    if (this.model.uneven_cost > 0) this.balance.read(this.state);
    const share = blink ? BLINK : 0;
    if (!everywhere) this.findNear(job, share);
    this.findEmpty(job, share);
    if (everywhere || (this.before < 0 && this.model.near_count < this.model.job_count - 1)) this.findAll(job, share);
  }

  private findNear(job: number, blink: number): void {
    const { near, near_count } = this.model;
    const { route, previous } = this.state;
    const end = (job + 1) * near_count;
    this.round++;
    for (let index = job * near_count; index < end; index++) {
      const other = near[index]!;
      const vehicle = route[other]!;
      if (vehicle < 0 || !this.takes(vehicle, job)) continue;
      this.weighOnce(job, other, vehicle, blink);
      this.weighOnce(job, previous[other]!, vehicle, blink);
    }
  }

  /** A place between two near jobs is come upon from both. */
  private weighOnce(job: number, before: number, vehicle: number, blink: number): void {
    if (this.seen[before] === this.round) return;
    this.seen[before] = this.round;
    if (blink === 0 || this.random.next() >= blink) this.weigh(job, before, vehicle);
  }

  /** One empty route of each kind. */
  private findEmpty(job: number, blink: number): void {
    const { model, state, free } = this;
    for (let kind = 0; kind < model.kinds.length; kind++) {
      const vehicles = model.kinds[kind]!;
      let tries = vehicles.length;
      while (tries > 0 && (state.size[vehicles[free[kind]!]!] !== 0 || this.active[vehicles[free[kind]!]!] === 0)) {
        free[kind] = (free[kind]! + 1) % vehicles.length;
        tries--;
      }
      const vehicle = vehicles[free[kind]!]!;
      if (tries === 0 || !this.takes(vehicle, job)) continue;
      if (blink === 0 || this.random.next() >= blink) this.weigh(job, model.job_count + vehicle, vehicle);
    }
  }

  private findAll(job: number, blink: number): void {
    const { model, state } = this;
    for (let vehicle = 0; vehicle < model.vehicle_count; vehicle++) {
      if (state.size[vehicle] === 0 || !this.takes(vehicle, job)) continue;
      const end = model.job_count + model.vehicle_count + vehicle;
      for (let before = model.job_count + vehicle; before !== end; before = state.next[before]!) {
        if (blink === 0 || this.random.next() >= blink) this.weigh(job, before, vehicle);
      }
    }
  }

  private takes(vehicle: number, job: number): boolean {
    const { allowed, capacity, demand, vehicle_count } = this.model;
    if (this.active[vehicle] === 0) return false;
    if (this.state.load[vehicle]! + demand[job]! > capacity[vehicle]!) return false;
    return allowed === null || allowed[job * vehicle_count + vehicle] === 1;
  }

  private weigh(job: number, before: number, vehicle: number): void {
    const { model, state } = this;
    const { stride, way_from, way_to, way_cost, way_first } = model;
    const cost = model.cost[model.mode[vehicle]!]!;
    const costTo = model.cost_to[model.mode[vehicle]!]!;
    const after = state.next[before]!;
    // Most places are too late or too early by far, which shows without looking up a way.
    if (state.depart[before]! > this.last || state.latest[after]! < this.soonest) return;
    const from = state.leave[before]!;
    const to = state.enter[after]!;
    const isEmpty = state.size[vehicle] === 0;
    const base = isEmpty ? -model.fixed_cost[vehicle]! : state.ahead[before]!;
    const last = way_first[job + 1]!;
    for (let way = way_first[job]!; way < last; way++) {
      let more = costTo[way_from[way]! * stride + from]! + way_cost[way]! + cost[way_to[way]! * stride + to]! - base;
      if (model.uneven_cost > 0) more += this.unevenness(vehicle, before, way, isEmpty);
      // A place that is not worth it is not asked whether it is in time.
      if (!(more < this.more)) continue;
      if (!model.timeless && !this.isInTime(job, way, before, vehicle)) continue;
      this.more = more;
      this.before = before;
      this.way = way;
    }
  }

  private unevenness(vehicle: number, before: number, way: number, isEmpty: boolean): number {
    const { model, state } = this;
    const time = model.time[model.mode[vehicle]!]!;
    const from = state.leave[before]! * model.stride;
    const to = state.enter[state.next[before]!]!;
    const there = time[from + model.way_from[way]!]! + time[model.way_to[way]! * model.stride + to]!;
    return this.balance.change(state, vehicle, there + model.way_time[way]! - (isEmpty ? 0 : time[from + to]!));
  }

  private isInTime(job: number, way: number, before: number, vehicle: number): boolean {
    const { model, state } = this;
    const { stride, way_from, way_to, way_time } = model;
    const time = model.time[model.mode[vehicle]!]!;
    const timeTo = model.time_to[model.mode[vehicle]!]!;
    const after = state.next[before]!;
    const arrival = state.depart[before]! + timeTo[way_from[way]! * stride + state.leave[before]!]!;
    const begin = firstBegin(model, job, arrival);
    const there = begin + way_time[way]! + time[way_to[way]! * stride + state.enter[after]!]!;
    if (!(there <= state.latest[after]!) || there === Number.POSITIVE_INFINITY) return false;
    return this.trial === null || this.trial.fits(state, job, way, before);
  }
}
