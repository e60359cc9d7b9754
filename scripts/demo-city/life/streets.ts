import Flatbush from 'flatbush';
import type { Metres } from './frame.ts';
import type { Road } from './ground.ts';

/** A place on a road's middle line. */
interface StreetPoint {
  at: Metres;
  road: Road;
  distance_m: number;
  /** Metres along the road from its first point. */
  along_m: number;
  /** Direction of the road there in radians. */
  angle: number;
  /** 1 where the asking point lies left of the drawn direction, else -1. */
  side: 1 | -1;
}

const rails = new Set(['rail', 'subway', 'light_rail', 'tram']);
const walks = new Set(['footway', 'path', 'cycleway', 'steps', 'pedestrian', 'track']);

/** True where cars and shops can be: not a rail, footway or path. */
export function isStreet(road: Road): boolean {
  return !rails.has(road.kind) && !walks.has(road.kind);
}

/** Segments of streets in an index, for the nearest street to a point and for addresses. */
export class Streets {
  readonly #segments: { road: Road; from: Metres; to: Metres; start_m: number }[] = [];
  readonly #index: Flatbush | null;

  constructor(roads: readonly Road[]) {
    for (const road of roads.filter(isStreet)) {
      let start_m = 0;
      for (let i = 1; i < road.line.length; i++) {
        const [from, to] = [road.line[i - 1]!, road.line[i]!];
        this.#segments.push({ road, from, to, start_m });
        start_m += Math.hypot(to[0] - from[0], to[1] - from[1]);
      }
    }
    this.#index = this.#segments.length > 0 ? new Flatbush(this.#segments.length) : null;
    for (const { from, to } of this.#segments) {
      this.#index?.add(
        Math.min(from[0], to[0]),
        Math.min(from[1], to[1]),
        Math.max(from[0], to[0]),
        Math.max(from[1], to[1]),
      );
    }
    this.#index?.finish();
  }

  /** The nearest accepted street within `reach_m`; undefined where there is none. */
  nearest(point: Metres, reach_m: number, accept: (road: Road) => boolean = () => true): StreetPoint | undefined {
    let best: StreetPoint | undefined;
    for (const index of this.#index?.search(
      point[0] - reach_m,
      point[1] - reach_m,
      point[0] + reach_m,
      point[1] + reach_m,
    ) ?? []) {
      const segment = this.#segments[index]!;
      if (!accept(segment.road)) continue;
      const found = project(segment, point);
      // Equal distances happen at shared vertices: the lower id keeps the choice the same on every machine.
      const closer = !best || found.distance_m < best.distance_m - 1e-9;
      const tied = best && Math.abs(found.distance_m - best.distance_m) <= 1e-9 && found.road.id < best.road.id;
      if ((closer || tied) && found.distance_m <= reach_m) best = found;
    }
    return best;
  }

  /** 「清河路18号」 for a point near a named street: odd numbers left of it, even ones right; null beyond 200 m. */
  address(point: Metres): string | null {
    const street = this.nearest(point, 200, (road) => road.name !== null);
    if (!street) return null;
    const number = Math.floor(street.along_m / 14) * 2 + (street.side === 1 ? 1 : 2);
    return `${spaced(street.road.name!)}${number}号`;
  }
}

/** A name that ends in a Latin or Cyrillic letter or a digit takes a space before what follows. */
export function spaced(name: string): string {
  return /[\p{Script=Latin}\p{Script=Cyrillic}\d]$/u.test(name) ? `${name} ` : name;
}

function project(
  { road, from, to, start_m }: { road: Road; from: Metres; to: Metres; start_m: number },
  point: Metres,
): StreetPoint {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const length = Math.hypot(dx, dy);
  const px = point[0] - from[0];
  const py = point[1] - from[1];
  const share = length > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / (length * length))) : 0;
  const at: Metres = [from[0] + share * dx, from[1] + share * dy];
  return {
    at,
    road,
    distance_m: Math.hypot(point[0] - at[0], point[1] - at[1]),
    along_m: start_m + share * length,
    angle: Math.atan2(dy, dx),
    side: dx * py - dy * px >= 0 ? 1 : -1,
  };
}
