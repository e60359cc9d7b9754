import type { Map as MapLibreMap } from 'maplibre-gl';

/** Height of the wall's root font in the map's own pixels: the map is drawn as on a screen of 1920 × 1080 and enlarged. */
export const mapRem_px = 14;
/** Half the height of the picture at one unit of distance, for the whole wall: MapLibre's own field of view. */
const halfHeight = 1 / 3;

/** Pixels that panels cover at each edge. */
export interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The whole wall, in the map's own pixels. */
export interface Stage {
  width: number;
  height: number;
  /** What panels leave free is what a camera fits things into; its middle is where it looks. */
  room: Room;
}

/** How one browser sees its part of the one perspective. */
export interface CutOut {
  /** Degrees. */
  verticalFieldOfView: number;
  /** Where the camera looks, pixels from the browser's own top left corner; mostly outside of it. */
  anchor: { x: number; y: number };
}

/** Columns, rows and the part, counted from 1 at the top left, row by row. */
export interface Place {
  column_count: number;
  row_count: number;
  part: number;
}

/** Distance of the camera from what it looks at, in pixels of the ground there. */
export function cameraDistance({ height }: Pick<Stage, 'height'>): number {
  return height / 2 / halfHeight;
}

/** The point that a camera looks at, pixels from the wall's top left corner. */
export function stageAnchor({ width, height, room }: Stage): { x: number; y: number } {
  return { x: (room.left + width - room.right) / 2, y: (room.top + height - room.bottom) / 2 };
}

/** A browser's cut-out of the wall's perspective. Its own size is the wall's, divided by columns and rows. */
export function cutOut(stage: Stage, { column_count, row_count, part }: Place): CutOut {
  const column = (part - 1) % column_count;
  const row = Math.floor((part - 1) / column_count);
  const anchor = stageAnchor(stage);
  return {
    verticalFieldOfView: (2 * Math.atan(halfHeight / row_count) * 180) / Math.PI,
    anchor: {
      x: anchor.x - (stage.width / column_count) * column,
      y: anchor.y - (stage.height / row_count) * row,
    },
  };
}

/** Insets that move MapLibre's middle to a point: it lies half way between them. */
export function insetsFor(
  { x, y }: { x: number; y: number },
  width: number,
  height: number,
): { left: number; right: number; top: number; bottom: number } {
  const [dx, dy] = [2 * x - width, 2 * y - height];
  return { left: Math.max(0, dx), right: Math.max(0, -dx), top: Math.max(0, dy), bottom: Math.max(0, -dy) };
}

interface Insets {
  left: number;
  right: number;
  top: number;
  bottom: number;
  getCenter(width: number, height: number): { x: number; y: number };
}

/**
 * Lets the point that a map looks at lie outside its picture, as it does on the outer screens of a wall: MapLibre holds it within. Done
 * to what all insets have in common, as the map copies its own; where they lie within the picture nothing changes.
 * @throws Error where MapLibre keeps its insets elsewhere than its version 6 does
 */
export function freeAnchor(map: MapLibreMap): void {
  const inner = map as unknown as {
    _camera?: { transform?: { _helper?: { _cameraState?: { edgeInsets?: Insets } } } };
  };
  const insets = inner._camera?.transform?._helper?._cameraState?.edgeInsets;
  if (!insets) throw new Error('this version of MapLibre keeps its insets elsewhere: see map/wall/viewport.ts');
  const shared = Object.getPrototypeOf(insets) as Insets;
  const point = insets.getCenter(0, 0);
  const kind = Object.getPrototypeOf(point) as object;
  shared.getCenter = function getCenter(this: Insets, width, height) {
    const middle = { x: (this.left + width - this.right) / 2, y: (this.top + height - this.bottom) / 2 };
    return Object.assign(Object.create(kind) as { x: number; y: number }, middle);
  };
}

/** Brings a map to its cut-out. */
export function applyCutOut(map: MapLibreMap, { verticalFieldOfView, anchor }: CutOut): void {
  const { clientWidth, clientHeight } = map.getContainer();
  map.setVerticalFieldOfView(verticalFieldOfView);
  map.setPadding(insetsFor(anchor, clientWidth, clientHeight));
}
