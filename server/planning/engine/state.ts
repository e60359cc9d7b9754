import type { Model } from './model.ts';

/** How many jobs are copied at one stroke in the time of one by itself, about. */
const DEAR = 4;

/** Which job follows which, and what results from it. All of it lies in one buffer, so that a state is copied at one stroke. */
export class State {
  /** By node; of jobs only while they are in a route. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Where a node is entered and left. */
  readonly enter: Int32Array;
  readonly leave: Int32Array;
  /** By node: −1 for a job that is in no route. */
  readonly route: Int32Array;
  /** By job: index into the ways of the model. */
  readonly way: Int32Array;
  /** By job: how many are before it in its route. */
  readonly rank: Int32Array;
  /** By job. */
  readonly begin: Float64Array;
  /** By node: when it is left; and the latest arrival with which the rest of the route is still in time. */
  readonly depart: Float64Array;
  readonly latest: Float64Array;
  /** By node: what the way to the next one costs. */
  readonly ahead: Float64Array;
  /** By vehicle. */
  readonly size: Int32Array;
  readonly load: Float64Array;
  readonly cost: Float64Array;
  /** Time that is spent on ways and jobs, without waiting. */
  readonly work: Float64Array;
  /** Jobs in no route, the first `absent_count[0]` of it. */
  readonly absent: Int32Array;
  readonly absent_count: Int32Array;
  private readonly bytes: Uint8Array;

  constructor(model: Model) {
    const { job_count: jobs, vehicle_count: vehicles, node_count: nodes } = model;
    const doubles = [jobs, nodes, nodes, nodes, vehicles, vehicles, vehicles];
    const wholes = [nodes, nodes, nodes, nodes, nodes, jobs, jobs, vehicles, jobs, 1];
    const buffer = new ArrayBuffer(8 * sum(doubles) + 4 * sum(wholes));
    this.bytes = new Uint8Array(buffer);
    let at = 0;
    const double = (count: number) => {
      const array = new Float64Array(buffer, at, count);
      at += 8 * count;
      return array;
    };
    const whole = (count: number) => {
      const array = new Int32Array(buffer, at, count);
      at += 4 * count;
      return array;
    };
    [this.begin, this.depart, this.latest, this.ahead] = [double(jobs), double(nodes), double(nodes), double(nodes)];
    [this.load, this.cost, this.work] = [double(vehicles), double(vehicles), double(vehicles)];
    [this.next, this.previous, this.enter, this.leave] = [whole(nodes), whole(nodes), whole(nodes), whole(nodes)];
    [this.route, this.way, this.rank] = [whole(nodes), whole(jobs), whole(jobs)];
    [this.size, this.absent, this.absent_count] = [whole(vehicles), whole(jobs), whole(1)];
    this.clear(model);
  }

  copy(other: State): void {
    this.bytes.set(other.bytes);
  }

  /**
   * The same where only some vehicles' routes differ, and which jobs are in none. What is not used of jobs in no route may stay another.
   * @param differ 1 for those vehicles.
   */
  copyRoutes(model: Model, other: State, differ: Uint8Array): void {
    const { job_count, vehicle_count } = model;
    let jobs = 0;
    for (let vehicle = 0; vehicle < vehicle_count; vehicle++) if (differ[vehicle] === 1) jobs += other.size[vehicle]!;
    if (jobs * DEAR > job_count) {
      this.copy(other);
      return;
    }
    for (let vehicle = 0; vehicle < vehicle_count; vehicle++) {
      if (differ[vehicle] === 1) this.copyRoute(model, other, vehicle);
    }
    const count = other.absent_count[0]!;
    this.absent_count[0] = count;
    for (let index = 0; index < count; index++) {
      const job = other.absent[index]!;
      this.absent[index] = job;
      this.route[job] = -1;
    }
  }

  private copyRoute({ job_count, vehicle_count }: Model, other: State, vehicle: number): void {
    const start = job_count + vehicle;
    const end = start + vehicle_count;
    this.size[vehicle] = other.size[vehicle]!;
    this.load[vehicle] = other.load[vehicle]!;
    this.cost[vehicle] = other.cost[vehicle]!;
    this.work[vehicle] = other.work[vehicle]!;
    this.next[start] = other.next[start]!;
    this.ahead[start] = other.ahead[start]!;
    this.previous[end] = other.previous[end]!;
    for (let job = other.next[start]!; job !== end; job = other.next[job]!) {
      this.next[job] = other.next[job]!;
      this.previous[job] = other.previous[job]!;
      this.enter[job] = other.enter[job]!;
      this.leave[job] = other.leave[job]!;
      this.route[job] = vehicle;
      this.way[job] = other.way[job]!;
      this.rank[job] = other.rank[job]!;
      this.begin[job] = other.begin[job]!;
      this.depart[job] = other.depart[job]!;
      this.latest[job] = other.latest[job]!;
      this.ahead[job] = other.ahead[job]!;
    }
  }

  /** No job in any route. */
  clear(model: Model): void {
    const { job_count, vehicle_count } = model;
    this.route.fill(-1);
    for (let vehicle = 0; vehicle < vehicle_count; vehicle++) {
      const start = job_count + vehicle;
      const end = start + vehicle_count;
      this.next[start] = end;
      this.previous[end] = start;
      this.enter[start] = model.start_place[vehicle]!;
      this.leave[start] = model.start_place[vehicle]!;
      this.enter[end] = model.end_place[vehicle]!;
      this.leave[end] = model.end_place[vehicle]!;
      this.route[start] = vehicle;
      this.route[end] = vehicle;
      this.depart[start] = model.open[vehicle]!;
      this.latest[end] = model.close[vehicle]!;
      this.size[vehicle] = 0;
      this.load[vehicle] = 0;
      this.cost[vehicle] = 0;
      this.work[vehicle] = 0;
    }
    for (let job = 0; job < job_count; job++) this.absent[job] = job;
    this.absent_count[0] = job_count;
  }

  /** Puts a job behind a node. Times and sums of the route are those of before until it is scheduled. */
  link(model: Model, job: number, way: number, before: number): void {
    const after = this.next[before]!;
    this.next[before] = job;
    this.previous[job] = before;
    this.next[job] = after;
    this.previous[after] = job;
    this.route[job] = this.route[before]!;
    // Behind all that have a rank, until it gets its own.
    this.rank[job] = model.job_count;
    this.turn(model, job, way);
  }

  /** Takes a job out of its route. */
  unlink(job: number): void {
    const before = this.previous[job]!;
    const after = this.next[job]!;
    this.next[before] = after;
    this.previous[after] = before;
    this.route[job] = -1;
  }

  /** Does a job in another of its ways. */
  turn(model: Model, job: number, way: number): void {
    this.way[job] = way;
    this.enter[job] = model.way_from[way]!;
    this.leave[job] = model.way_to[way]!;
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
