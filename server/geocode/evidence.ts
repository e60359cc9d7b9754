import { NONE, type PlaceIndex } from './place-index.ts';
import type { NamedStretch, Query } from './query.ts';

/** Where a place stands, as far as text can say it: numbers of places, NONE where unknown. */
export interface Standing {
  area: number;
  compound: number;
  road: number;
  /** Id of the number beside the road. */
  number: number;
  building: number;
  poi: number;
  /** Of a crossing, the other road. */
  crossed: number;
}

/** What a place is by its number. */
export function standingOf(index: PlaceIndex, place: number): Standing {
  const { areas, compounds, roads, pois, buildings } = index;
  const standing: Standing = {
    area: NONE,
    compound: NONE,
    road: NONE,
    number: NONE,
    building: NONE,
    poi: NONE,
    crossed: NONE,
  };
  if (place >= buildings.from) {
    const at = place - buildings.from;
    standing.building = place;
    standing.area = buildings.area[at]!;
    standing.compound = buildings.compound[at]!;
    standing.road = buildings.road[at]!;
    standing.number = buildings.number[at]!;
    if (standing.road === NONE && standing.compound !== NONE) addressOf(index, standing.compound, standing);
  } else if (place >= pois.from) {
    const at = place - pois.from;
    const building = pois.building[at]!;
    if (building !== NONE) Object.assign(standing, standingOf(index, building));
    standing.poi = place;
    if (pois.area[at] !== NONE) standing.area = pois.area[at]!;
    if (pois.road[at] !== NONE) {
      standing.road = pois.road[at]!;
      standing.number = pois.number[at]!;
    }
  } else if (place >= roads.from) {
    standing.road = place;
    standing.area = roads.area[place - roads.from]!;
  } else if (place >= compounds.from) {
    standing.compound = place;
    standing.area = compounds.area[place - compounds.from]!;
    addressOf(index, place, standing);
  } else standing.area = areas.from + place;
  return standing;
}

function addressOf({ compounds }: PlaceIndex, compound: number, into: Standing): void {
  into.road = compounds.road[compound - compounds.from]!;
  into.number = compounds.number[compound - compounds.from]!;
}

/** Whether an area is another or holds it. */
function holds({ areas }: PlaceIndex, area: number, other: number): boolean {
  for (let at = other; at !== NONE; at = areas.parent[at]!) if (at === area) return true;
  return false;
}

/** What kinds of names weigh when they agree or do not: a compound tells more than a street, a district hardly anything. */
export const weights = {
  compound: 4,
  poi: 4,
  road: 3,
  number: 2.5,
  building: 2.5,
  unit: 1,
  floor: 0.3,
  room: 2,
  unknown: 2.5,
};
const areaWeights: Record<string, number> = { district: 0.4, street: 0.8, community: 1.4, grid: 1.8 };
/** What is typed and belongs elsewhere is worse than what cannot be told, as a share of its weight. */
const ELSEWHERE = -0.25;
const UNTOLD = 0.35;

/** How well what was typed above the door fits a place, and which of its parts do. */
export interface Fit {
  /** Sum of the weights that agree, and of all. */
  got: number;
  all: number;
  /** For each stretch, how far it fits: negative where it says something else. */
  stretches: number[];
  /** Whether the number beside the road is the place's. */
  number: boolean;
  building: boolean;
}

/** How well a query's names and numbers above the door fit a place. */
export function fitOf(index: PlaceIndex, query: Query, standing: Standing): Fit {
  let got = 0;
  let all = 0;
  let isNumber = false;
  const stretches = query.stretches.map((stretch) => {
    const { fit, weight } = fitOfStretch(index, stretch, standing);
    got += fit * weight;
    all += weight;
    if (stretch.number !== undefined) {
      const id = index.numberIds.get(stretch.number.value);
      isNumber ||= id !== undefined && id === standing.number && fit > 0;
      got += (id === standing.number && fit > 0 ? 1 : standing.number === NONE ? 0 : ELSEWHERE) * weights.number;
      all += weights.number;
    }
    return fit;
  });
  all += query.unknown.reduce((sum, { start, end }) => sum + Math.min(1.5, (end - start) / 4) * weights.unknown, 0);
  const { building } = query.numbers;
  let isBuilding = false;
  if (building) {
    const own = standing.building === NONE ? NONE : index.buildings.own[standing.building - index.buildings.from]!;
    isBuilding = own !== NONE && own === index.numberIds.get(building.value);
    got += (isBuilding ? 1 : own === NONE ? 0 : ELSEWHERE) * weights.building;
    all += weights.building;
  }
  return { got, all, stretches, number: isNumber, building: isBuilding };
}

/** The best of a stretch's meanings; it weighs what its likeliest one does. */
function fitOfStretch(index: PlaceIndex, { meanings }: NamedStretch, standing: Standing) {
  let fit = Number.NEGATIVE_INFINITY;
  for (const { place, likeness } of meanings) fit = Math.max(fit, likeness * agreement(index, place, standing));
  return { fit, weight: weightOf(index, meanings[0]!.place) };
}

function weightOf({ areas, compounds, roads, pois }: PlaceIndex, place: number): number {
  if (place >= pois.from) return pois.wide[place - pois.from] ? areaWeights.district! : weights.poi;
  if (place >= roads.from) return weights.road;
  if (place >= compounds.from) return weights.compound;
  return areaWeights[areas.levels[place]!] ?? 1;
}

/** 1 where the place that is named is the one that stands there or one that it lies in, negative where it lies elsewhere. */
function agreement(index: PlaceIndex, named: number, standing: Standing): number {
  const { compounds, roads, pois } = index;
  if (named >= pois.from) {
    if (named === standing.poi) return 1;
    if (pois.wide[named - pois.from]) return UNTOLD;
    const { building } = pois;
    if (standing.building !== NONE && building[named - pois.from] === standing.building) return 1;
    return standing.poi === NONE && standing.building === NONE ? 0 : ELSEWHERE;
  }
  if (named >= roads.from)
    return named === standing.road || named === standing.crossed ? 1 : standing.road === NONE ? UNTOLD : ELSEWHERE;
  if (named >= compounds.from) return named === standing.compound ? 1 : standing.compound === NONE ? 0 : ELSEWHERE;
  if (standing.area === NONE) return UNTOLD;
  if (holds(index, named, standing.area)) return 1;
  // A road runs through many areas.
  return holds(index, standing.area, named) && standing.building === NONE ? UNTOLD : ELSEWHERE;
}
