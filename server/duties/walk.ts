import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { roadGraph, routerOf, snapperOf } from '../roads/loader.ts';
import type { Snap } from '../roads/road-graph.ts';
import type { Router } from '../roads/router.ts';
import { crowDistance, walkingOrder } from './round.ts';

/** How far a building may lie from a street that one walks to it by, m. */
const STREET_LIMIT_M = 400;

/** The order in which places are walked to, and the way. */
export interface Walk {
  /** Indices of the places. */
  order: number[];
  line: LonLat[];
  length_m: number;
  /** False: all or a part of the way is as the crow flies, for no streets are known there. */
  by_street: boolean;
}

/** A short way over places that begins with the first: along the streets where they are known, else straight. */
export async function walkOver(sql: Database, areaCode: string, places: readonly LonLat[]): Promise<Walk> {
  const streets = await streetsOf(sql, areaCode, places);
  return streets ? alongStreets(streets.router, streets.snaps, places) : straight(places);
}

async function streetsOf(sql: Database, areaCode: string, places: readonly LonLat[]) {
  try {
    const graph = await roadGraph(sql, areaCode);
    const snapper = snapperOf(graph);
    const snaps = places.map((at) => snapper.snap(at, 'foot', STREET_LIMIT_M));
    if (snaps.length === 0 || snaps.some((snap) => !snap)) return null;
    return { router: await routerOf(graph, 'foot'), snaps: snaps as Snap[] };
  } catch (error) {
    // Too many streets to hold: the round goes on without them.
    if (error instanceof AppError) return null;
    throw error;
  }
}

function straight(places: readonly LonLat[]): Walk {
  const order = walkingOrder(places.map((from) => places.map((to) => crowDistance(from, to))));
  const line = order.map((index) => places[index]!);
  const length_m = line.reduce((sum, at, index) => (index === 0 ? 0 : sum + crowDistance(line[index - 1]!, at)), 0);
  return { order, line, length_m: Math.round(length_m), by_street: false };
}

function alongStreets(router: Router, snaps: readonly Snap[], places: readonly LonLat[]): Walk {
  const { length_m: far } = router.matrix(snaps, snaps);
  const count = places.length;
  const order = walkingOrder(places.map((_, row) => Array.from(far.slice(row * count, (row + 1) * count))));
  const line: LonLat[] = [];
  let length_m = 0;
  let by_street = true;
  order.forEach((index, at) => {
    const before = order[at - 1];
    const way = before === undefined ? null : router.path(snaps[before]!, snaps[index]!);
    line.push(...(way ? way.line : []), places[index]!);
    if (before !== undefined && !way) by_street = false;
    if (before !== undefined) length_m += way ? way.length_m : crowDistance(places[before]!, places[index]!);
  });
  return { order, line: line.map(rounded), length_m: Math.round(length_m), by_street };
}

/** To 0.1 m. */
function rounded([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
