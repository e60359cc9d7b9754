import type { LonLat } from '../api/wire.ts';

/** Most households that a round is made of: what one worker can do in a day. */
export const MOST_IN_A_ROUND = 24;

/** What a round knows of a household that is owed a visit. */
export interface RoundStop {
  household_id: number;
  building_id: number;
  unit_no: number;
  floor: number;
  door: string;
  /** The earliest day by which a visit is owed, `YYYY-MM-DD`. */
  due_on: string;
}

/**
 * The households of today: those that fall due soonest, and whoever is owed a visit in the same buildings, so that no stair is climbed
 * twice a month. By building, the buildings in order of their most urgent household.
 */
export function pickRound<Stop extends RoundStop>(due: readonly Stop[], most = MOST_IN_A_ROUND): Map<number, Stop[]> {
  const sorted = [...due].sort((a, b) => a.due_on.localeCompare(b.due_on) || a.household_id - b.household_id);
  const buildings = new Map<number, Stop[]>();
  let count = 0;
  for (const { building_id } of sorted) {
    if (buildings.has(building_id)) continue;
    const inside = sorted.filter((stop) => stop.building_id === building_id);
    if (count > 0 && count + inside.length > most) continue;
    buildings.set(building_id, inside.slice(0, most - count).sort(byDoor));
    count += inside.length;
    if (count >= most) break;
  }
  return buildings;
}

/** Unit by unit, from the top floor down: by lift up, by stairs down. */
function byDoor(a: RoundStop, b: RoundStop): number {
  return a.unit_no - b.unit_no || b.floor - a.floor || a.door.localeCompare(b.door, 'en', { numeric: true });
}

/**
 * An open way over all places that begins with the first: the nearest next, then parts turned round (2-opt) and places moved (Or-opt) as
 * long as that is shorter.
 * @param apart lengths from each place (row) to each; `Infinity` where no way leads, which is taken last.
 * @returns indices of the places in order of the way; empty of none.
 */
export function walkingOrder(apart: readonly (readonly number[])[]): number[] {
  let order = nearestNext(apart);
  for (let better = true; better; ) {
    better = false;
    for (const other of neighboursOf(order)) {
      if (lengthOf(other, apart) >= lengthOf(order, apart) - 1e-6) continue;
      order = other;
      better = true;
      break;
    }
  }
  return order;
}

function nearestNext(apart: readonly (readonly number[])[]): number[] {
  const left = new Set(apart.keys());
  const order: number[] = [];
  for (let at = 0; left.size > 0; ) {
    order.push(at);
    left.delete(at);
    at = [...left].reduce((near, each) => (apart[at]![each]! < apart[at]![near]! ? each : near), [...left][0] ?? 0);
  }
  return order;
}

/** Ways that differ by a part turned round, or by one place standing elsewhere; all begin alike. */
function* neighboursOf(order: readonly number[]): Generator<number[]> {
  for (let i = 1; i < order.length - 1; i++) {
    for (let j = i + 1; j < order.length; j++)
      yield [...order.slice(0, i), ...order.slice(i, j + 1).reverse(), ...order.slice(j + 1)];
  }
  for (let i = 1; i < order.length; i++) {
    const without = order.filter((_, at) => at !== i);
    for (let j = 1; j < order.length; j++) if (j !== i) yield [...without.slice(0, j), order[i]!, ...without.slice(j)];
  }
}

/** A leg without a way counts as longer than any. */
function lengthOf(order: readonly number[], apart: readonly (readonly number[])[]): number {
  return order.reduce((sum, place, at) => (at === 0 ? 0 : sum + Math.min(apart[order[at - 1]!]![place]!, 1e9)), 0);
}

/** Metres between two places as the crow flies, near enough within a city. */
export function crowDistance([lon, lat]: LonLat, [toLon, toLat]: LonLat): number {
  const east = (toLon - lon) * Math.cos((((lat + toLat) / 2) * Math.PI) / 180);
  return Math.hypot(east, toLat - lat) * 111_195;
}
