import { Insertion } from './insertion.ts';
import { LoadBalance } from './load-balance.ts';
import type { Model } from './model.ts';
import { Random } from './random.ts';
import { Ruin } from './ruin.ts';
import { schedule, scheduleWith } from './schedule.ts';
import { State } from './state.ts';
import { Tails } from './tails.ts';
import { Turns } from './turns.ts';

/** What a state is worth: first what must be done and is not, then the cost. */
interface Worth {
  /** Jobs without a penalty that are left out. */
  missing: number;
  /** The same, each as often as it has been left out before. */
  burden: number;
  /** With the penalties of what is left out. */
  cost: number;
}

/** A job left out is tried again when it is one of so many, or near the ruin. */
const TRIED_AGAIN = 10;
/** How often a job that costs more than its penalty is put in all the same, up to how many times it: two such may be worth it together. */
const GENEROUS_SHARE = 0.1;
const GENEROUS_TIMES = 2;

/**
 * Slack induction by string removals (Christiaens & Vanden Berghe 2020): strings of neighbouring jobs are taken out and put back
 * greedily, under simulated annealing. Jobs go in only beside their near ones, in any of their ways.
 */
export class Search {
  readonly best: State;
  readonly current: State;
  private readonly work: State;
  private readonly random: Random;
  private readonly ruin: Ruin;
  private readonly insertion: Insertion;
  private readonly turns: Turns | null;
  private readonly tails: Tails | null;
  private readonly balance: LoadBalance;
  /** Jobs round which routes may be ruined. */
  private readonly seeds: Int32Array;
  private readonly pool: Int32Array;
  private readonly key: Float64Array;
  /** 1 for vehicles whose routes have changed in this round, and since there was a better one. */
  private readonly touched: Uint8Array;
  private readonly moved: Uint8Array;
  private readonly pooled: Uint8Array;
  /** How often a job that must be done has been left out. */
  private readonly weight: Float64Array;
  private poolCount = 0;
  private currentWorth: Worth;
  private bestWorth: Worth;
  /** Counts better ones. */
  bestNumber = 0;

  /**
   * @param start a scheduled state; jobs in none of its routes are put in.
   * @param active 1 for vehicles whose routes may change.
   * @param kept 1 for jobs that stay in their place of the start.
   */
  constructor(
    private readonly model: Model,
    seed: number,
    start: State,
    active: Uint8Array,
    private readonly kept: Uint8Array,
  ) {
    this.random = new Random(seed);
    this.work = start;
    this.ruin = new Ruin(model, start, this.random, active, kept);
    this.insertion = new Insertion(model, start, this.random, active);
    this.turns = model.most_ways > 1 ? new Turns(model, start, kept) : null;
    const isPlain =
      model.mates === null &&
      model.uneven_cost === 0 &&
      !kept.some((value, job) => value === 1 && start.route[job]! >= 0);
    this.tails = isPlain && model.vehicle_count > 1 ? new Tails(model, start, active) : null;
    this.balance = new LoadBalance(model);
    this.pool = new Int32Array(model.job_count);
    this.key = new Float64Array(model.job_count);
    this.touched = new Uint8Array(model.vehicle_count);
    this.moved = new Uint8Array(model.vehicle_count);
    this.pooled = new Uint8Array(model.job_count);
    this.weight = new Float64Array(model.job_count).fill(1);
    this.seeds = this.work.route
      .subarray(0, model.job_count)
      .map((vehicle, job) => (kept[job] === 1 || (vehicle >= 0 && active[vehicle] === 0) ? -1 : job))
      .filter((job) => job >= 0);
    this.fill();
    this.current = new State(model);
    this.best = new State(model);
    this.current.copy(start);
    this.best.copy(start);
    this.currentWorth = this.worth();
    this.bestWorth = this.worth();
  }

  /** Whether no round changes anything: every job stays where it is, or there is none. */
  get isOver(): boolean {
    return this.seeds.length === 0;
  }

  /** One round of ruin and repair; the search is not over. @param heat cost by which a state may be worse and still be taken, about. */
  round(heat: number): void {
    if (this.tails !== null) this.exchangeTails(this.tails, heat);
    if (!this.destroy()) {
      this.work.copyRoutes(this.model, this.current, this.touched);
      return;
    }
    this.sortPool();
    this.repair();
    const worth = this.worth();
    if (this.isTaken(worth, heat)) this.take(worth);
    else this.work.copyRoutes(this.model, this.current, this.touched);
  }

