import type { Camera } from '../../state/store.ts';

/** How long a flight takes. */
export const flight_ms = 1200;
/** How far a flight rises: van Wijk and Nuij found that people like 1.42 best. */
const rho = 1.42;
/** Pixels of the world at zoom 0. */
const world_px = 512;

/** From a moment on (ms of the server's clock) the camera is to stand here; it takes its time to come. */
export interface Leg {
  at_ms: number;
  camera: Camera;
}

/** A place on the square of the Mercator projection, 0 to 1 from the north-west. */
export interface Mercator {
  x: number;
  y: number;
}

export function toMercator(longitude: number, latitude: number): Mercator {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** `[longitude, latitude]` of a place on the square. */
export function fromMercator({ x, y }: Mercator): [longitude: number, latitude: number] {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Pixels of the world's side at a zoom. */
export function worldSize(zoom: number): number {
  return world_px * 2 ** zoom;
}

/**
 * The camera at a moment, the same wherever it is reckoned: each leg is a flight from where the ones before it have the camera.
 * @param legs earliest first, at least one
 * @param motion false: the camera jumps where it would fly
 */
export function cameraAt(legs: readonly Leg[], now_ms: number, span_px: number, motion: boolean): Camera {
  const last = legs.findLastIndex(({ at_ms }) => at_ms <= now_ms);
  const leg = legs[Math.max(0, last)]!;
  const share = (now_ms - leg.at_ms) / flight_ms;
  if (last <= 0 || share >= 1 || !motion) return leg.camera;
  return between(cameraAt(legs.slice(0, last), leg.at_ms, span_px, motion), leg.camera, eased(share), span_px);
}

/** Until when something moves; what was is past. */
export function movesUntil(legs: readonly Leg[]): number {
  return legs.length < 2 ? 0 : legs.at(-1)!.at_ms + flight_ms;
}

/** Slow, quick, slow. */
function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}

/**
 * A camera on the way from one to another, by "Smooth and efficient zooming and panning" (van Wijk and Nuij, 2003): it rises for a long
 * way and comes down again. @param share of the way, 0 to 1 @param span_px width of what is seen
 */
export function between(from: Camera, to: Camera, share: number, span_px: number): Camera {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const start = toMercator(from.longitude, from.latitude);
  const end = toMercator(to.longitude, to.latitude);
  const way = arc(span_px, to.zoom - from.zoom, Math.hypot(end.x - start.x, end.y - start.y) * worldSize(from.zoom));
  const { along, narrowing } = way(share);
  const [longitude, latitude] = fromMercator({
    x: start.x + (end.x - start.x) * along,
    y: start.y + (end.y - start.y) * along,
  });
  const turn = ((((to.bearing - from.bearing) % 360) + 540) % 360) - 180;
  return {
    longitude,
    latitude,
    zoom: from.zoom + Math.log2(narrowing),
    bearing: from.bearing + turn * share,
    pitch: from.pitch + (to.pitch - from.pitch) * share,
  };
}

/** Share of the ground covered, and by how much what is seen is narrower than at the start, by share of the way. */
function arc(span: number, zooming: number, distance: number): (share: number) => { along: number; narrowing: number } {
  const last = span / 2 ** zooming;
  if (distance < 1e-6 * span) return (share) => ({ along: share, narrowing: 2 ** (zooming * share) });
  const rise = (width: number, sign: number) => {
    const b = (last ** 2 - span ** 2 + sign * rho ** 4 * distance ** 2) / (2 * width * rho ** 2 * distance);
    return Math.log(Math.hypot(b, 1) - b);
  };
  const [first, final] = [rise(span, 1), rise(last, -1)];
  return (share) => {
    const at = first + (final - first) * share;
    return {
      along: (span * (Math.cosh(first) * Math.tanh(at) - Math.sinh(first))) / (rho ** 2 * distance),
      narrowing: Math.cosh(at) / Math.cosh(first),
    };
  };
}
