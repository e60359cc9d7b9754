import { describe, expect, it } from 'vitest';
import { fixesOf, type RawFix } from '../../../server/coverage/fixes.ts';
import { type MatchedTrack, matchSteps, matchTrack } from '../../../server/coverage/match.ts';
import type { RoadPath } from '../../../server/roads/road-graph.ts';
import { Router } from '../../../server/roads/router.ts';
import { Snapper } from '../../../server/roads/snap.ts';
import { Random } from '../../../server/simulator/random.ts';
import { metres, place, townGraph } from './plane.ts';

const graph = townGraph(10, 100);
const snapper = new Snapper(graph);
const router = new Router(graph, 'foot');
const PACE_M_MIN = 75;

/** A way through a town by way of some places, in metres. */
function way(...places: readonly (readonly [number, number])[]): RoadPath {
  const snaps = places.map(([x, y]) => snapper.snap(place(x, y), 'foot', 60)!);
  const parts = snaps.slice(1).map((to, at) => router.path(snaps[at]!, to)!);
  return {
    length_m: parts.reduce((sum, { length_m }) => sum + length_m, 0),
    time_s: 0,
    line: parts.flatMap(({ line }) => line),
    arcs: parts.flatMap(({ arcs }) => arcs),
  };
}

/** A number that is normally distributed around 0. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** The places of a way every metre, in metres. */
function steps(line: readonly [number, number][]): [number, number][] {
  const found: [number, number][] = [];
  const points = line.map(metres);
  points.slice(1).forEach(([toX, toY], at) => {
    const [x, y] = points[at]!;
    const count = Math.round(Math.hypot(toX - x, toY - y));
    for (let step = 0; step < count; step++) {
      found.push([x + (step / count) * (toX - x), y + (step / count) * (toY - y)]);
    }
  });
  return found;
}

/** The fixes of a phone that goes a way and has one every some seconds. */
function track(line: readonly [number, number][], noise_m: number, every_s: number, seed: string): RawFix[] {
  const random = new Random(seed);
  const path = steps(line);
  return Array.from({ length: Math.floor(path.length / (PACE_M_MIN * (every_s / 60))) }, (_, at) => {
    const at_min = (at * every_s) / 60;
    const [x, y] = path[Math.floor(at_min * PACE_M_MIN)]!;
    return {
      at_min,
      centre: place(x + noise_m * normal(random), y + noise_m * normal(random)),
      accuracy_m: noise_m * 1.5,
    };
  });
}

/** Shares of the way that the match found, and of the match that is on the way. */
function shares(gone: RoadPath, { parts }: MatchedTrack): { found: number; right: number } {
  const cells = (line: readonly [number, number][]) =>
    new Set(steps(line).map(([x, y]) => `${Math.round(x / 4)} ${Math.round(y / 4)}`));
  const truth = cells(gone.line);
  const matched = new Set(parts.flatMap(({ line }) => [...cells(line)]));
  const near = (set: ReadonlySet<string>, cell: string) => {
    const [x, y] = cell.split(' ').map(Number) as [number, number];
    return [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => set.has(`${x + dx} ${y + dy}`)));
  };
  const share = (of: ReadonlySet<string>, by: ReadonlySet<string>) =>
    [...of].filter((cell) => near(by, cell)).length / of.size;
  return { found: share(truth, matched), right: share(matched, truth) };
}

const night = way([0, 0], [300, 100], [300, 400], [700, 400], [800, 900], [200, 800], [100, 250], [500, 600]);

describe('a track of a night on foot', () => {
  it('is matched exactly where there is no noise', () => {
    const matched = matchTrack(snapper, router, fixesOf(track(night.line, 0.01, 5, 'a')));
    const { found, right } = shares(night, matched);
    expect(found).toBeGreaterThan(0.99);
    expect(right).toBe(1);
  });

  it.each([
    ['10 m of noise, a fix every 5 s', 10, 5, 0.95],
    ['10 m of noise, a fix every 20 s', 10, 20, 0.95],
    ['15 m of noise, a fix every 10 s', 15, 10, 0.95],
    // A block is 100 m, which is as far as somebody goes in between: which way round is a guess.
    ['10 m of noise, a fix a minute', 10, 60, 0.85],
  ])('is found to a share of its length, and little else: %s', (_, noise_m, every_s, least) => {
    for (const seed of ['a', 'b', 'c']) {
      const matched = matchTrack(snapper, router, fixesOf(track(night.line, noise_m, every_s, seed)));
      const { found, right } = shares(night, matched);
      expect(found, `found, ${seed}`).toBeGreaterThan(least);
      expect(right, `right, ${seed}`).toBeGreaterThan(least);
    }
  });

  it('leaves out a jump, what is too inexact, and a fix beside every street', () => {
    const raw = track(night.line, 5, 10, 'a');
    raw[20]!.centre = place(600, 950);
    raw[40] = { ...raw[40]!, centre: place(950, 50), accuracy_m: 400 };
    raw[60]!.centre = place(-900, 500);
    const { found, right } = shares(night, matchTrack(snapper, router, fixesOf(raw)));
    expect(found).toBeGreaterThan(0.95);
    expect(right).toBeGreaterThan(0.95);
  });

  it('says nothing of what was in a long gap', () => {
    const raw = track(night.line, 5, 10, 'a').filter(({ at_min }) => at_min < 8 || at_min > 18);
    const { parts } = matchTrack(snapper, router, fixesOf(raw));
    expect(parts.every(({ from_min, to_min }) => to_min <= 8 || from_min >= 18)).toBe(true);
    expect(parts.some(({ from_min }) => from_min >= 18)).toBe(true);
  });

  it('lets others have their turn all along, also while its ways are put together', () => {
    const fixes = fixesOf(track(night.line, 0.01, 20, 'a'));
    const steps = matchSteps(snapper, router, fixes);
    let pauses = 0;
    let last = steps.next();
    for (; !last.done; last = steps.next()) pauses++;
    const parts = last.value.parts.length;
    // At each fix, at the place that it means, and at each way between two.
    expect(pauses).toBeGreaterThanOrEqual(2 * last.value.used_count + parts);
    expect(parts).toBeGreaterThan(50);
  });

  it('is nothing where somebody stays, and where there are no streets', () => {
    const random = new Random('stay');
    const stay = Array.from(
      { length: 100 },
      (_, at): RawFix => ({
        at_min: at / 6,
        centre: place(300 + 4 * normal(random), 4 * normal(random)),
        accuracy_m: 10,
      }),
    );
    const stayed = matchTrack(snapper, router, fixesOf(stay)).parts;
    expect(stayed.reduce((sum, { length_m }) => sum + length_m, 0)).toBeLessThan(30);
    const away = stay.map((fix) => ({ ...fix, centre: place(5000, 5000) }));
    expect(matchTrack(snapper, router, fixesOf(away))).toEqual({ parts: [], used_count: 0 });
    expect(matchTrack(snapper, router, [])).toEqual({ parts: [], used_count: 0 });
  });
});
