import { confidenceOf, sharesOf } from './confidence.ts';
import { composedAddress, nameOf } from './describing.ts';
import { type Fit, fitOf, standingOf } from './evidence.ts';
import { type Inner, innerOf, innerWeight, unitOfDoor, unitsOf } from './inner.ts';
import { type Meant, placesMeant } from './meant.ts';
import { type DoorPlaces, NONE, type PlaceIndex, poiKinds } from './place-index.ts';
import { type Query, readQuery } from './query.ts';
import type { PlaceKind } from './rows.ts';

/** How far down a match goes; an area's level is one of the deployment's own, as community. */
export type ReachedLevel =
  | 'door'
  | 'unit'
  | 'building'
  | 'number'
  | 'crossing'
  | 'compound'
  | 'poi'
  | 'road'
  | (string & {});

/** A part of what was typed, in UTF-16 code units, end exclusive. */
export interface TypedPart {
  text: string;
  start: number;
  end: number;
}
export interface Candidate {
  level: ReachedLevel;
  kind: PlaceKind;
  /** The area code of an area, else the row's id as text. */
  id: string;
  unit_id: number | null;
  household_id: number | null;
  name: string;
  /** From the district down. */
  address: string;
  /** Deepest area; null outside all. */
  area_code: string | null;
  place: [lon: number, lat: number];
  /** Share of what was typed that fits, by what it tells; 0 to 1. */
  score: number;
  /** Its share among the places that fit about as well; 0 to 1. */
  share: number;
  /** Probability that this is what is meant, down to `level`. */
  confidence: number;
  matched: TypedPart[];
  unmatched: TypedPart[];
}

export interface GeocodeOptions {
  /** Most candidates, default 5. */
  limit?: number;
  /** Only places in this area and those below. */
  area_code?: string;
  /** Doors to look into instead of the index's own: those that whoever asks may see. */
  doors?: DoorPlaces;
}

/** Places compared with the best one. */
const RIVALS = 30;
/** Metres within which two entries of one name are one thing: an organisation stands anywhere in its building. */
const SAME_M = 60;

interface Scored extends Meant {
  score: number;
  depth: number;
  fit: Fit;
  inner: Inner | undefined;
}

/**
 * Places that an address or the name of a place may mean, the likeliest first, with how likely; [] for what names nothing. Never throws.
 * Where the doors of a building do not tell which is meant, the building is the candidate, and the doors follow.
 */
export function geocode(index: PlaceIndex, text: string, options: GeocodeOptions = {}): Candidate[] {
  const query = readQuery(index, text);
  const scored = placesMeant(index, query).flatMap((meant) => score(index, query, meant, options) ?? []);
  scored.sort((a, b) => b.score - a.score || b.depth - a.depth || a.place - b.place);
  const [best] = scored;
  if (!best || best.score <= 0) return [];
  // What holds the best one, or lies in it, says less of the same and is no rival.
  const rivals: Scored[] = [];
  for (const one of scored.slice(0, RIVALS)) {
    if (one.score <= 0 || (one !== best && areKin(index, best, one))) continue;
    if (!rivals.some((other) => areOne(index, other, one))) rivals.push(one);
  }
  const shares = sharesOf(rivals.map((one) => one.score));
  const most = options.limit ?? 5;
  const candidates: Candidate[] = [];
  const doorPlaces = options.doors ?? index.doors;
  rivals.forEach((one, at) => {
    const share = shares[at]!;
    const put = (part: number, door: number | undefined) => {
      if (candidates.length < most)
        candidates.push(described(index, doorPlaces, query, text, one, [best.score, share * part], door));
    };
    put(1, one.inner?.door);
    const doors = one.inner?.doors ?? [];
    for (const door of doors) put(1 / doors.length, door);
  });
  return candidates;
}

function score(index: PlaceIndex, query: Query, meant: Meant, options: GeocodeOptions): Scored | undefined {
  const { buildings, roads, pois, compounds } = index;
  const { place } = meant;
  const standing = standingOf(index, place);
  if (meant.at) Object.assign(standing, { ...standingOf(index, meant.at[0]!), building: NONE, poi: NONE });
  if (meant.crossing) standing.crossed = meant.crossing.other;
  const code = standing.area === NONE ? '' : index.areas.codes[standing.area]!;
  if (options.area_code !== undefined && !code.startsWith(options.area_code)) return undefined;
  const fit = fitOf(index, query, standing);
  let { got, all } = fit;
  let inner: Inner | undefined;
  let depth = place < compounds.from ? index.areas.codes[place]!.length / 100 : 1;
  if (place >= buildings.from) {
    inner = innerOf(index, options.doors ?? index.doors, place - buildings.from, query);
    depth = 4;
  } else if (meant.at || meant.crossing) depth = 3;
  else if (place >= pois.from || place < roads.from) depth += 1;
  got += inner?.got ?? 0;
  all += inner?.all ?? innerWeight(query);
  return { ...meant, fit, inner, depth, score: all > 0 ? Math.max(0, got / all) : 0 };
}

/** Whether one lies in the other, so that it is no other place but less of it or more. */
function areKin(index: PlaceIndex, one: Scored, other: Scored): boolean {
  const [a, b] = [standingOf(index, one.place), standingOf(index, other.place)];
  if (a.building !== NONE && a.building === b.building) return true;
  const within = (inner: typeof a, outer: typeof a, place: number) =>
    place === inner.compound ||
    place === inner.road ||
    (place < index.compounds.from && isWithin(index, place, inner.area)) ||
    (outer.building === NONE && outer.poi !== NONE && outer.poi === inner.poi);
  return within(a, b, other.place) || within(b, a, one.place);
}

