import { describe, expect, it } from 'vitest';
import { type Model, modelOf } from '../../../../server/planning/engine/model.ts';
import { Random } from '../../../../server/planning/engine/random.ts';
import { schedule, scheduleWith } from '../../../../server/planning/engine/schedule.ts';
import { State } from '../../../../server/planning/engine/state.ts';
import type { Problem } from '../../../../server/planning/problem.ts';
import { between, jobAt, vehicle } from '../problems.ts';

const PLACES = 9;
const JOBS = 14;
const STEPS = 400;

/** Jobs in one or two ways at places on a slope: there is farther than back, and no detour is quicker. */
function problemOf(random: Random, isTimed: boolean): Problem {
  const some = (most: number) => random.next() * most;
  const height = Array.from({ length: PLACES }, () => some(9));
  const far = (from: number, to: number) => Math.max(1.3 * (height[to]! - height[from]!), height[from]! - height[to]!);
  const jobs = Array.from({ length: JOBS }, () => {
    const way = () => {
      const [from, to] = [random.below(PLACES), random.below(PLACES)];
      return { from, to, cost: some(3), time: far(from, to) + some(3) };
    };
    const from = some(60);
    const windows = isTimed && random.next() < 0.7 ? ([[from, from + 5 + some(40)]] as const) : [];
    return jobAt(0, { ways: random.next() < 0.5 ? [way()] : [way(), way()], demand: some(2), windows });
  });
  const close = isTimed ? 130 : Number.POSITIVE_INFINITY;
  const vehicles = [vehicle({ close, fixed_cost: 3 }), vehicle({ close, open: 4, end: null })];
  const ways = height.flatMap((_, from) => height.map((_height, to) => far(from, to)));
  return between(ways, { jobs, vehicles });
}

/** Takes a job out of its route, or puts it somewhere. @returns whether both ways to work that out were asked, and it is in time. */
function change(model: Model, state: State, random: Random): boolean {
  const job = random.below(JOBS);
  const held = state.route[job]!;
  if (held >= 0) {
    state.unlink(job);
    schedule(model, state, held);
    return false;
  }
  let before = JOBS + random.below(2);
  for (let steps = random.below(6); steps > 0 && state.next[before]! < JOBS; steps--) before = state.next[before]!;
  const number = state.route[before]!;
  state.link(
    model,
    job,
    model.way_first[job]! + random.below(model.way_first[job + 1]! - model.way_first[job]!),
    before,
  );
  const whole = new State(model);
  whole.copy(state);
  const isInTime = schedule(model, whole, number) === -1;
  expect(scheduleWith(model, state, job) === -1).toBe(isInTime);
  // All of a state lies in one buffer.
  if (isInTime) expect(Buffer.from(state.begin.buffer).equals(Buffer.from(whole.begin.buffer))).toBe(true);
  else {
    state.unlink(job);
    schedule(model, state, number);
  }
  return isInTime;
}

describe('a route that gets one more job', () => {
  it.each([true, false])('is worked out as if it were worked out anew, with windows: %s', (isTimed) => {
    let count = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed);
      const model = modelOf(problemOf(random, isTimed));
      const state = new State(model);
      for (let step = 0; step < STEPS; step++) if (change(model, state, random)) count++;
    }
    expect(count).toBeGreaterThan(1000);
  });
});
