import Flatbush from 'flatbush';
import { insideRing } from '../roads/inside.ts';

/** An area of the lowest level and its ground: polygons of closed rings of `[lon, lat]`, the outer one first. */
export interface GridShape {
  area_code: string;
  name: string;
  polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** How far beside its border a place still counts as in an area where no area holds it exactly, degrees: about 20 cm. */
const BESIDE = 2e-6;

/** Tells which of some areas a place lies in. What lies exactly on a border belongs to one of both, always the same. */
export class AreaIndex {
  readonly #boxes: Flatbush;

  /** @param grids at least one. */
  constructor(readonly grids: readonly GridShape[]) {
    this.#boxes = new Flatbush(grids.length);
    for (const grid of grids) {
      const [west, south, east, north] = boundsOf(grid);
      this.#boxes.add(west, south, east, north);
    }
    this.#boxes.finish();
  }

  /** Number of the area at a place; -1 where there is none. */
  at(longitude: number, latitude: number): number {
    const exact = this.#holding(longitude, latitude);
    if (exact >= 0) return exact;
    for (const [x, y] of [
      [-BESIDE, 0],
      [BESIDE, 0],
      [0, -BESIDE],
      [0, BESIDE],
    ] as const) {
      const beside = this.#holding(longitude + x, latitude + y);
      if (beside >= 0) return beside;
    }
    return -1;
  }

  #holding(longitude: number, latitude: number): number {
    let found = -1;
    for (const at of this.#boxes.search(longitude, latitude, longitude, latitude)) {
      if ((found < 0 || at < found) && holds(this.grids[at]!, longitude, latitude)) found = at;
    }
    return found;
  }
}

/** `[west, south, east, north]` of an area. */
export function boundsOf({ polygons }: Pick<GridShape, 'polygons'>): [number, number, number, number] {
  const bounds: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const [outer] of polygons) {
    for (const at of outer ?? []) {
      bounds[0] = Math.min(bounds[0], at[0]!);
      bounds[1] = Math.min(bounds[1], at[1]!);
      bounds[2] = Math.max(bounds[2], at[0]!);
      bounds[3] = Math.max(bounds[3], at[1]!);
    }
  }
  return bounds;
}

/** Whether a place lies in an area: within an odd number of its rings. */
function holds({ polygons }: GridShape, longitude: number, latitude: number): boolean {
  let odd = false;
  for (const rings of polygons) for (const ring of rings) if (insideRing(ring, longitude, latitude)) odd = !odd;
  return odd;
}