  private exchangeTails(tails: Tails, heat: number): void {
    const { random, seeds } = this;
    const most = -heat * Math.log(random.next() || Number.MIN_VALUE);
    if (!tails.find(seeds[random.below(seeds.length)]!, most)) return;
    this.touched.fill(0);
    tails.exchange(this.touched);
    this.take(this.worth());
  }

  private take(worth: Worth): void {
    this.current.copyRoutes(this.model, this.work, this.touched);
    for (let vehicle = 0; vehicle < this.touched.length; vehicle++) this.moved[vehicle]! |= this.touched[vehicle]!;
    this.currentWorth = worth;
    this.keepBest();
  }

  private keepBest(): void {
    const { missing, cost } = this.currentWorth;
    const best = this.bestWorth;
    if (missing > best.missing || (missing === best.missing && cost >= best.cost)) return;
    this.best.copyRoutes(this.model, this.current, this.moved);
    this.moved.fill(0);
    this.bestWorth = this.currentWorth;
    this.bestNumber++;
  }

  private isTaken(worth: Worth, heat: number): boolean {
    if (worth.missing > 0 || this.currentWorth.missing > 0) {
      if (worth.burden !== this.currentWorth.burden) return worth.burden < this.currentWorth.burden;
    }
    return worth.cost < this.currentWorth.cost - heat * Math.log(this.random.next() || Number.MIN_VALUE);
  }

  /** @returns false where the routes cannot be scheduled without what was taken out. */
  private destroy(): boolean {
    const { ruin, work, model, random } = this;
    const missing = this.currentWorth.missing > 0 && random.next() < 0.5;
    const seed = missing
      ? work.absent[random.below(work.absent_count[0]!)]!
      : this.seeds[random.below(this.seeds.length)]!;
    ruin.ruin(seed);
    this.touched.fill(0);
    for (let index = 0; index < ruin.vehicle_count; index++) this.touched[ruin.vehicles[index]!] = 1;
    for (let index = 0; index < ruin.vehicle_count; index++) {
      const vehicle = ruin.vehicles[index]!;
      for (let late = schedule(model, work, vehicle); late !== -1; late = schedule(model, work, vehicle)) {
        // Where a detour is quicker than the direct way, a route can be later without a job.
        if (late >= model.job_count) late = work.previous[late]!;
        if (late >= model.job_count || this.kept[late] === 1) return false;
        ruin.take(late);
      }
    }
    this.poolCount = ruin.taken_count;
    this.pool.set(ruin.taken.subarray(0, ruin.taken_count));
    this.poolAbsent(seed);
    return true;
  }

  private poolAbsent(seed: number): void {
    const { work, model, random } = this;
    const count = work.absent_count[0]!;
    if (count === 0) return;
    if (count <= TRIED_AGAIN) {
      for (let index = 0; index < count; index++) this.add(work.absent[index]!);
      return;
    }
    // What was just taken out is not among the absent ones yet.
    const from = this.poolCount;
    for (let index = 0; index < from; index++) this.pooled[this.pool[index]!] = 1;
    const end = (seed + 1) * model.round_count;
    for (let at = seed * model.round_count; at < end && this.poolCount < from + TRIED_AGAIN; at++) {
      const job = model.round[at]!;
      if (work.route[job]! < 0 && this.pooled[job] === 0) this.add(job);
    }
    for (let index = 0; index < from; index++) this.pooled[this.pool[index]!] = 0;
    for (let index = from; index < this.poolCount; index++) this.pooled[this.pool[index]!] = 1;
    for (let index = 0; index < count; index++) {
      const job = work.absent[index]!;
      const isWanted = model.penalty[job] === Number.POSITIVE_INFINITY || random.next() < 1 / count;
      if (isWanted && this.pooled[job] === 0) this.add(job);
    }
    for (let index = from; index < this.poolCount; index++) this.pooled[this.pool[index]!] = 0;
  }

  private add(job: number): void {
    if (this.kept[job] === 0) this.pool[this.poolCount++] = job;
  }

  /** In which order jobs are put back: by chance, the most demanding, the farthest, the nearest, the least or earliest window first. */
  private sortPool(): void {
    const { model, key, random, pool } = this;
    const choice = random.below(model.timeless ? 11 : 17);
    for (let index = 0; index < this.poolCount; index++) {
      const job = pool[index]!;
      if (choice < 4) key[job] = random.next();
      else if (choice < 8) key[job] = -model.demand[job]!;
      else if (choice < 10) key[job] = -this.distance(job);
      else if (choice < 11) key[job] = this.distance(job);
      else if (choice < 13) key[job] = this.windowLength(job);
      else if (choice < 15) key[job] = model.window_from[model.window_first[job]!]!;
      else key[job] = -model.window_to[model.window_first[job + 1]! - 1]!;
    }
    sortBy(this.pool, this.poolCount, key);
  }

