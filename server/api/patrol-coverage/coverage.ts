import { Cover, type Covered, type PassageKind } from '../../coverage/cover.ts';
import { passages } from '../../coverage/passages.ts';
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
import type { PatrolPlan } from '../patrol-plans/schema.ts';
import { type Ground, groundOf, type KnownPlan, type KnownWalk, Pauses } from './ground.ts';
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
  const numbers = placeNumbers(plan.input);
  const places = passages(ground.pieces, placeParts(plan.input), cover_m);
  for (const route of plan.result?.routes ?? []) {
    cover.add(passages(ground.pieces, legParts(route), cover_m), 'planned', plannedLegBegins(route), 0);
    cover.add(places, 'planned', plannedPlaceBegins(numbers, route), 0);
  }
  const walks = await readWalksOfPlan(sql, plan.id, timeZone);
  await addWalks(sql, { ground, cover, cover_m }, walks, () => ({ planned: false, done: 'done' }));
  return coverageOf(plan.area_code, cover_m, cover);
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
  const { ground, cover, cover_m } = sum;
  const pauses = new Pauses();
  // Some at a time: a route that is not known yet is some tens of kilobytes.
  for (let at = 0; at < walks.length; at += BATCH) {
    for (const { walk, legs, route, passages, places } of await learn(sql, sum, walks.slice(at, at + BATCH), pauses)) {
      const { planned, done: doneAs, onlyHour } = count(walk);
      const add = (kind: PassageKind, ofLegs: number[][], ofPlaces: number[][]) => {
        cover.add(legs, kind, ofLegs, walk.midnight_min, onlyHour);
        cover.add(passages, kind, ofPlaces, walk.midnight_min, onlyHour);
      };
      if (planned) add('planned', plannedLegBegins(route), plannedPlaceBegins(places, route));
      const done = doneOf(walk);
      if (done.length > 0) add(doneAs, doneLegBegins(route, done), donePlaceBegins(places, done));
      await pauses.next();
    }
  }
  for (const { walk, passages, begins } of await tracksOf(sql, ground, walks, cover_m)) {
    const { done, onlyHour } = count(walk);
    cover.add(passages, done, begins, walk.midnight_min, onlyHour);
  }
}

type Known = { walk: PassingWalk } & KnownWalk & KnownPlan;

/** What some walks pass; read and reckoned where nobody has asked for it yet. */
async function learn(
  sql: Database,
  { ground, cover_m }: Sum,
  walks: readonly PassingWalk[],
  pauses: Pauses,
): Promise<Known[]> {
  // A plan's places stay what they are from when it is issued on; a walk may get another route.
  const walkKey = ({ walk_id, version }: PassingWalk) => `${ground.key} ${walk_id} ${version} ${cover_m}`;
  const planKey = ({ plan_id }: PassingWalk) => `${ground.key} ${plan_id} ${cover_m}`;
  const ofWalk = new Map(walks.map((walk) => [walk.walk_id, ground.walks.get(walkKey(walk))]));
  const ofPlan = new Map(walks.map((walk) => [walk.plan_id, ground.plans.get(planKey(walk))]));
  const missing = (of: Map<number, unknown>) => [...of].flatMap(([id, known]) => (known ? [] : [id]));
  const routes = await readRoutes(sql, missing(ofWalk));
  const places = await readPlaces(sql, missing(ofPlan));
  const known: Known[] = [];
  for (const walk of walks) {
    const { stops, legs } = routes.get(walk.walk_id) ?? { stops: [], legs: [] };
    const walked = ofWalk.get(walk.walk_id) ?? {
      legs: passages(ground.pieces, legParts({ legs }), cover_m),
      route: { stops, legs: legs.map(({ from_min, to_min }) => ({ from_min, to_min })) },
    };
    ground.walks.set(walkKey(walk), walked);
    const held = places.get(walk.plan_id) ?? { points: [], streets: [] };
    const planned = ofPlan.get(walk.plan_id) ?? {
      passages: passages(ground.pieces, placeParts(held), cover_m),
      places: placeNumbers(held),
    };
    ground.plans.set(planKey(walk), planned);
    ofPlan.set(walk.plan_id, planned);
    known.push({ walk, ...walked, ...planned });
    await pauses.next();
  }
  return known;
}

function doneOf({ done, midnight_min }: PassingWalk): StopDone[] {
  return done.map(([kind, id, visit, at_min]) => ({ kind, id, visit, at_min: at_min - midnight_min }));
}

const whole = (metres: number) => Math.round(metres);

function coverageOf(area_code: string, cover_m: number, cover: Cover): PatrolCoverage {
  const { pieces } = cover;
  const [planned, done] = [cover.byGrid('planned'), cover.byGrid('done')];
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
