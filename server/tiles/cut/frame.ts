import type { Box } from '../geometry/paths.ts';
import type { GeometryType } from '../geometry/wkb.ts';
import { EXTENT, unitsPerStep, WORLD_SIZE } from '../geometry/world.ts';
import type { WorldBox } from '../store/store.ts';

/**
 * Tile units beyond the tile's border that its geometry reaches. Lines and polygons need it for their strokes and
 * labels; a point is drawn only by the tile that it lies in, and is needed beyond only for where rounding may move it.
 */
export const buffers: Record<GeometryType, number> = { point: 8, line: 64, polygon: 64 };

/** Where a tile lies and how large its units are. */
export interface Frame {
  z: number;
  /** Zoom whose vertices are drawn: `z`, or a lower one where the tile would be too large. */
  detail: number;
  /** World coordinates of the tile's north-west corner. */
  originX: number;
  originY: number;
  /** Tile units a world step. */
  scale: number;
  /** What is kept, in tile units. */
  box: Box;
  /** The same in world coordinates. */
  world: WorldBox;
}

/** The frame of a tile for geometry of one type. */
export function frameOf(type: GeometryType, z: number, x: number, y: number): Frame {
  const size = WORLD_SIZE / 2 ** z;
  const buffer = buffers[type];
  const box = { minX: -buffer, minY: -buffer, maxX: EXTENT + buffer, maxY: EXTENT + buffer };
  const [originX, originY, scale] = [x * size, y * size, unitsPerStep(z)];
  const world = {
    minX: originX + box.minX / scale,
    minY: originY + box.minY / scale,
    maxX: originX + box.maxX / scale,
    maxY: originY + box.maxY / scale,
  };
  return { z, detail: z, originX, originY, scale, box, world };
}
