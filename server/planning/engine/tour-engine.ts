import type { Job, Problem, Solution, Stop } from '../problem.ts';
import { BEAT, type Beat, type Engine } from './engine.ts';
import { Random } from './random.ts';
import type { Beginning } from './search-engine.ts';
import { costOf } from './solution.ts';
import { Tour } from './tour.ts';

/** Fewer are as well done by ruin and repair. */
const LEAST_JOBS = 12;
/** Temperatures as shares of the mean length of an edge. */
const HOT = 0.1;
const COLD = 0.002;

/** Whether a problem is one round trip that does all jobs whenever it likes, as long both ways: a travelling salesman's. */
export function isTour({ vehicles, jobs, gaps, modes, place_count }: Problem): boolean {
  const vehicle = vehicles[0];
  if (vehicles.length !== 1 || !vehicle || jobs.length < LEAST_JOBS || gaps.length > 0) return false;
  if (vehicle.end !== vehicle.start || vehicle.close !== Number.POSITIVE_INFINITY) return false;
  if (jobs.reduce((all, { demand }) => all + demand, 0) > vehicle.capacity || !jobs.every(isPlain)) return false;
  const { cost, time } = modes[vehicle.mode]!;
  const places = [vehicle.start, ...jobs.map((job) => job.ways[0]!.from)];
  return places.every((from) =>
    places.every((to) => {
      const there = cost[from * place_count + to]!;
      return there === cost[to * place_count + from] && Number.isFinite(there + time[from * place_count + to]!);
    }),
  );
}

function isPlain({ ways, windows, penalty, vehicles }: Job): boolean {
  const isAnybodys = vehicles === null || vehicles.includes(0);
  const isOneWay = ways.length === 1 && ways[0]!.from === ways[0]!.to;
  return isOneWay && isAnybodys && windows.length === 0 && penalty === Number.POSITIVE_INFINITY;
}

/** A round trip as an engine. City 0 is where the vehicle starts, city n is job n − 1. */
export class TourEngine implements Engine {
  bestNumber = 0;
  private readonly tour: Tour;
  private readonly random: Random;
  private readonly mean: number;
  private bestOrder: Int32Array;
  private bestLength: number;

  constructor(
    private readonly problem: Problem,
    { seed, start }: Beginning,
  ) {
    const apart = lengthsOf(problem);
    const given = start?.[0] ?? [];
    const isWhole = given.length === problem.jobs.length;
    const order = isWhole ? Int32Array.of(0, ...given.map(({ job }) => job + 1)) : nearestFirst(apart);
    this.random = new Random(seed);
    this.tour = new Tour(apart, order);
    this.bestOrder = this.tour.order.slice();
    this.bestLength = this.tour.length;
    this.mean = this.tour.length / order.length;
  }

  run(rounds: number, beat: Beat): void {
    let heat = 0;
    for (let round = 0; round < rounds; round++) {
      if (round % BEAT === 0) {
        const share = beat(round);
        if (share === null) return;
        heat = this.mean * HOT * (COLD / HOT) ** share;
      }
      this.tour.kick(this.random, heat);
      if (this.tour.length < this.bestLength - 1e-7) {
        this.bestLength = this.tour.length;
        this.bestOrder.set(this.tour.order);
        this.bestNumber++;
      }
    }
  }

  current(): Stop[][] {
    return [this.stopsOf(this.tour.order)];
  }

  best(): Solution {
    const routes = [this.stopsOf(this.bestOrder)];
    return { routes, left_out: [], cost: costOf(this.problem, routes) };
  }

  private stopsOf(order: Int32Array): Stop[] {
    const { jobs, vehicles, modes, place_count } = this.problem;
    const vehicle = vehicles[0]!;
    const { time } = modes[vehicle.mode]!;
    const head = order.indexOf(0);
    let now = vehicle.open;
    let place = vehicle.start;
    return [...order.subarray(head + 1), ...order.subarray(0, head)].map((city) => {
      const way = jobs[city - 1]!.ways[0]!;
      const begin = now + time[place * place_count + way.from]!;
      now = begin + way.time;
      place = way.to;
      return { job: city - 1, way: 0, begin };
    });
  }
}

function lengthsOf({ jobs, vehicles, modes, place_count }: Problem): Float64Array {
  const vehicle = vehicles[0]!;
  const { cost } = modes[vehicle.mode]!;
  const places = [vehicle.start, ...jobs.map((job) => job.ways[0]!.from)];
  const apart = new Float64Array(places.length ** 2);
  places.forEach((from, row) => {
    places.forEach((to, column) => {
      apart[row * places.length + column] = cost[from * place_count + to]!;
    });
  });
  return apart;
}

function nearestFirst(apart: Float64Array): Int32Array {
  const count = Math.sqrt(apart.length);
  const order = new Int32Array(count);
  const isVisited = new Uint8Array(count);
  isVisited[0] = 1;
  for (let index = 1; index < count; index++) {
    const row = order[index - 1]! * count;
    let nearest = -1;
    for (let city = 0; city < count; city++) {
      if (isVisited[city] === 0 && (nearest < 0 || apart[row + city]! < apart[row + nearest]!)) nearest = city;
    }
    order[index] = nearest;
    isVisited[nearest] = 1;
  }
  return order;
}
