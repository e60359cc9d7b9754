import { describe, expect, it } from 'vitest';
import { type Model, modelOf } from '../../../../server/planning/engine/model.ts';
import { Random } from '../../../../server/planning/engine/random.ts';
import { schedule } from '../../../../server/planning/engine/schedule.ts';
import { State } from '../../../../server/planning/engine/state.ts';
import { jobAt, onLine, vehicle } from '../problems.ts';

const JOBS = 40;
const VEHICLES = 10;

/** Everything that counts of a state: routes with what results from them, and the jobs in none. */
function contentOf(model: Model, state: State) {
  const routes = Array.from({ length: VEHICLES }, (_, number) => {
    const [start, end] = [JOBS + number, JOBS + VEHICLES + number];
    const nodes = [start];
    while (nodes.at(-1) !== end) nodes.push(state.next[nodes.at(-1)!]!);
    const jobs = nodes.slice(1, -1);
    const { begin, depart, latest, way, rank, enter, leave, route } = state;
    const of = [begin, depart, latest, way, rank, enter, leave, route].map((values) => jobs.map((job) => values[job]));
    const ahead = nodes.slice(0, -1).map((node) => state.ahead[node]);
    const previous = nodes.slice(1).map((node) => state.previous[node]);
    const { size, load, cost, work } = state;
    return { nodes, of, ahead, previous, sums: [size, load, cost, work].map((values) => values[number]) };
  });
  const absent = [...state.absent.subarray(0, state.absent_count[0])];
  const out = [...state.route.subarray(0, model.job_count)].flatMap((number, job) => (number < 0 ? [job] : []));
  return { routes, absent, out };
}

/** Moves a job into one of two routes, or out of all; what is in none is listed anew. */
function change(model: Model, state: State, random: Random, pair: readonly number[], differ: Uint8Array): void {
  const job = random.below(JOBS);
  const held = state.route[job]!;
  if (held >= 0) {
    if (!pair.includes(held)) return;
    state.unlink(job);
    differ[held] = 1;
    schedule(model, state, held);
  }
  if (random.next() < 0.7) {
    const number = pair[random.below(pair.length)]!;
    state.link(model, job, model.way_first[job]!, JOBS + number);
    differ[number] = 1;
    schedule(model, state, number);
  }
  state.absent_count[0] = 0;
  for (let other = 0; other < JOBS; other++) {
    if (state.route[other]! < 0) state.absent[state.absent_count[0]!++] = other;
  }
}

describe('a state', () => {
  it('is another one after only the routes that differ were copied', () => {
    const random = new Random(1);
    const jobs = Array.from({ length: JOBS }, (_, job) => jobAt(job + 1, { demand: 1, windows: [[0, 1e6]] }));
    const places = Array.from({ length: JOBS + 1 }, (_, place) => (place * 37) % 101);
    const problem = onLine(places, { jobs, vehicles: Array.from({ length: VEHICLES }, () => vehicle({ close: 1e6 })) });
    const model = modelOf(problem);
    const [state, copy] = [new State(model), new State(model)];
    for (let round = 0; round < 300; round++) {
      const differ = new Uint8Array(VEHICLES);
      const pair = [random.below(VEHICLES), random.below(VEHICLES)];
      for (let step = 0; step < 6; step++) change(model, state, random, pair, differ);
      // Now one of the two has gone on and the other one follows, now it goes back.
      const [from, to] = random.next() < 0.5 ? [state, copy] : [copy, state];
      to.copyRoutes(model, from, differ);
      expect(contentOf(model, to)).toEqual(contentOf(model, from));
    }
    expect(contentOf(model, state).out.length).toBeLessThan(JOBS - 10);
  });
});
