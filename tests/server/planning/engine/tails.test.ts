import { describe, expect, it } from 'vitest';
import { type Model, modelOf } from '../../../../server/planning/engine/model.ts';
import { Random } from '../../../../server/planning/engine/random.ts';
import { schedule } from '../../../../server/planning/engine/schedule.ts';
import { State } from '../../../../server/planning/engine/state.ts';
import { Tails } from '../../../../server/planning/engine/tails.ts';
import type { Problem } from '../../../../server/planning/problem.ts';
import { jobAt, onLine, vehicle } from '../problems.ts';

const JOBS = 12;
/** Three of a kind, one that may end anywhere, and one that may not change. */
const VEHICLES = 5;
const ACTIVE = Uint8Array.of(1, 1, 1, 1, 0);

function problemOf(random: Random, isTimed: boolean): Problem {
  const places = Array.from({ length: JOBS + 1 }, () => random.below(60));
  const jobs = Array.from({ length: JOBS }, (_, job) => {
    const from = random.below(80);
    const windows = isTimed && random.next() < 0.6 ? ([[from, from + 10 + random.below(60)]] as const) : [];
    return jobAt(job + 1, { demand: 1 + random.below(3), windows });
  });
  const plain = vehicle({ capacity: 9, fixed_cost: 7, ...(isTimed && { close: 260 }) });
  const vehicles = Array.from({ length: VEHICLES }, (_, index) => (index === 3 ? { ...plain, end: null } : plain));
  return onLine(places, { jobs, vehicles });
}

const routesOf = (state: State): number[][] =>
  Array.from({ length: VEHICLES }, (_, index) => {
    const route: number[] = [];
    for (let job = state.next[JOBS + index]!; job < JOBS; job = state.next[job]!) route.push(job);
    return route;
  });
const costOf = (state: State): number => state.cost.reduce((all, cost) => all + cost, 0);

/** The state of these routes; null where one is late or carries too much. */
function stateWith(model: Model, routes: readonly (readonly number[])[]): State | null {
  const state = new State(model);
  for (const [index, route] of routes.entries()) {
    let before = JOBS + index;
    for (const job of route) {
      state.link(model, job, model.way_first[job]!, before);
      before = job;
    }
    if (schedule(model, state, index) !== -1 || state.load[index]! > model.capacity[index]!) return null;
  }
  return state;
}

function filled(model: Model, random: Random): State {
  let state = stateWith(
    model,
    Array.from({ length: VEHICLES }, () => []),
  )!;
  for (let step = 0; step < 40; step++) {
    const routes = routesOf(state);
    const free = Array.from({ length: JOBS }, (_, job) => job).filter((job) => !routes.flat().includes(job));
    if (free.length < 2) break;
    const route = routes[random.below(VEHICLES)]!;
    route.splice(random.below(route.length + 1), 0, free[random.below(free.length)]!);
    state = stateWith(model, routes) ?? state;
  }
  return state;
}

/** What the best exchange behind a job costs more, each worked out from nothing; infinite: there is none. */
function leastMore(model: Model, state: State, job: number): number {
  const routes = routesOf(state);
  const own = routes.findIndex((route) => route.includes(job));
  if (own < 0 || own > 2) return Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (const other of [0, 1, 2].filter((index) => index !== own)) {
    for (let at = 0; at < routes[other]!.length; at++) {
      const changed = routes.map((route) => [...route]);
      const cut = routes[own]!.indexOf(job) + 1;
      changed[own] = [...routes[own]!.slice(0, cut), ...routes[other]!.slice(at)];
      changed[other] = [...routes[other]!.slice(0, at), ...routes[own]!.slice(cut)];
      const made = stateWith(model, changed);
      if (made) least = Math.min(least, costOf(made) - costOf(state));
    }
  }
  return least;
}

describe('the exchange of tails', () => {
  it.each([true, false])('behind a job is the best that fits, and leaves what it says, with windows: %s', (isTimed) => {
    let [found, emptied] = [0, 0];
    for (let seed = 0; seed < 150; seed++) {
      const random = new Random(seed);
      const model = modelOf(problemOf(random, isTimed));
      for (let job = 0; job < JOBS; job++) {
        const state = filled(model, random);
        const tails = new Tails(model, state, ACTIVE);
        const [before, least] = [costOf(state), leastMore(model, state, job)];
        const used = routesOf(state).filter((route) => route.length > 0).length;
        expect(tails.find(job, least)).toBe(false);
        expect(tails.find(job, Number.POSITIVE_INFINITY)).toBe(least < Number.POSITIVE_INFINITY);
        if (least === Number.POSITIVE_INFINITY) continue;
        const touched = new Uint8Array(VEHICLES);
        tails.exchange(touched);
        expect(costOf(state) - before).toBeCloseTo(least, 9);
        const again = stateWith(model, routesOf(state));
        expect(again).not.toBeNull();
        expect([...state.load]).toEqual([...again!.load]);
        expect([...state.route.subarray(0, JOBS)]).toEqual([...again!.route.subarray(0, JOBS)]);
        expect(touched.reduce((sum, each) => sum + each, 0)).toBe(2);
        found++;
        if (routesOf(state).filter((route) => route.length > 0).length < used) emptied++;
      }
    }
    expect(found).toBeGreaterThan(300);
    expect(emptied).toBeGreaterThan(10);
  });
});
