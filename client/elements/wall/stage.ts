import type { OwnWall } from '../../../server/api/wall/schema.ts';
import type { WallPanel, WallScene } from '../../../server/api/walls/schema.ts';

/** Rows and columns of screens. */
export type Screens = Pick<OwnWall['wall'], 'column_count' | 'row_count'>;

/** Where a screen stands in its wall; column and row from 0 at the top left. */
export interface Place {
  column: number;
  row: number;
  isLeft: boolean;
  isRight: boolean;
  isTop: boolean;
  isBottom: boolean;
}

/** Measures of the stage in rem; stage-styles.ts has the same. */
const HEAD = 6;
const BAND = 3.5;
const TICKER = 5;
const COLUMN = 26;
const EDGE = 2;
/** In portrait the panels stand beneath the map, this high. */
const BENEATH = 66;
/** Of a landscape window this many rem high and wide at least; of a portrait one the other way round: 28 px at 3840 by 2160. */
const REM_HIGH = 77.14;
const REM_WIDE = 137.14;

/** Where a part of a wall stands; a part that the wall no longer has is its last. @param part from 1, row by row. */
export function placeOf({ column_count, row_count }: Screens, part: number): Place {
  const index = Math.min(Math.max(part, 1), column_count * row_count) - 1;
  const column = index % column_count;
  const row = Math.floor(index / column_count);
  return {
    column,
    row,
    isLeft: column === 0,
    isRight: column === column_count - 1,
    isTop: row === 0,
    isBottom: row === row_count - 1,
  };
}

/** How much room panels take beside others: a column of two screens is divided so that both are about as full. */
const WEIGHT: Partial<Record<WallPanel, number>> = { headline: 2, loop: 2, flow: 2, replay: 2, clock: 2 };

/** The panels that stand on one screen: those of the left edge on the leftmost, of the right on the rightmost, none over an edge. */
export function panelsAt({ left, right }: WallScene['panels'], screens: Screens, place: Place): WallScene['panels'] {
  const share = (panels: readonly WallPanel[]) => inRow(panels, place.row, screens.row_count);
  return { left: place.isLeft ? share(left) : [], right: place.isRight ? share(right) : [] };
}

function inRow(panels: readonly WallPanel[], row: number, row_count: number): WallPanel[] {
  const weights = panels.map((id) => WEIGHT[id] ?? 3);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return panels.filter((_, index) => {
    const middle = before + weights[index]! / 2;
    before += weights[index]!;
    return Math.floor((middle / all) * row_count) === row;
  });
}

/** Pixels of the whole stage that panels, head and ticker cover at its edges: the camera keeps what it looks at out of them. */
export function stageRoom(
  own: Pick<OwnWall, 'emergencies'>,
  panels: WallScene['panels'],
  { width_px, height_px }: { width_px: number; height_px: number },
): { left: number; right: number; top: number; bottom: number } {
  const rem = remOf({ width_px, height_px });
  const top = (HEAD + (own.emergencies.length > 0 ? BAND : 0)) * rem;
  const wide = (COLUMN + 2 * EDGE) * rem;
  const edge = EDGE * rem;
  if (height_px > width_px) {
    const has = panels.left.length + panels.right.length > 0;
    return { left: edge, right: edge, top, bottom: (TICKER + (has ? BENEATH : 0)) * rem };
  }
  return {
    left: panels.left.length > 0 ? wide : edge,
    right: panels.right.length > 0 ? wide : edge,
    top,
    bottom: TICKER * rem,
  };
}

/** Size of 1rem on a wall's screen, px. */
export function remOf({ width_px, height_px }: { width_px: number; height_px: number }): number {
  const [long, short] = width_px >= height_px ? [width_px, height_px] : [height_px, width_px];
  return Math.min(short / REM_HIGH, long / REM_WIDE);
}

const DRIFT_PX = 8;
/** Two rounds that hardly ever meet, ms: a line of the drawing lights the same pixels for some minutes only. */
const ROUND_MS = [37 * 60_000, 53 * 60_000] as const;

/** How far what stands is shifted at a moment, whole px, at most 8: nothing burns in. The same on all screens. */
export function drift(now_ms: number): { x: number; y: number } {
  const at = (round_ms: number) => Math.round(DRIFT_PX * Math.sin((2 * Math.PI * now_ms) / round_ms)) || 0;
  return { x: at(ROUND_MS[0]), y: at(ROUND_MS[1]) };
}
