import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import { countCommonNames, listParts, partDigits, shortPlace } from './places.ts';
import { MOST_MOVES, type WallMove, type WallMoves } from './schema.ts';

/** Which moves are asked for. */
export interface MoveQuestion {
  area_code: string;
  since: Date;
  /** Number of an event; only those with higher ones. */
  after?: number | undefined;
}

type Move = Pick<WallMove, 'id' | 'incident_id' | 'kind' | 'at' | 'status'>;
type Spot = Pick<WallMove, 'category' | 'item' | 'severity' | 'area_code' | 'place' | 'centre'> & { id: number };

/** What happened to the incidents of an area, by time and number, at most `most`. */
export async function readMoves(
  sql: Database,
  question: MoveQuestion,
  most = MOST_MOVES,
): Promise<Pick<WallMoves, 'items' | 'count'>> {
  const [{ count, moves }, parts] = await Promise.all([
    selectMoves(sql, question, most),
    listParts(sql, question.area_code),
  ]);
  if (moves.length === 0) return { items: [], count };
  const [found, common] = await Promise.all([
    listSpots(sql, [...new Set(moves.map((move) => move.incident_id))]),
    countCommonNames(sql, partDigits(question.area_code, parts)),
  ]);
  const spots = new Map(found.map((spot) => [spot.id, spot]));
  const items = moves.flatMap((move) => {
    const spot = spots.get(move.incident_id);
    return spot ? [{ ...spot, ...move, place: shortPlace(spot.place, common) }] : [];
  });
  return { items, count };
}

/** One value comes over faster than thousands of rows. */
async function selectMoves(sql: Database, { area_code, since, after }: MoveQuestion, most: number) {
  const [row] = await sql<[{ count: number; moves: Move[] }]>`
    with moved as materialized (
      select id, incident_id, kind, happened_at, status from incident_move
      where happened_at >= ${since} and ${within(sql, 'area_code', area_code)}
        ${after === undefined ? sql`` : sql`and id > ${after}::bigint`}),
    newest as (select * from moved order by happened_at desc, id desc limit ${most})
    select (select count(*)::int from moved) as count,
      coalesce(json_agg(json_build_object('id', id, 'incident_id', incident_id, 'kind', kind, 'at', iso_time(happened_at),
        'status', status) order by happened_at, id), '[]') as moves
    from newest`;
  return row;
}

/** Where incidents lie and what they are, as a wall shows them. */
function listSpots(sql: Database, ids: number[]): Promise<Spot[]> {
  return sql<Spot[]>`
    select id, category, item, severity, area_code, place, centre from incident_spot where id = any (${ids}::int[])`;
}
