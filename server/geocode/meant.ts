import { forNumber, NONE, type PlaceIndex } from './place-index.ts';
import type { NamedStretch, Query } from './query.ts';

/** A place that may be meant. */
export interface Meant {
  place: number;
  /** Where `place` is a road: what stands at the number that is meant, of which none is told from the others. */
  at?: number[];
}

/** Places that may be meant by what was typed, in no order. */
export function placesMeant(index: PlaceIndex, query: Query): Meant[] {
  const { compounds, roads, pois } = index;
  const places = new Set<number>();
  const atNumbers: Meant[] = [];
  const { building, room, unit } = query.numbers;
  const wanted = building ? (index.numberIds.get(building.value) ?? NONE) : undefined;
  for (const stretch of query.stretches) {
    for (const { place } of stretch.meanings) {
      places.add(place);
      if (place >= pois.from) {
        const inside = pois.building[place - pois.from]!;
        if (inside !== NONE && (room || unit)) places.add(inside);
      } else if (place >= roads.from) {
        const several = addAtNumber(index, stretch, place, wanted, places);
        if (several) atNumbers.push({ place, at: several });
      } else if (place >= compounds.from) addInCompound(index, place, wanted, places);
    }
  }
  return [...[...places].map((place) => ({ place })), ...atNumbers];
}

function addInCompound(index: PlaceIndex, compound: number, wanted: number | undefined, into: Set<number>): void {
  const { housed, compounds } = index;
  const group = compound - compounds.from;
  if (wanted !== undefined) forNumber(housed, group, wanted, (place) => into.add(place));
  else if (housed.starts[group + 1]! - housed.starts[group]! === 1) into.add(housed.place[housed.starts[group]!]!);
}

/** @returns what stands at the number, where several do and nothing tells which is meant. */
function addAtNumber(
  index: PlaceIndex,
  { number }: NamedStretch,
  road: number,
  wanted: number | undefined,
  into: Set<number>,
): number[] | undefined {
  const id = number === undefined ? undefined : index.numberIds.get(number);
  if (id === undefined) return undefined;
  const { compounds, roads, pois, buildings } = index;
  const houses: number[] = [];
  let inCompound = false;
  forNumber(index.numbered, road - roads.from, id, (place) => {
    if (place >= buildings.from) houses.push(place);
    else if (place >= compounds.from && place < roads.from) {
      inCompound = true;
      into.add(place);
      addInCompound(index, place, wanted, into);
    } else if (place >= pois.from) into.add(place);
  });
  const own = houses.filter((place) => buildings.own[place - buildings.from] === wanted);
  if (houses.length === 1) into.add(houses[0]!);
  else if (own.length > 0) for (const place of own) into.add(place);
  else if (!inCompound && houses.length > 1) return houses;
  return undefined;
}
