import type { Passages } from '../../coverage/passages.ts';
import { type StreetPieces, streetPieces } from '../../coverage/pieces.ts';
import type { GoneRoute, PlaceNumbers } from '../../coverage/walked.ts';
import type { Database } from '../../db/open.ts';
import { roadGraph } from '../../roads/loader.ts';
import type { RoadGraph } from '../../roads/road-graph.ts';
import { areaVersion, readGrids } from './sql.ts';

/** Areas of which the streets are kept in pieces; walks, plans and tracks of which it is kept what they pass, about 10 kB each. */
const MOST_AREAS = 24;
const MOST_KEPT = 4000;
/** Longest that reckoning holds the server up at once, ms. */
const SLICE_MS = 15;

/** The values used last. */
export class Recent<Value> {
  readonly #values = new Map<string, Value>();

  constructor(readonly most: number) {}

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.most) this.#values.delete(this.#values.keys().next().value!);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}

/** What a walk's legs pass, and when it is to go them. */
export interface KnownWalk {
  legs: Passages;
  route: GoneRoute;
}
/** What lies around the places of a plan. */
export interface KnownPlan {
  passages: Passages;
  places: PlaceNumbers;
}

/** The streets of an area, and what walks and the places of plans pass of them: kept as long as neither streets nor areas change. */
export interface Ground {
  pieces: StreetPieces;
  /** Of the areas. */
  version: number;
  walks: Recent<KnownWalk>;
  plans: Recent<KnownPlan>;
  tracks: Recent<{ passages: Passages; begins: number[][] }>;
}

const grounds = new WeakMap<RoadGraph, Recent<Ground>>();

/** The streets of an area; read again when streets or areas have changed. */
export async function groundOf(sql: Database, areaCode: string): Promise<Ground> {
  const graph = await roadGraph(sql, areaCode);
  const version = await areaVersion(sql);
  const ofGraph = grounds.get(graph) ?? new Recent<Ground>(MOST_AREAS);
  grounds.set(graph, ofGraph);
  const known = ofGraph.get(areaCode);
  if (known?.version === version) return known;
  const ground: Ground = {
    pieces: streetPieces(graph, await readGrids(sql, areaCode)),
    version,
    ...{ walks: new Recent(MOST_KEPT), plans: new Recent(MOST_KEPT), tracks: new Recent(MOST_KEPT) },
  };
  ofGraph.set(areaCode, ground);
  return ground;
}

/** Lets others be answered where reckoning has gone on for a while. */
export class Pauses {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < SLICE_MS) return;
    await new Promise(setImmediate);
    this.#since = performance.now();
  }
}
