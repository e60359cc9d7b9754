import type { Passages } from '../../coverage/passages.ts';
import { type StreetPieces, streetPieceSteps } from '../../coverage/pieces.ts';
import type { GoneRoute, PlaceNumbers } from '../../coverage/walked.ts';
import type { Database } from '../../db/open.ts';
import { roadGraph } from '../../roads/loader.ts';
import type { RoadGraph } from '../../roads/road-graph.ts';
import { inSlices } from '../../roads/slices.ts';
import { areaVersion, readGrids } from './sql.ts';

/** Areas of which the streets are kept in pieces. */
const MOST_AREAS = 24;
/** Walks, plans and tracks of which it is kept what they pass of some area, of all areas together; about 10 kB each. */
const MOST_KEPT = 6000;

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

/** What walks, the places of plans and tracks pass, by the key of a ground and their own. */
interface Kept {
  walks: Recent<KnownWalk>;
  plans: Recent<KnownPlan>;
  tracks: Recent<{ passages: Passages; begins: number[][] }>;
}

/** The streets of an area, and what is passed of them: kept as long as neither streets nor areas change. */
export interface Ground extends Kept {
  /** Area and version of all areas: what is kept of another ground is not found by it. */
  key: string;
  pieces: StreetPieces;
}

interface OfGraph {
  areas: Recent<Promise<StreetPieces>>;
  kept: Kept;
}

const ofGraphs = new WeakMap<RoadGraph, OfGraph>();

function ofGraph(graph: RoadGraph): OfGraph {
  const known = ofGraphs.get(graph);
  if (known) return known;
  const kept: Kept = { walks: new Recent(MOST_KEPT), plans: new Recent(MOST_KEPT), tracks: new Recent(MOST_KEPT) };
  const begun: OfGraph = { areas: new Recent(MOST_AREAS), kept };
  ofGraphs.set(graph, begun);
  return begun;
}

/** The streets of an area; read again when streets or areas have changed. */
export async function groundOf(sql: Database, areaCode: string): Promise<Ground> {
  const graph = await roadGraph(sql, areaCode);
  const key = `${areaCode} ${await areaVersion(sql)}`;
  const { areas, kept } = ofGraph(graph);
  const pieces = areas.get(key) ?? inSlices(streetPieceSteps(graph, await readGrids(sql, areaCode)));
  areas.set(key, pieces);
  return { key, pieces: await pieces, ...kept };
}
