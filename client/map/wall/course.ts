import type { Camera } from '../../state/store.ts';
import { flight_ms, type Leg } from './flight.ts';

/** Something that the camera goes to and comes back from. */
export interface Excursion {
  camera: Camera;
  at_ms: number;
  until_ms: number;
}

/** Where the camera is wanted: at the scene's place; before that where an urgent event is, and before all where somebody pointed. */
export interface Goals {
  scene: Leg;
  urgent: Excursion | null;
  focus: Excursion | null;
}

/** Where the camera is wanted at a moment, and since when. */
export function wantedAt({ scene, urgent, focus }: Goals, now_ms: number): Leg {
  const excursions = [focus, urgent].filter((each) => each !== null);
  const lasts = ({ at_ms, until_ms }: Excursion) => at_ms <= now_ms && now_ms < until_ms;
  const over = excursions.flatMap(({ at_ms, until_ms }) => [at_ms, until_ms]).filter((moment) => moment <= now_ms);
  const current = excursions.find(lasts);
  if (!current) return { camera: scene.camera, at_ms: Math.max(scene.at_ms, ...over) };
  // What comes after something that stood before it begins when that is over.
  const before = excursions.slice(0, excursions.indexOf(current)).map(({ until_ms }) => until_ms);
  return {
    camera: current.camera,
    at_ms: Math.max(current.at_ms, ...before.filter((moment) => moment <= now_ms)),
  };
}

/** The next moment at which the camera may be wanted elsewhere, ms; null: none is known. */
export function nextTurn({ scene, urgent, focus }: Goals, now_ms: number): number | null {
  const moments = [scene.at_ms, ...[urgent, focus].flatMap((each) => (each ? [each.at_ms, each.until_ms] : []))];
  const ahead = moments.filter((moment) => moment > now_ms);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** The legs after another wish: where the camera is wanted already nothing is added, what is long past is left out. */
export function withLeg(legs: readonly Leg[], wanted: Leg, now_ms: number): readonly Leg[] {
  const last = legs.at(-1);
  if (last && sameCamera(last.camera, wanted.camera)) return legs;
  // One that was flown to its end is where the rest begins.
  const begin = Math.max(
    0,
    legs.findLastIndex(({ at_ms }) => at_ms + flight_ms <= Math.min(now_ms, wanted.at_ms)),
  );
  return [...legs.slice(begin).filter(({ at_ms }) => at_ms <= wanted.at_ms), wanted];
}

function sameCamera(one: Camera, other: Camera): boolean {
  return (
    Math.abs(one.longitude - other.longitude) < 1e-7 &&
    Math.abs(one.latitude - other.latitude) < 1e-7 &&
    Math.abs(one.zoom - other.zoom) < 1e-4 &&
    Math.abs(one.bearing - other.bearing) < 1e-3 &&
    Math.abs(one.pitch - other.pitch) < 1e-3
  );
}
