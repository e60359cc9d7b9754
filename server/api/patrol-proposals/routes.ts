import { Hono } from 'hono';
import type { StreetPieces } from '../../coverage/pieces.ts';
import { inSlices } from '../../roads/slices.ts';
import { type Happenings, HOT_RADIUS_M, type HotSpot, hotSpotSteps } from '../../statistics/hot-spots.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { proposalsQuery } from '../patrol-coverage/bodies.ts';
import { groundOf } from '../patrol-coverage/ground.ts';
import { requireOwnArea } from '../patrol-coverage/routes.ts';
import type { PatrolProposal } from '../patrol-coverage/schema.ts';
import { nearestPoints, readReported } from './sql.ts';

/** Most proposals at once: more than a street could take up. */
const MOST_PROPOSALS = 40;
/** One visit for so much of the busy time, min; more often than four times a shift nobody comes by. */
const VISIT_EVERY_MIN = 120;
const MOST_VISITS = 4;
/** Pieces of streets between two pauses. */
const PIECES = 10_000;

/**
 * Places and times that the record of incidents proposes to patrol. None is finer than a circle of 150 m, and nothing comes of one before
 * a person makes a point of it. For who sees where incidents are.
 */
export const patrolProposals = new Hono<ApiEnv>().get(
  '/',
  granted('patrol'),
  validated('query', proposalsQuery),
  async (c) => {
    const question = c.req.valid('query');
    const sql = c.get('sql');
    await requireOwnArea(c, 'patrol', question.area_code);
    await requireOwnArea(c, 'places', question.area_code);
    const { pieces } = await groundOf(sql, question.area_code);
    const reported = await readReported(sql, question, c.get('config').timeZone);
    const found = await inSlices(spotSteps(reported, pieces));
    const near = await nearestPoints(
      sql,
      found.map(({ centre }) => centre),
      HOT_RADIUS_M,
    );
    const items = found.map((spot, at) => proposalOf(spot, pieces, reported.categories, near[at]!));
    return c.json({ items });
  },
);

function* spotSteps(reported: Happenings, { count, ends, length_m }: StreetPieces): Generator<void, HotSpot[]> {
  const place = new Float64Array(count * 2);
  for (let piece = 0; piece < count; piece++) {
    if (piece % PIECES === PIECES - 1) yield;
    place[2 * piece] = (ends[4 * piece]! + ends[4 * piece + 2]!) / 2;
    place[2 * piece + 1] = (ends[4 * piece + 1]! + ends[4 * piece + 3]!) / 2;
  }
  return yield* hotSpotSteps(reported, { place, length_m }, MOST_PROPOSALS);
}

function proposalOf(
  { centre, street, count, expected, p, categories, from_min, to_min }: HotSpot,
  pieces: StreetPieces,
  names: readonly string[],
  near_point_id: number | null,
): PatrolProposal {
  const area = pieces.grids[pieces.grid[street]!]!;
  const { graph } = pieces;
  return {
    centre: [Math.round(centre[0] * 1e6) / 1e6, Math.round(centre[1] * 1e6) / 1e6],
    area_code: area.area_code,
    // A street's name, never an address: that could be a door.
    name: graph.names.get(graph.road_id[pieces.edge[street]!]!) ?? area.name,
    radius_m: HOT_RADIUS_M,
    ...{ incident_count: count, expected_count: Math.round(expected * 10) / 10, p },
    categories: categories.map(({ category, count }) => ({ category: names[category]!, count })),
    ...{ from_min, to_min },
    wanted_visits: Math.min(MOST_VISITS, Math.max(1, Math.round((to_min - from_min) / VISIT_EVERY_MIN))),
    near_point_id,
  };
}
