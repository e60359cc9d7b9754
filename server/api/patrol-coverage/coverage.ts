import { Cover, type Covered, type PassageKind } from '../../coverage/cover.ts';
import { passageSteps } from '../../coverage/passages.ts';
import {
  doneLegBegins,
  donePlaceBegins,
  legParts,
  placeNumbers,
  placeParts,
  plannedLegBegins,
  plannedPlaceBegins,
  type StopDone,
} from '../../coverage/walked.ts';
import type { Database } from '../../db/open.ts';
import { inSlices } from '../../roads/slices.ts';
import type { PatrolPlan } from '../patrol-plans/schema.ts';
import { type Ground, groundOf, type KnownPlan, type KnownWalk } from './ground.ts';
import type { PatrolCoverage } from './schema.ts';
import { type PassingWalk, readPlaces, readRoutes, readWalks, readWalksOfPlan } from './sql.ts';
import { tracksOf } from './tracks.ts';

/** Walks whose routes are read at once. */
const BATCH = 50;
const DAY_MIN = 1440;

/** What is asked of an area: days are first and last, both included. */
export interface CoverQuestion {
  area_code: string;
  from: string;
  to: string;
  cover_m: number;
}

/** How a walk counts; what is `passed` says only when, and so does what is done in other hours than `onlyHour`. */
export interface Counting {
  planned: boolean;
  done: 'done' | 'passed';
  onlyHour?: number | undefined;
}
type Count = (walk: PassingWalk) => Counting;

/** What plans of some days cover of an area, and what of it was done. */
export async function areaCoverage(sql: Database, question: CoverQuestion, timeZone: string): Promise<PatrolCoverage> {
  const { cover } = await coverOf(sql, question, timeZone, ({ issued }) => ({ planned: issued, done: 'done' }));
  return coverageOf(question.area_code, question.cover_m, cover);
}

/** What one plan covers of its area by its result, issued or not, and what its squads did of it. */
export async function coverageOfPlan(
  sql: Database,
  plan: Pick<PatrolPlan, 'id' | 'area_code' | 'input' | 'result'>,
  timeZone: string,
): Promise<PatrolCoverage> {
  const { cover_m } = plan.input.settings;
  const ground = await groundOf(sql, plan.area_code);
  const cover = new Cover(ground.pieces);
  await inSlices(addPlan({ ground, cover, cover_m }, plan));
  const walks = await readWalksOfPlan(sql, plan.id, timeZone);
  await addWalks(sql, { ground, cover, cover_m }, walks, () => ({ planned: false, done: 'done' }));
  return coverageOf(plan.area_code, cover_m, cover);
}

function* addPlan(
  { ground, cover, cover_m }: Sum,
  { input, result }: Pick<PatrolPlan, 'input' | 'result'>,
): Generator<void, void> {
  const numbers = placeNumbers(input);
  const places = yield* passageSteps(ground.pieces, placeParts(input), cover_m);
  for (const route of result?.routes ?? []) {
    const legs = yield* passageSteps(ground.pieces, legParts(route), cover_m);
    cover.add(legs, 'planned', plannedLegBegins(route), 0);
    cover.add(places, 'planned', plannedPlaceBegins(numbers, route), 0);
  }
}

/** What patrols of some days pass of an area, each walk counted as `count` says; and how far the local time is from UTC, min. */
export async function coverOf(
  sql: Database,
  { area_code, from, to, cover_m }: CoverQuestion,
  timeZone: string,
  count: Count,
): Promise<{ cover: Cover; offset_min: number }> {
  const ground = await groundOf(sql, area_code);
  const cover = new Cover(ground.pieces);
  const walks = await readWalks(sql, { area_code, from, to }, timeZone);
  await addWalks(sql, { ground, cover, cover_m }, walks, count);
  const sinceNoon = ((walks.at(-1)?.midnight_min ?? 0) + DAY_MIN / 2) % DAY_MIN;
  return { cover, offset_min: DAY_MIN / 2 - sinceNoon };
}

interface Sum {
  ground: Ground;
  cover: Cover;
  cover_m: number;
}

async function addWalks(sql: Database, sum: Sum, walks: readonly PassingWalk[], count: Count): Promise<void> {
  // Some at a time: a route that is not known yet is some tens of kilobytes.
  for (let at = 0; at < walks.length; at += BATCH) {
    const batch = walks.slice(at, at + BATCH);
    await inSlices(addBatch(sum, await given(sql, sum, batch), count));
  }
  for (const { walk, passages, begins } of await tracksOf(sql, sum.ground, walks, sum.cover_m)) {
    const { done, onlyHour } = count(walk);
    sum.cover.add(passages, done, begins, walk.midnight_min, onlyHour);
  }
}

/** What is known of some walks already, or else was read of them. */
interface Given {
  walks: readonly PassingWalk[];
  ofWalk: Map<number, KnownWalk | undefined>;
  ofPlan: Map<number, KnownPlan | undefined>;
  routes: Awaited<ReturnType<typeof readRoutes>>;
  places: Awaited<ReturnType<typeof readPlaces>>;
}

