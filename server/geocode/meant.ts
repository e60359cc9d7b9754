import { type Crossing, crossingsMeant } from './crossings.ts';
import { forNumber, NONE, type PlaceIndex } from './place-index.ts';
import type { NamedStretch, Query } from './query.ts';

/** A place that may be meant. */
export interface Meant {
  place: number;
  /** Where `place` is a road: what stands at the number that is meant, none of which was named. */
  at?: number[];
  /** Where `place` is a road that crosses another one there. */
  crossing?: Crossing;
}

/** Places that may be meant by what was typed, in no order. */
export function placesMeant(index: PlaceIndex, query: Query): Meant[] {
  const { compounds, roads, pois } = index;
  const places = new Set<number>();
  const atNumbers: Meant[] = [];
  const { building, room, unit } = query.numbers;
  const isInside = room !== undefined || unit !== undefined;
  const wanted = building ? (index.numberIds.get(building.value) ?? NONE) : undefined;
  for (const stretch of query.stretches) {
    for (const { place } of stretch.meanings) {
      places.add(place);
      if (place >= pois.from) {
        const inside = pois.building[place - pois.from]!;
        if (inside !== NONE && isInside) places.add(inside);
      } else if (place >= roads.from) {
        const several = addAtNumber(index, stretch, place, wanted, isInside, places);
        if (several) atNumbers.push({ place, at: several });
      } else if (place >= compounds.from) addInCompound(index, place, wanted, isInside, places);
    }
  }
  const crossings = crossingsMeant(index, query).map((crossing) => ({ place: crossing.place, crossing }));
  return [...[...places].map((place) => ({ place })), ...atNumbers, ...crossings];
}

/** @param isInside whether a door or unit is meant: then the only building of a compound is, too. */
function addInCompound(
  index: PlaceIndex,
  compound: number,
  wanted: number | undefined,
  isInside: boolean,
  into: Set<number>,
): void {
  const { housed, compounds } = index;
  const group = compound - compounds.from;
  if (wanted !== undefined) forNumber(housed, group, wanted, (place) => into.add(place));
  else if (isInside && housed.starts[group + 1]! - housed.starts[group]! === 1)
    into.add(housed.place[housed.starts[group]!]!);
}

/** @returns what stands at the number, where nothing tells which of it is meant: a shop there is not, as nobody named it. */
function addAtNumber(
  index: PlaceIndex,
  { number }: NamedStretch,
  road: number,
  wanted: number | undefined,
  isInside: boolean,
  into: Set<number>,
): number[] | undefined {
  const id = number && index.numberIds.get(number.value);
  if (id === undefined) return undefined;
  const { compounds, roads, pois, buildings } = index;
  const houses: number[] = [];
  const others: number[] = [];
  let inCompound = false;
  forNumber(index.numbered, road - roads.from, id, (place) => {
    if (place >= buildings.from) houses.push(place);
    else if (place >= compounds.from && place < roads.from) {
      inCompound = true;
      into.add(place);
      addInCompound(index, place, wanted, isInside, into);
    } else if (place >= pois.from) others.push(place);
  });
  const ownOf = (place: number) => buildings.own[place - buildings.from]!;
  const own = houses.filter((place) => ownOf(place) === wanted);
  const [only] = houses.length === 1 ? houses : [];
  if (own.length > 0) for (const place of own) into.add(place);
  else if (only !== undefined && (wanted === undefined ? isInside || !inCompound : ownOf(only) === NONE))
    into.add(only);
  else if (!inCompound && houses.length + others.length > 0) return houses.length > 0 ? houses : others;
  return undefined;
}
