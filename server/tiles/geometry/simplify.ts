/** The zoom from which on every vertex is kept, and the deepest that a tile source names. */
export const FULL_DETAIL_ZOOM = 15;

/**
 * Douglas and Peucker's simplification of one path for all zooms at once: for every vertex the lowest zoom, 0 to
 * `FULL_DETAIL_ZOOM`, at which it is kept. Cutting a tile is then a comparison a vertex, and neighbouring tiles agree.
 *
 * A vertex is kept at a zoom when it lies further than `tolerance` tile units from the line it would otherwise be on.
 * In a ring (`closed`, no repeated last vertex) the first vertex is the one anchor: a ring smaller than the tolerance
 * keeps fewer than three vertices and is gone.
 *
 * @param coordinates x and y in turn, world coordinates.
 * @param from,to the path's indices in `coordinates`.
 * @param zooms one entry a vertex, that is index / 2 in `coordinates`.
 */
export function simplify(
  coordinates: Uint32Array,
  from: number,
  to: number,
  closed: boolean,
  tolerance: number,
  zooms: Uint8Array,
): void {
  zooms.fill(FULL_DETAIL_ZOOM, from / 2, to / 2);
  zooms[from / 2] = 0;
  if (!closed) zooms[to / 2 - 1] = 0;
  // Spans still to be split: first vertex, last vertex, lowest zoom that a vertex within may have.
  const spans: number[] = [from, closed ? to : to - 2, 0];
  while (spans.length > 0) {
    const floor = spans.pop()!;
    const last = spans.pop()!;
    const first = spans.pop()!;
    if (last - first <= 2) continue;
    // The vertex after a ring's last one is its first.
    const end = last === to ? from : last;
    const furthest = furthestFrom(coordinates, first, last, end);
    // A vertex appears only where the vertex that split its span has appeared, as if simplified zoom by zoom.
    const zoom = Math.max(floor, zoomOf(furthestDistance, tolerance));
    if (zoom >= FULL_DETAIL_ZOOM) continue;
    zooms[furthest / 2] = zoom;
    spans.push(first, furthest, zoom, furthest, last, zoom);
  }
}

/** Distance of the vertex last found by `furthestFrom`, in world steps. */
let furthestDistance = 0;

/** The vertex between `first` and `last` furthest from the segment between the vertices `first` and `end`. */
function furthestFrom(coordinates: Uint32Array, first: number, last: number, end: number): number {
  let best = -1;
  let furthest = first + 2;
  for (let i = first + 2; i < last; i += 2) {
    const distance = squareDistance(coordinates, i, first, end);
    if (distance > best) {
      best = distance;
      furthest = i;
    }
  }
  furthestDistance = Math.sqrt(best);
  return furthest;
}

function squareDistance(c: Uint32Array, point: number, a: number, b: number): number {
  let dx = c[b]! - c[a]!;
  let dy = c[b + 1]! - c[a + 1]!;
  const x = c[point]! - c[a]!;
  const y = c[point + 1]! - c[a + 1]!;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length));
  dx = x - along * dx;
  dy = y - along * dy;
  return dx * dx + dy * dy;
}

/** The lowest zoom at which a distance in world steps is more than the tolerance in tile units (2^(20 - z) steps). */
function zoomOf(distance: number, tolerance: number): number {
  if (distance === 0) return FULL_DETAIL_ZOOM;
  const zoom = Math.floor(20 - Math.log2(distance / tolerance)) + 1;
  return Math.max(0, Math.min(FULL_DETAIL_ZOOM, zoom));
}