// A plan's places stay what they are from when it is issued on; a walk may get another route.
const walkKey = ({ ground, cover_m }: Sum, { walk_id, version }: PassingWalk) =>
  `${ground.key} ${walk_id} ${version} ${cover_m}`;
const planKey = ({ ground, cover_m }: Sum, { plan_id }: PassingWalk) => `${ground.key} ${plan_id} ${cover_m}`;

async function given(sql: Database, sum: Sum, walks: readonly PassingWalk[]): Promise<Given> {
  const ofWalk = new Map(walks.map((walk) => [walk.walk_id, sum.ground.walks.get(walkKey(sum, walk))]));
  const ofPlan = new Map(walks.map((walk) => [walk.plan_id, sum.ground.plans.get(planKey(sum, walk))]));
  const missing = (of: Map<number, unknown>) => [...of].flatMap(([id, known]) => (known ? [] : [id]));
  const routes = await readRoutes(sql, missing(ofWalk));
  const places = await readPlaces(sql, missing(ofPlan));
  return { walks, ofWalk, ofPlan, routes, places };
}

/** Adds what some walks pass. */
function* addBatch(sum: Sum, { walks, ...known }: Given, count: Count): Generator<void, void> {
  const { cover } = sum;
  for (const walk of walks) {
    const { legs, route } = yield* learnWalk(sum, walk, known);
    const { passages, places } = yield* learnPlan(sum, walk, known);
    const { planned, done: doneAs, onlyHour } = count(walk);
    const add = (kind: PassageKind, ofLegs: number[][], ofPlaces: number[][]) => {
      cover.add(legs, kind, ofLegs, walk.midnight_min, onlyHour);
      cover.add(passages, kind, ofPlaces, walk.midnight_min, onlyHour);
    };
    if (planned) add('planned', plannedLegBegins(route), plannedPlaceBegins(places, route));
    const done = doneOf(walk);
    if (done.length > 0) add(doneAs, doneLegBegins(route, done), donePlaceBegins(places, done));
    yield;
  }
}

/** What a walk passes; reckoned where nobody has asked for it yet. */
function* learnWalk(sum: Sum, walk: PassingWalk, { ofWalk, routes }: Omit<Given, 'walks'>): Generator<void, KnownWalk> {
  let known = ofWalk.get(walk.walk_id);
  if (!known) {
    const { stops, legs } = routes.get(walk.walk_id) ?? { stops: [], legs: [] };
    const route = { stops, legs: legs.map(({ from_min, to_min }) => ({ from_min, to_min })) };
    known = { legs: yield* passageSteps(sum.ground.pieces, legParts({ legs }), sum.cover_m), route };
  }
  sum.ground.walks.set(walkKey(sum, walk), known);
  return known;
}

/** What lies around the places of a walk's plan; reckoned where nobody has asked for it yet. */
function* learnPlan(sum: Sum, walk: PassingWalk, { ofPlan, places }: Omit<Given, 'walks'>): Generator<void, KnownPlan> {
  let known = ofPlan.get(walk.plan_id);
  if (!known) {
    const held = places.get(walk.plan_id) ?? { points: [], streets: [] };
    const passages = yield* passageSteps(sum.ground.pieces, placeParts(held), sum.cover_m);
    known = { passages, places: placeNumbers(held) };
  }
  sum.ground.plans.set(planKey(sum, walk), known);
  ofPlan.set(walk.plan_id, known);
  return known;
}

function doneOf({ done, midnight_min }: PassingWalk): StopDone[] {
  return done.map(([kind, id, visit, at_min]) => ({ kind, id, visit, at_min: at_min - midnight_min }));
}

const whole = (metres: number) => Math.round(metres);

async function coverageOf(area_code: string, cover_m: number, cover: Cover): Promise<PatrolCoverage> {
  const { pieces } = cover;
  const [planned, done] = [await inSlices(cover.gridSteps('planned')), await inSlices(cover.gridSteps('done'))];
  const street = new Float64Array(pieces.grids.length);
  for (let piece = 0; piece < pieces.count; piece++) street[pieces.grid[piece]!]! += pieces.length_m[piece]!;
  const sum = (of: readonly Covered[], take: (each: Covered) => number) =>
    whole(of.reduce((total, each) => total + take(each), 0));
  return {
    ...{ area_code, cover_m, street_m: whole(pieces.street_m) },
    planned_m: sum(planned, ({ all_m }) => all_m),
    done_m: sum(done, ({ all_m }) => all_m),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      planned_m: sum(planned, ({ hours_m }) => hours_m[hour]!),
      done_m: sum(done, ({ hours_m }) => hours_m[hour]!),
    })),
    grids: pieces.grids.map(({ area_code, name }, at) => ({
      ...{ area_code, name, street_m: whole(street[at]!) },
      planned_m: whole(planned[at]!.all_m),
      done_m: whole(done[at]!.all_m),
    })),
  };
}
