import { metresBetween } from '../roads/metric.ts';
import type { Snap } from '../roads/road-graph.ts';
import type { Router } from '../roads/router.ts';
import { atOnce } from '../roads/slices.ts';
import type { Snapper } from '../roads/snap.ts';
import { type Fix, thinned } from './fixes.ts';

/** A way that a track shows, along streets. Times are in the track's own minutes. */
export interface MatchedPart {
  line: [number, number][];
  arcs: number[];
  length_m: number;
  from_min: number;
  to_min: number;
}

/** What a track shows. */
export interface MatchedTrack {
  /** In order of time; where a part does not begin at the end of the one before, nobody knows what was between. */
  parts: MatchedPart[];
  /** Fixes that say where somebody was on a street; the others were inexact, beside every street or out of line. */
  used_count: number;
}

/** Streets farther from a fix than this, and than four times its inexactness, are not meant, m. */
const REACH_M = 50;
const REACH_SIGMAS = 4;
/** Streets that are weighed for a fix, the nearest. */
const MOST_CANDIDATES = 8;
/**
 * By how much a way along streets usually differs from the straight line between its fixes, m: the β of Newson and Krumm, "Hidden Markov
 * map matching through noise and sparseness" (2009), there fitted to cars; on foot with a phone about the noise itself.
 */
const BETA_M = 12;
/** A way so much longer than straight is none that was gone. */
const LONGEST_DETOUR = 3;
const DETOUR_M = 150;
/** After so long without a fix, or so many fixes that fit nothing, the track begins anew. */
const LONGEST_GAP_MIN = 6;
const MOST_MISFITS = 3;

/**
 * Out and back by so many deviations of a fix is its noise, at a corner above all, and not a way that was gone; it is looked for over so many
 * fixes.
 */
const SPUR_SIGMAS = 3;
const SPUR_FIXES = 4;
const LEAST_SPUR_M = 1;

/** One fix with the streets that may be meant, and the likeliest way to each: logarithms of probabilities. */
interface Step {
  fix: Fix;
  candidates: Snap[];
  likelihood: Float64Array;
  /** Candidate of the step before that the likeliest way comes from; -1 at a beginning. */
  from: Int16Array;
}

/**
 * Finds the streets along which somebody went by a track of inexact fixes: the likeliest ways through a hidden Markov model, in which a
 * street is the likelier the nearer it lies to a fix, and a way between two the likelier the less it differs from the straight line
 * (Newson and Krumm 2009). Pauses at every fix, and again at its place and its way, as each takes about a millisecond.
 * @param fixes in order of time.
 */
export function* matchSteps(snapper: Snapper, router: Router, fixes: readonly Fix[]): Generator<void, MatchedTrack> {
  const chains: Step[][] = [];
  let chain: Step[] = [];
  let misfits = 0;
  for (const fix of thinned(fixes, router.mode)) {
    yield;
    const candidates = candidatesOf(snapper, router, fix);
    if (candidates.length === 0) continue;
    const last = chain.at(-1);
    if (last && fix.at_min - last.fix.at_min <= LONGEST_GAP_MIN && misfits < MOST_MISFITS) {
      const step = follow(router, last, fix, candidates);
      if (step) chain.push(step);
      misfits = step ? 0 : misfits + 1;
      continue;
    }
    chain = [begin(fix, candidates)];
    chains.push(chain);
    misfits = 0;
  }
  const parts: MatchedPart[] = [];
  for (const each of chains) parts.push(...(yield* partsOf(router, each)));
  return { parts, used_count: chains.reduce((sum, each) => sum + (each.length > 1 ? each.length : 0), 0) };
}

/** The same at once. */
export function matchTrack(snapper: Snapper, router: Router, fixes: readonly Fix[]): MatchedTrack {
  return atOnce(matchSteps(snapper, router, fixes));
}

function candidatesOf(snapper: Snapper, router: Router, { centre, sigma_m }: Fix): Snap[] {
  return snapper.near(centre, router.mode, Math.max(REACH_M, REACH_SIGMAS * sigma_m)).slice(0, MOST_CANDIDATES);
}

