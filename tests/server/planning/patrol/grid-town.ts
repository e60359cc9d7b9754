import type {
  PlanInput,
  PlanPoint,
  PlanSettings,
  PlanSquad,
  PlanStreet,
  TravelMode,
} from '../../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../../server/api/wire.ts';
import type { PatrolGround } from '../../../../server/planning/patrol/ground.ts';
import type { RoadPath, Snap } from '../../../../server/roads/road-graph.ts';

const origin: LonLat = [112, 32];
const degree_m = 111_195;
const east_m = degree_m * Math.cos((origin[1] * Math.PI) / 180);

/** A place so many metres east and north of the town's south-western corner. */
export function at(east: number, north: number): LonLat {
  return [origin[0] + east / east_m, origin[1] + north / degree_m];
}

function metresOf([lon, lat]: LonLat): [number, number] {
  return [(lon - origin[0]) * east_m, (lat - origin[1]) * degree_m];
}

/** Metres a minute. */
export const speeds: Record<TravelMode, number> = { foot: 80, bicycle: 240, car: 400 };

/** What is unlike everywhere else in a town. */
export interface TownRules {
  /** Tells of a way that a mode may not go. */
  closed?: (mode: TravelMode, from: [number, number], to: [number, number]) => boolean;
  /** Tells of a place within walls. */
  walled?: (place: [number, number]) => boolean;
}

/**
 * A town of 4 by 4 km all of whose streets run east and north, so near to each other that every place lies at one: from place to place it
 * is as far east as it is and then north. A second one of 1 by 1 km lies 6 km east of it, and no way leads there.
 */
export function gridTown({ closed = () => false, walled = () => false }: TownRules = {}): PatrolGround {
  const islandOf = ([east]: [number, number]) => (east > 5_000 ? 1 : 0);
  const nearest = ([east, north]: [number, number], island: number): [number, number] => {
    const [low, high] = island === 1 ? [6_000, 7_000] : [0, 4_000];
    return [Math.min(high, Math.max(low, east)), Math.min(island === 1 ? 1_000 : 4_000, Math.max(0, north))];
  };
  const snapTo = (place: LonLat, island: number): Snap => {
    const from = metresOf(place);
    const to = nearest(from, island);
    const distance_m = Math.hypot(from[0] - to[0], from[1] - to[1]);
    return { edge: island, share: 0, at: at(...to), distance_m, side: 'on', wall: null };
  };
  const path = (mode: TravelMode, from: Snap, to: Snap): RoadPath | null => {
    const [a, b] = [metresOf(from.at), metresOf(to.at)];
    if (islandOf(a) !== islandOf(b) || closed(mode, a, b)) return null;
    const length_m = Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
    return { length_m, time_s: (length_m / speeds[mode]) * 60, line: [from.at, at(b[0], a[1]), to.at], arcs: [] };
  };
  return {
    snap: (place, _mode, limit_m) => {
      const snap = snapTo(place, islandOf(metresOf(place)));
      const wall = walled(metresOf(place)) ? 1 : null;
      return snap.distance_m <= limit_m ? { ...snap, wall } : null;
    },
    joined: (place, _mode, to) => {
      const [east, north] = metresOf(place);
      const out = walled([east, north]) ? at(east - 60, north) : place;
      return { ...snapTo(out, to.edge), distance_m: out === place ? snapTo(place, to.edge).distance_m : 60 };
    },
    path,
    matrix: async (mode, from, to) => {
      const paths = from.flatMap((start) => to.map((end) => path(mode, start, end)));
      return {
        time_s: Float64Array.from(paths, (found) => found?.time_s ?? Number.POSITIVE_INFINITY),
        length_m: Float64Array.from(paths, (found) => found?.length_m ?? Number.POSITIVE_INFINITY),
      };
    },
  };
}

/** A point wanted once between 18:00 and 24:00, 10 min long. */
export function point(id: number, centre: LonLat, change: Partial<PlanPoint> = {}): PlanPoint {
  return {
    id,
    name: `点位${id}`,
    centre,
    area_code: null,
    windows: [[1080, 1440]],
    dwell_min: 10,
    wanted_visits: 1,
    gap_min: 60,
    priority: 3,
    optional: false,
    people: 1,
    squad_id: null,
    ...change,
  };
}

/** A street to be passed once between 18:00 and 24:00. */
export function street(id: number, line: LonLat[], change: Partial<PlanStreet> = {}): PlanStreet {
  return {
    id,
    name: `路段${id}`,
    line,
    sides: 1,
    windows: [[1080, 1440]],
    priority: 3,
    optional: false,
    people: 1,
    squad_id: null,
    ...change,
  };
}

/** Two people on foot from 18:00 to 24:00 who start and end at a place. */
export function squad(squad_id: number, start: LonLat, change: Partial<PlanSquad> = {}): PlanSquad {
  return {
    shift_id: squad_id + 100,
    squad_id,
    name: `${squad_id}队`,
    kind: 'full_time',
    mode: 'foot',
    start,
    end: start,
    from_min: 1080,
    to_min: 1440,
    people: 2,
    ...change,
  };
}

/** A plan of these parts; the settings ask for the shortest one. */
export function plan(
  parts: Partial<Pick<PlanInput, 'points' | 'streets' | 'squads'>>,
  settings: Partial<PlanSettings> = {},
): PlanInput {
  return {
    points: [],
    streets: [],
    squads: [],
    ...parts,
    settings: {
      cover_m: 30,
      evenness: 0,
      pairs_from_min: null,
      differ_nights: 0,
      differ_share: 0,
      seed: 1,
      seconds: 1,
      ...settings,
    },
  };
}