/** Whether two entries of different registers under one name are the same thing, as a hospital's building and its organisation. */
function areOne(index: PlaceIndex, one: Scored, other: Scored): boolean {
  const { pois, shapes } = index;
  if (one.place < pois.from || other.place < pois.from) return false;
  const [a, b] = [kindOf(index, one.place, undefined), kindOf(index, other.place, undefined)];
  if (a.kind === b.kind || nameOf(index, one.place) !== nameOf(index, other.place)) return false;
  const [lonM, latM] = shapes.perDegree;
  return Math.hypot((a.centre[0] - b.centre[0]) * lonM, (a.centre[1] - b.centre[1]) * latM) <= SAME_M;
}

function isWithin({ areas }: PlaceIndex, area: number, other: number): boolean {
  for (let at = other; at !== NONE; at = areas.parent[at]!) if (at === area) return true;
  return false;
}

function described(
  index: PlaceIndex,
  doors: DoorPlaces,
  query: Query,
  typed: string,
  { place, at, crossing, fit, inner, score }: Scored,
  [bestScore, share]: [number, number],
  door: number | undefined,
): Candidate {
  const { areas, buildings, units } = index;
  const standing = standingOf(index, at?.[0] ?? place);
  const unit = door === undefined ? inner?.unit : unitOfDoor(doors, door, unitsOf(index, place - buildings.from));
  const { level, kind, id, centre } = crossing
    ? { ...kindOf(index, place, at), level: 'crossing', centre: crossing.centre }
    : kindOf(index, place, at);
  const { matched, unmatched } = partsOf(query, typed, fit, inner, door);
  return {
    level: door !== undefined ? 'door' : unit !== undefined ? 'unit' : level,
    kind,
    id,
    unit_id: unit === undefined ? null : units.ids[unit]!,
    household_id: door === undefined ? null : doors.ids[door]!,
    name: crossing ? `${nameOf(index, place)}与${nameOf(index, crossing.other)}路口` : nameOf(index, place),
    address: composedAddress(
      index,
      at ? { ...standing, building: NONE, compound: NONE, poi: NONE } : standing,
      place,
      unit,
      door === undefined ? undefined : doors.texts[door],
    ),
    area_code: standing.area === NONE ? null : areas.codes[standing.area]!,
    place: centre,
    score: Math.min(1, score),
    share,
    confidence: confidenceOf(bestScore, share),
    matched,
    unmatched,
  };
}

function kindOf(index: PlaceIndex, place: number, at: readonly number[] | undefined) {
  const { areas, compounds, roads, pois, buildings } = index;
  const centre = (from: number, centres: Float64Array): [number, number] => [
    centres[(place - from) * 2]!,
    centres[(place - from) * 2 + 1]!,
  ];
  const of = (
    level: string,
    kind: PlaceKind,
    { from, ids, centres }: typeof compounds | typeof roads | typeof buildings,
  ) => ({
    level,
    kind,
    id: String(ids[place - from]),
    centre: centre(from, centres),
  });
  if (place >= buildings.from) return of('building', 'building', buildings);
  if (place >= pois.from) {
    const kind = poiKinds[pois.kind[place - pois.from]!]!;
    return { level: 'poi', kind, id: String(pois.ids[place - pois.from]), centre: centre(pois.from, pois.centres) };
  }
  if (place >= roads.from) {
    const road = of(at ? 'number' : 'road', 'road', roads);
    return at ? { ...road, centre: middleOf(index, at) } : road;
  }
  if (place >= compounds.from) return of('compound', 'compound', compounds);
  return {
    level: areas.levels[place]!,
    kind: 'area' as const,
    id: areas.codes[place]!,
    centre: centre(0, areas.centres),
  };
}

function middleOf({ buildings, pois }: PlaceIndex, places: readonly number[]): [number, number] {
  let [lon, lat] = [0, 0];
  for (const place of places) {
    const { from, centres } = place >= buildings.from ? buildings : pois;
    lon += centres[(place - from) * 2]!;
    lat += centres[(place - from) * 2 + 1]!;
  }
  return [lon / places.length, lat / places.length];
}

function partsOf(query: Query, typed: string, fit: Fit, inner: Inner | undefined, door: number | undefined) {
  const matched: TypedPart[] = [];
  const unmatched: TypedPart[] = [];
  const put = (fits: boolean, start: number, end: number) => {
    const [from, to] = [query.at[start]!, (query.at[end - 1] ?? query.at[start]!) + 1];
    (fits ? matched : unmatched).push({ text: typed.slice(from, to), start: from, end: to });
  };
  query.stretches.forEach(({ start, end, number }, at) => {
    put(fit.stretches[at]! > 0.3, start, end);
    if (number) put(fit.number, number.start, number.end);
  });
  const { building, unit, floor, room } = query.numbers;
  if (building) put(fit.building, building.start, building.end);
  if (unit) put(inner?.hasUnit ?? false, unit.start, unit.end);
  if (floor) put(inner?.hasFloor ?? false, floor.start, floor.end);
  if (room) put(door !== undefined, room.start, room.end);
  for (const { start, end } of query.unknown) put(false, start, end);
  const inOrder = (parts: TypedPart[]) => parts.sort((a, b) => a.start - b.start);
  return { matched: inOrder(matched), unmatched: inOrder(unmatched) };
}