  private distance(job: number): number {
    const { model } = this;
    if (model.vehicle_count === 0) return 0;
    const place = model.way_from[model.way_first[job]!]!;
    return model.cost[model.mode[0]!]![model.start_place[0]! * model.stride + place]!;
  }

  private windowLength(job: number): number {
    const { window_first, window_from, window_to } = this.model;
    let length = 0;
    for (let window = window_first[job]!; window < window_first[job + 1]!; window++) {
      length += window_to[window]! - window_from[window]!;
    }
    return length;
  }

  private repair(): void {
    const { model, random } = this;
    for (let index = 0; index < this.poolCount; index++) {
      const job = this.pool[index]!;
      this.insertion.find(job, false, true);
      const generous = random.next() < GENEROUS_SHARE ? GENEROUS_TIMES : 1;
      if (this.insertion.more < model.penalty[job]! * generous) this.put(job);
    }
    if (this.turns !== null) {
      for (let vehicle = 0; vehicle < model.vehicle_count; vehicle++) {
        if (this.touched[vehicle] === 1) this.turns.turn(vehicle);
      }
    }
    this.collectAbsent();
  }

  private put(job: number): void {
    const { model, work, insertion } = this;
    const vehicle = work.route[insertion.before]!;
    work.link(model, job, insertion.way, insertion.before);
    this.touched[vehicle] = 1;
    const late = model.mates === null ? scheduleWith(model, work, job) : schedule(model, work, vehicle);
    if (late === -1) return;
    throw new Error(`job ${job} does not fit where it was found to fit`);
  }

  private collectAbsent(): void {
    const { work, pooled, pool } = this;
    let count = 0;
    const old = work.absent_count[0]!;
    for (let index = 0; index < old; index++) {
      const job = work.absent[index]!;
      if (work.route[job]! >= 0) continue;
      work.absent[count++] = job;
      pooled[job] = 1;
    }
    for (let index = 0; index < this.poolCount; index++) {
      const job = pool[index]!;
      if (work.route[job]! >= 0 || pooled[job] === 1) continue;
      work.absent[count++] = job;
      pooled[job] = 1;
    }
    for (let index = 0; index < count; index++) {
      const job = work.absent[index]!;
      pooled[job] = 0;
      if (this.model.penalty[job] === Number.POSITIVE_INFINITY) this.weight[job]!++;
    }
    work.absent_count[0] = count;
  }

  /** Puts everything in, everywhere looked, from what the start has. */
  private fill(): void {
    const { work, model } = this;
    for (let index = 0; index < work.absent_count[0]!; index++) this.add(work.absent[index]!);
    for (let index = 0; index < this.poolCount; index++)
      this.key[this.pool[index]!] = -this.distance(this.pool[index]!);
    sortBy(this.pool, this.poolCount, this.key);
    for (let index = 0; index < this.poolCount; index++) {
      const job = this.pool[index]!;
      this.insertion.find(job, true, false);
      if (this.insertion.more < model.penalty[job]!) this.put(job);
    }
    this.collectAbsent();
  }

  private worth(): Worth {
    const { model, work, weight } = this;
    let cost = 0;
    let missing = 0;
    let burden = 0;
    for (let vehicle = 0; vehicle < model.vehicle_count; vehicle++) cost += work.cost[vehicle]!;
    if (model.uneven_cost > 0) {
      this.balance.read(work);
      cost += this.balance.cost();
    }
    const count = work.absent_count[0]!;
    for (let index = 0; index < count; index++) {
      const job = work.absent[index]!;
      if (model.penalty[job] === Number.POSITIVE_INFINITY) {
        missing++;
        burden += weight[job]!;
      } else {
        cost += model.penalty[job]!;
      }
    }
    return { missing, burden, cost };
  }
}

/** Sorts the first `count` jobs by their keys, ascending; in place, as there are mostly about ten. */
function sortBy(jobs: Int32Array, count: number, key: Float64Array): void {
  for (let index = 1; index < count; index++) {
    const job = jobs[index]!;
    let at = index - 1;
    for (; at >= 0 && key[jobs[at]!]! > key[job]!; at--) jobs[at + 1] = jobs[at]!;
    jobs[at + 1] = job;
  }
}
