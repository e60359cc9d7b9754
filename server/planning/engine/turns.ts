import { LoadBalance } from './load-balance.ts';
import type { Model } from './model.ts';
import { schedule } from './schedule.ts';
import type { State } from './state.ts';

/** Less than this is no improvement, but the error of a sum. */
const LEAST_GAIN = 1e-7;

/** Turns the jobs of a route so that, in their order, the ways of all of them together cost least (dynamic programme). */
export class Turns {
  /** By job in the route and way. */
  private readonly cost: Float64Array;
  private readonly from: Int32Array;
  private readonly jobs: Int32Array;
  private readonly old: Int32Array;
  private readonly balance: LoadBalance;

  /** @param kept 1 for jobs whose way stays. */
  constructor(
    private readonly model: Model,
    private readonly state: State,
    private readonly kept: Uint8Array,
  ) {
    this.cost = new Float64Array(model.job_count * model.most_ways);
    this.from = new Int32Array(model.job_count * model.most_ways);
    this.jobs = new Int32Array(model.job_count);
    this.old = new Int32Array(model.job_count);
    this.balance = new LoadBalance(model);
  }

  /** A route in which that would be too late stays as it is. The route has been scheduled, before and after. */
  turn(vehicle: number): void {
    const { model, state, jobs, old } = this;
    const size = state.size[vehicle]!;
    if (size === 0) return;
    let node = state.next[model.job_count + vehicle]!;
    for (let index = 0; index < size; index++, node = state.next[node]!) {
      jobs[index] = node;
      old[index] = state.way[node]!;
    }
    const before = this.costOf(vehicle);
    const least = this.best(vehicle, size);
    const isLess = least < state.cost[vehicle]! - model.fixed_cost[vehicle]! - LEAST_GAIN;
    if (isLess && schedule(model, state, vehicle) === -1 && this.costOf(vehicle) < before) return;
    for (let index = 0; index < size; index++) state.turn(model, jobs[index]!, old[index]!);
    if (isLess) schedule(model, state, vehicle);
  }

  /** With what the route does to the evenness of the load, which the dynamic programme does not know. */
  private costOf(vehicle: number): number {
    const { model, state, balance } = this;
    if (model.uneven_cost === 0) return state.cost[vehicle]!;
    balance.read(state);
    return state.cost[vehicle]! + balance.cost();
  }

  /** Sets the best ways. @returns what the route then costs. */
  private best(vehicle: number, size: number): number {
    const { model, state, jobs, cost, from } = this;
    const { most_ways, stride } = model;
    const costs = model.cost[model.mode[vehicle]!]!;
    const start = model.start_place[vehicle]!;
    for (let index = 0; index < size; index++) {
      const [first, end] = this.ways(jobs[index]!);
      for (let way = first; way < end; way++) {
        const at = index * most_ways + way - first;
        const to = model.way_from[way]!;
        if (index === 0) cost[at] = costs[start * stride + to]!;
        else [from[at], cost[at]] = this.cheapest(costs, index - 1, to);
        cost[at]! += model.way_cost[way]!;
      }
    }
    const [last, total] = this.cheapest(costs, size - 1, model.end_place[vehicle]!);
    let chosen = last;
    for (let index = size - 1; index >= 0; index--) {
      state.turn(model, jobs[index]!, this.ways(jobs[index]!)[0] + chosen);
      chosen = from[index * most_ways + chosen]!;
    }
    return total;
  }

  /** From which way of a job a place is reached at the least cost, and that cost. */
  private cheapest(costs: Float64Array, index: number, place: number): [number, number] {
    const { model, cost } = this;
    const [first, end] = this.ways(this.jobs[index]!);
    let least = Number.POSITIVE_INFINITY;
    let chosen = 0;
    for (let way = first; way < end; way++) {
      const all = cost[index * model.most_ways + way - first]! + costs[model.way_to[way]! * model.stride + place]!;
      if (all >= least) continue;
      least = all;
      chosen = way - first;
    }
    return [chosen, least];
  }

  private ways(job: number): [number, number] {
    if (this.kept[job] === 1) return [this.state.way[job]!, this.state.way[job]! + 1];
    return [this.model.way_first[job]!, this.model.way_first[job + 1]!];
  }
}
