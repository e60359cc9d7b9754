import { fixesOf } from '../../coverage/fixes.ts';
import { type MatchedTrack, matchSteps } from '../../coverage/match.ts';
import { type Passages, passageSteps } from '../../coverage/passages.ts';
import type { Database } from '../../db/open.ts';
import { roadGraph, routerOf, snapperOf } from '../../roads/loader.ts';
import type { RoadGraph } from '../../roads/road-graph.ts';
import { inSlices } from '../../roads/slices.ts';
import type { TravelMode } from '../patrol-plans/schema.ts';
import type { Ground } from './ground.ts';
import type { PatrolTrack } from './schema.ts';
import { countTracks, findTrackedWalk, type PassingWalk, readTrack } from './sql.ts';

/** What the track of a walk passes. */
interface Tracked {
  walk: PassingWalk;
  passages: Passages;
  /** Minutes since midnight of the walk's day, as `Cover.add` takes them. */
  begins: number[][];
}

/**
 * Where squads went by their tracks, of those walks of which the caller may see one: who may not gets coverage by check-ins alone, as
 * the time at which each street was passed would be the track once more.
 */
export async function tracksOf(
  sql: Database,
  ground: Ground,
  walks: readonly PassingWalk[],
  cover_m: number,
): Promise<Tracked[]> {
  const counts = await countTracks(
    sql,
    walks.map(({ walk_id }) => walk_id),
  );
  const found: Tracked[] = [];
  for (const { walk_id, count, last } of counts) {
    const walk = walks.find((each) => each.walk_id === walk_id)!;
    const key = `${ground.key} ${walk_id} ${count} ${last} ${cover_m}`;
    let known = ground.tracks.get(key);
    if (!known) {
      const { parts } = await matched(sql, ground.pieces.graph, walk_id, walk.mode);
      const lines = parts.map(({ line, from_min, to_min }) => ({ line, minutes: to_min - from_min }));
      known = {
        passages: await inSlices(passageSteps(ground.pieces, lines, cover_m)),
        begins: parts.map(({ from_min }) => [from_min]),
      };
      ground.tracks.set(key, known);
    }
    found.push({
      walk,
      passages: known.passages,
      begins: known.begins.map(([at_min]) => [at_min! - walk.midnight_min]),
    });
  }
  return found;
}

/** The streets that a walk's track shows, in minutes since 1970. */
async function matched(sql: Database, graph: RoadGraph, walkId: number, mode: TravelMode): Promise<MatchedTrack> {
  const fixes = fixesOf(await readTrack(sql, walkId));
  return inSlices(matchSteps(snapperOf(graph), await routerOf(graph, mode), fixes));
}

/** The track of a walk, matched to the streets; undefined where there is no such walk within the caller's duties. */
export async function findPatrolTrack(sql: Database, walkId: number): Promise<PatrolTrack | undefined> {
  const walk = await findTrackedWalk(sql, walkId);
  if (!walk) return undefined;
  const { parts, used_count } = await matched(sql, await roadGraph(sql, walk.area_code), walkId, walk.mode);
  const moment = (minute: number) => new Date(Math.round(minute * 60_000)).toISOString();
  return {
    ...{ walk_id: walkId, fix_count: walk.fix_count, used_count },
    length_m: Math.round(parts.reduce((sum, { length_m }) => sum + length_m, 0)),
    parts: parts.map(({ line, from_min, to_min }) => ({
      ...{ line, from_at: moment(from_min), to_at: moment(to_min) },
    })),
  };
}
