import type { Gap, Problem, Stop } from '../problem.ts';

/** A job and a way to do it. */
export type Visit = Pick<Stop, 'job' | 'way'>;

/** A job put into a route. */
export interface Insertion {
  vehicle: number;
  /** The whole route with it. */
  stops: Stop[];
  /** What it adds to the cost of travel. */
  added: number;
}

/** Seconds that count as none. */
const tolerance = 1e-6;

/** Which of some gaps a job keeps: there are as many rotas of one problem as tries to put something in. */
const groups = new WeakMap<readonly Gap[], ReadonlyMap<number, number>>();

function groupsOf(gaps: readonly Gap[]): ReadonlyMap<number, number> {
  const known = groups.get(gaps);
  if (known) return known;
  const found = new Map(gaps.flatMap(({ jobs }, index) => jobs.map((job) => [job, index] as const)));
  groups.set(gaps, found);
  return found;
}

/** When a vehicle begins one of the jobs of a group. */
interface Begun {
  vehicle: number;
  begin: number;
}

/** Routes of a problem that change one stop at a time, exactly timed; what is not touched stays as it is. */
export class Rota {
  readonly #groupOf: ReadonlyMap<number, number>;
  /** By group; found when it is first asked for. */
  #begun: Map<number, Begun[]> | undefined;

  constructor(
    readonly problem: Problem,
    readonly routes: readonly (readonly Stop[])[],
  ) {
    this.#groupOf = groupsOf(problem.gaps);
  }

  /**
   * A vehicle's stops in this order, each as soon as it can begin, with the other routes as they are; null where that is not possible.
   * Soonest is safe: whoever is earlier can always wait.
   */
  timed(vehicle: number, visits: readonly Visit[]): Stop[] | null {
    const { problem } = this;
    const { mode, start, end, open, close } = problem.vehicles[vehicle]!;
    const { time } = problem.modes[mode]!;
    const size = problem.place_count;
    const stops: Stop[] = [];
    let place = start;
    let now = open;
    for (const { job, way } of visits) {
      const taken = problem.jobs[job]!.ways[way]!;
      const begin = this.#soonest(job, now + time[place * size + taken.from]!, vehicle, stops);
      if (begin > close) return null;
      stops.push({ job, way, begin });
      now = begin + taken.time;
      place = taken.to;
    }
    if (end !== null && visits.length > 0) now += time[place * size + end]!;
    return now <= close + tolerance ? stops : null;
  }

  /** The cheapest place for a job by the vehicles that may do it, in routes that otherwise stay in order; null where there is none. */
  cheapest(job: number, vehicles: readonly number[] | null = this.problem.jobs[job]!.vehicles): Insertion | null {
    let best: Insertion | null = null;
    for (const vehicle of vehicles ?? this.problem.vehicles.keys()) {
      const route = this.routes[vehicle]!;
      for (let position = 0; position <= route.length; position++) {
        for (const way of this.problem.jobs[job]!.ways.keys()) {
          const added = this.#added(vehicle, position, { job, way });
          if (!(added < (best?.added ?? Number.POSITIVE_INFINITY))) continue;
          const stops = this.timed(vehicle, route.toSpliced(position, 0, { job, way, begin: 0 }));
          if (stops !== null) best = { vehicle, stops, added };
        }
      }
    }
    return best;
  }

  /** With all these jobs put in, each where it is cheapest by these vehicles or any that may do it; null where one cannot be. */
  including(jobs: readonly number[], vehicles?: readonly number[]): Rota | null {
    let rota: Rota = this;
    for (const job of jobs) {
      const found = rota.cheapest(job, vehicles);
      if (found === null) return null;
      rota = rota.having(found);
    }
    return rota;
  }

  /** With one route as an insertion makes it. */
  having({ vehicle, stops }: Pick<Insertion, 'vehicle' | 'stops'>): Rota {
    return new Rota(this.problem, this.routes.with(vehicle, stops));
  }

  /** The same routes under other conditions. */
  under(problem: Problem): Rota {
    return new Rota(problem, this.routes);
  }

  #soonest(job: number, arrival: number, vehicle: number, before: readonly Stop[]): number {
    if (arrival === Number.POSITIVE_INFINITY) return arrival;
    const { windows } = this.problem.jobs[job]!;
    const group = this.#groupOf.get(job);
    const least = group === undefined ? 0 : this.problem.gaps[group]!.least;
    const begins = group === undefined || least === 0 ? [] : this.#begins(group, vehicle, before);
    let begin = arrival;
    for (;;) {
      if (windows.length > 0) {
        const window = windows.find(([, to]) => to >= begin - tolerance);
        if (window === undefined) return Number.POSITIVE_INFINITY;
        begin = Math.max(begin, window[0]);
      }
      const near = begins.find((other) => Math.abs(other - begin) < least - tolerance);
      if (near === undefined) return begin;
      begin = near + least;
    }
  }

  #begins(group: number, vehicle: number, before: readonly Stop[]): number[] {
    this.#begun ??= this.#findBegun();
    const others = (this.#begun.get(group) ?? []).filter((begun) => begun.vehicle !== vehicle);
    const own = before.filter(({ job }) => this.#groupOf.get(job) === group);
    return [...others, ...own].map(({ begin }) => begin);
  }

  #findBegun(): Map<number, Begun[]> {
    const found = new Map<number, Begun[]>();
    for (const [vehicle, route] of this.routes.entries()) {
      for (const { job, begin } of route) {
        const group = this.#groupOf.get(job);
        if (group === undefined) continue;
        const begun = found.get(group);
        if (begun) begun.push({ vehicle, begin });
        else found.set(group, [{ vehicle, begin }]);
      }
    }
    return found;
  }

  #added(vehicle: number, position: number, { job, way }: Visit): number {
    const { problem } = this;
    const { mode, start, end } = problem.vehicles[vehicle]!;
    const { cost } = problem.modes[mode]!;
    const size = problem.place_count;
    const route = this.routes[vehicle]!;
    const placeOf = (stop: Visit) => problem.jobs[stop.job]!.ways[stop.way]!;
    const from = position === 0 ? start : placeOf(route[position - 1]!).to;
    const to = position === route.length ? end : placeOf(route[position]!).from;
    const taken = placeOf({ job, way });
    const there = cost[from * size + taken.from]! + taken.cost;
    if (to === null) return there;
    const on = there + cost[taken.to * size + to]!;
    return route.length === 0 ? on : on - cost[from * size + to]!;
  }
}
