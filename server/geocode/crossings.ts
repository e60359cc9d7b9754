import { NONE, type PlaceIndex, type Shapes } from './place-index.ts';
import type { Query } from './query.ts';
import { distanceToSegment } from './shape-index.ts';

/** Two roads that are said to meet. */
export interface Crossing {
  place: number;
  other: number;
  /** Where they do. */
  centre: [lon: number, lat: number];
}

/** How near two roads must come to each other, m: carriageways of wide ones do not touch. */
const APART_M = 30;

/** Crossings of the two roads that are named without a number, the likeliest meaning of each. */
export function crossingsMeant(index: PlaceIndex, query: Query): Crossing[] {
  const { from, count } = index.roads;
  const named = query.stretches.flatMap(({ meanings, number }) => {
    const road = meanings[0]!.place;
    return number === undefined && road >= from && road < from + count ? [road] : [];
  });
  const [place = NONE, other = NONE] = named;
  if (named.length !== 2 || place === other || query.numbers.building) return [];
  const centre = meeting(index, place, other);
  return centre ? [{ place, other, centre }] : [];
}

/** Where two roads come nearest to each other: at an end or bend of one, as a street that meets another may do between two of its vertices. */
function meeting({ shapes }: PlaceIndex, one: number, other: number): [number, number] | undefined {
  const roads = shapes.roads;
  const [first, second] = [segmentsOf(roads, one), segmentsOf(roads, other)];
  let least = APART_M;
  let at: [number, number] | undefined;
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const) {
    for (const segment of from) {
      for (const vertex of [segment * 4, segment * 4 + 2]) {
        const [x, y] = [roads.coordinates[vertex]!, roads.coordinates[vertex + 1]!];
        for (const across of to) {
          const apart = distanceToSegment(roads, across, x, y);
          if (apart >= least) continue;
          least = apart;
          at = [x, y];
        }
      }
    }
  }
  const { origin, perDegree } = shapes;
  return at && [origin[0] + at[0] / perDegree[0], origin[1] + at[1] / perDegree[1]];
}

function segmentsOf({ places }: Shapes, road: number): number[] {
  const segments: number[] = [];
  for (let segment = places.indexOf(road); segment >= 0 && places[segment] === road; segment++) segments.push(segment);
  return segments;
}