/** How likely a fix lies so far beside a street, as a logarithm. */
const emission = ({ distance_m }: Snap, { sigma_m }: Fix) => -0.5 * (distance_m / sigma_m) ** 2;

function begin(fix: Fix, candidates: Snap[]): Step {
  return {
    fix,
    candidates,
    likelihood: Float64Array.from(candidates, (candidate) => emission(candidate, fix)),
    from: new Int16Array(candidates.length).fill(-1),
  };
}

/** The step to a fix; null where no way leads to it that could have been gone. */
function follow(router: Router, last: Step, fix: Fix, candidates: Snap[]): Step | null {
  const { length_m } = router.matrix(last.candidates, candidates);
  const straight_m = metresBetween(...last.fix.centre, ...fix.centre);
  const longest_m = LONGEST_DETOUR * straight_m + DETOUR_M;
  const step = begin(fix, candidates);
  const own = step.likelihood.slice();
  step.likelihood.fill(Number.NEGATIVE_INFINITY);
  last.candidates.forEach((_, row) => {
    candidates.forEach((_candidate, column) => {
      const way_m = length_m[row * candidates.length + column]!;
      if (way_m > longest_m) return;
      const total = last.likelihood[row]! + own[column]! - Math.abs(way_m - straight_m) / BETA_M;
      if (total <= step.likelihood[column]!) return;
      step.likelihood[column] = total;
      step.from[column] = row;
    });
  });
  return step.likelihood.some((each) => each > Number.NEGATIVE_INFINITY) ? step : null;
}

/** A fix and the place on a street that is meant. */
interface Meant {
  fix: Fix;
  snap: Snap;
  /** Of the way from the place before. */
  way_m: number;
  /** What was cut out of it, so that no long way out and back is cut bit by bit. */
  cut_m: number;
}

/** The ways of the likeliest sequence of candidates. */
function* partsOf(router: Router, chain: readonly Step[]): Generator<void, MatchedPart[]> {
  const meant: Meant[] = [];
  let at = indexOfMost(chain.at(-1)!.likelihood);
  for (let step = chain.length - 1; step >= 0; step--) {
    const { fix, candidates, from } = chain[step]!;
    meant[step] = { fix, snap: candidates[at]!, way_m: 0, cut_m: 0 };
    at = from[at]!;
  }
  const kept = yield* withoutSpurs(router, meant);
  const parts: MatchedPart[] = [];
  for (const [step, next] of kept.slice(1).entries()) {
    yield;
    const last = kept[step]!;
    const path = router.path(last.snap, next.snap);
    if (!path || path.length_m === 0) continue;
    const { line, arcs, length_m } = path;
    parts.push({ line, arcs, length_m, from_min: last.fix.at_min, to_min: next.fix.at_min });
  }
  return parts;
}

/** The same places without those from which the way comes back at once. */
function* withoutSpurs(router: Router, meant: readonly Meant[]): Generator<void, Meant[]> {
  const length_m = (from: Snap, to: Snap) => router.path(from, to)?.length_m ?? 0;
  const kept: Meant[] = [];
  for (const { fix, snap } of meant) {
    yield;
    const last = kept.at(-1);
    const next: Meant = { fix, snap, way_m: last ? length_m(last.snap, snap) : 0, cut_m: 0 };
    let [way_m, cut_m] = [next.way_m, 0];
    for (let back = 1; back < SPUR_FIXES && back < kept.length; back++) {
      way_m += kept.at(-back)!.way_m;
      cut_m += kept.at(-back)!.cut_m;
      const direct_m = length_m(kept.at(-back - 1)!.snap, snap);
      const extra_m = way_m - direct_m;
      if (extra_m < LEAST_SPUR_M || extra_m + cut_m > 2 * SPUR_SIGMAS * fix.sigma_m) continue;
      kept.splice(-back);
      Object.assign(next, { way_m: direct_m, cut_m: cut_m + extra_m });
      break;
    }
    kept.push(next);
  }
  return kept;
}

function indexOfMost(values: Float64Array): number {
  return values.reduce((most, value, at) => (value > values[most]! ? at : most), 0);
}
