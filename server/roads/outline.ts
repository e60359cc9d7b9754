import { metricAt } from './metric.ts';
import { Raster } from './raster.ts';
import { ringsOf } from './rings.ts';

/** Polygons of closed rings of `[lon, lat]`, the outer one first and counter-clockwise; a GeoJSON geometry. */
export interface Ground {
  type: 'MultiPolygon';
  coordinates: [number, number][][][];
}

/** Cells along the longer side of what is outlined, and the least size of one. */
const CELLS = 128;
const LEAST_CELL_M = 12;
/** Cells by which the ground around the streets grows before it shrinks again: what lies between streets nearer than twice this is ground. */
const GROW = 5;
const SHRINK = 3;
/** Smallest courtyard that stays open, ha. */
const HOLE_HA = 6;
/** Cells that the outline may move to have fewer vertices: less than what remains around the streets, so that it holds them all. */
const SMOOTH = 0.9;

/**
 * The ground around lines of `[lon, lat]`, as valid polygons that hold them all. Cells are 12 m, or a 128th of the longer side where that is
 * more (see `outlineCell`). The outline stands two to five of them from the nearest line, mostly three, and closes gaps of up to ten: a
 * quarter of an hour on foot is outlined by some 100 vertices, 40 m from the streets.
 * @param lines not empty.
 */
export function outlineOf(lines: readonly (readonly (readonly [number, number])[])[]): Ground {
  const { west, south, east, north } = boxOf(lines);
  const metric = metricAt((south + north) / 2);
  const cell_m = outlineCell((east - west) * metric.lon_m, (north - south) * metric.lat_m);
  const [step_lon, step_lat] = [cell_m / metric.lon_m, cell_m / metric.lat_m];
  const margin = GROW + 2;
  const raster = new Raster(
    Math.ceil((east - west) / step_lon) + 1 + 2 * margin,
    Math.ceil((north - south) / step_lat) + 1 + 2 * margin,
  );
  const column = (lon: number): number => (lon - west) / step_lon + margin;
  const row = (lat: number): number => (lat - south) / step_lat + margin;
  for (const line of lines) {
    for (let at = 1; at < line.length; at++) {
      raster.draw(column(line[at - 1]![0]), row(line[at - 1]![1]), column(line[at]![0]), row(line[at]![1]));
    }
  }
  raster.grow(GROW);
  raster.shrink(SHRINK);
  const holeCells = (HOLE_HA * 10_000) / (cell_m * cell_m);
  const polygons = ringsOf(raster, { smooth: SMOOTH, holeCells });
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    rounded(west + (x - margin) * step_lon),
    rounded(south + (y - margin) * step_lat),
  ];
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring) => ring.map(place))) };
}

/** Size in metres of the cells by which ground of this size is outlined. */
export function outlineCell(width_m: number, height_m: number): number {
  return Math.max(LEAST_CELL_M, Math.max(width_m, height_m) / CELLS);
}

/** Degrees to 1e-6, 10 cm. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function boxOf(lines: readonly (readonly (readonly [number, number])[])[]) {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const line of lines) {
    for (const [lon, lat] of line) {
      box.west = Math.min(box.west, lon);
      box.south = Math.min(box.south, lat);
      box.east = Math.max(box.east, lon);
      box.north = Math.max(box.north, lat);
    }
  }
  return box;
}
