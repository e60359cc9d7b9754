import type { Random } from '../../../server/simulator/random.ts';
import type { Life } from './context.ts';
import { distance, insideRing, type Metres } from './frame.ts';
import type { Building, Compound } from './ground.ts';
import { spaced } from './streets.ts';

/** A point drawn inside a closed ring; its fallback where the ring is too thin to hit. */
export function pointInRing(random: Random, ring: readonly Metres[], fallback: Metres): Metres {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (let attempt = 0; attempt < 20; attempt++) {
    const point: Metres = [random.between(minX, maxX), random.between(minY, maxY)];
    if (insideRing(ring, point)) return point;
  }
  return fallback;
}

/** Where a straight way from a building's inside towards a target leaves it, moved by `outward_m` (negative: inside). */
export function doorway(building: Building, target: Metres, outward_m: number): Metres {
  const [x0, y0] = building.inner;
  const reach = distance(building.inner, target);
  if (reach < 0.1) return building.inner;
  let leaves = 1;
  for (let index = 1; index < building.ring.length; index++) {
    const share = crossing(building.inner, target, building.ring[index - 1]!, building.ring[index]!);
    if (share !== null) leaves = Math.min(leaves, share);
  }
  const share = Math.max(0, Math.min(1, leaves + outward_m / reach));
  return [x0 + (target[0] - x0) * share, y0 + (target[1] - y0) * share];
}

/** Share of the way from `a` to `b` at which the segment `c`-`d` is crossed; null where it is not. */
export function crossing(a: Metres, b: Metres, c: Metres, d: Metres): number | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-12) return null;
  const along = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const across = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return along >= 0 && along <= 1 && across >= 0 && across <= 1 ? along : null;
}

/** The place on a compound's edge that is nearest to a street: where its main gate is taken to be. */
export function gateOf(life: Life, compound: Compound): { at: Metres; side: string } {
  let best: { at: Metres; distance_m: number } | undefined;
  for (let index = 1; index < compound.ring.length; index++) {
    const [from, to] = [compound.ring[index - 1]!, compound.ring[index]!];
    const middle: Metres = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    if (distance(from, to) < 15) continue;
    const street = life.streets.nearest(middle, 80);
    if (street && (!best || street.distance_m < best.distance_m - 0.5))
      best = { at: middle, distance_m: street.distance_m };
  }
  const at = best?.at ?? compound.ring[0]!;
  return { at, side: sideOf(compound.centre, at) };
}

/** 东, 南, 西 or 北: where a point lies as seen from a centre. */
function sideOf(centre: Metres, point: Metres): string {
  const [dx, dy] = [point[0] - centre[0], point[1] - centre[1]];
  if (Math.abs(dx) > Math.abs(dy)) return dx > 0 ? '东' : '西';
  return dy > 0 ? '北' : '南';
}

/** Two streets that meet, for names such as 清河路与文昌街路口. */
interface Crossing {
  at: Metres;
  name: string;
}

/** Crossings of two streets with different names, in order of the roads' ids, none nearer than `apart_m` to another. */
export function crossings(life: Life, apart_m = 60): Crossing[] {
  const names = new Map<string, { at: Metres; names: Set<string> }>();
  for (const road of life.ground.roads) {
    if (!road.name || ['footway', 'path', 'steps', 'service', 'rail', 'subway'].includes(road.kind)) continue;
    for (const at of road.line) {
      const key = `${Math.round(at[0])},${Math.round(at[1])}`;
      const known = names.get(key);
      if (known) known.names.add(road.name);
      else names.set(key, { at, names: new Set([road.name]) });
    }
  }
  const kept: Crossing[] = [];
  for (const { at, names: two } of names.values()) {
    if (two.size < 2 || !life.ground.inCity(at) || kept.some((other) => distance(other.at, at) < apart_m)) continue;
    const [first, second] = [...two];
    kept.push({ at, name: `${spaced(first!)}与${spaced(second!)}路口`.replaceAll('  ', ' ') });
  }
  return kept;
}

/** A building as people call it: its name, or its address, or the nearest street's number. */
export function calledPlace(life: Life, building: Building): string {
  return building.address ?? building.name ?? life.streets.address(building.inner) ?? '无名道路旁';
}

/** Moves a point by a normal step of `spread_m` metres in each direction. */
export function scatter(random: Random, [x, y]: Metres, spread_m: number): Metres {
  return [x + random.normal() * spread_m, y + random.normal() * spread_m];
}
