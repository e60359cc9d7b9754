import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type TravelMode, travelModes } from '../../../server/api/patrol-plans/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { roadGraph, routerOf, snapperOf } from '../../../server/roads/loader.ts';
import { reach } from '../../../server/roads/reach.ts';
import type { RoadGraph, Snap } from '../../../server/roads/road-graph.ts';
import type { Router } from '../../../server/roads/router.ts';
import { type BenchLine, type BenchRun, median, percentile, rounded } from '../bench.ts';
import { compareWithPgRouting } from './pg-routing.ts';
import { plainTimes } from './plain-times.ts';
import { openRoadMap } from './road-map.ts';

type Report = (line: BenchLine) => void;

const PATHS = 2000;
const PLACES = 200;
const ROUNDS = 9;
const REACHES = 60;
const MB = 1_000_000;

/** Paths, matrices and reach on the streets of a city, beside pgRouting where it is there. */
export const run: BenchRun = async (report) => {
  const map = await openRoadMap();
  try {
    const graph = await measureBuilding(map.sql, (line) => report({ ...line, metric: `${map.name}_${line.metric}` }));
    const named: Report = (line) => report({ ...line, metric: `${map.name}_${line.metric}` });
    const next = numbersFrom(1);
    const router = await routerOf(graph, 'foot');
    measurePaths(router, next, named);
    await measureMatrix(map.sql, router, next, named);
    for (const mode of travelModes) measureReach(graph, mode, next, named);
    for (const mode of travelModes) countUnequal(await routerOf(graph, mode), next, named);
  } finally {
    await map.close();
  }
};

/** How long it takes from the database to a graph and its routers, how long others wait meanwhile, and what it takes of memory. */
async function measureBuilding(sql: Database, report: Report): Promise<RoadGraph> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const graph = await roadGraph(sql);
  report({ metric: 'graph_ms', value: rounded(performance.now() - begun), unit: 'ms', better: 'lower' });
  snapperOf(graph);
  let routers = 0;
  for (const mode of travelModes) {
    const from = performance.now();
    routers += (await routerOf(graph, mode)).bytes;
    const value = rounded(performance.now() - from);
    report({ metric: `router_${mode}_ms`, value, unit: 'ms', goal: 2000, better: 'lower' });
  }
  delay.disable();
  report({ metric: 'longest_stall_ms', value: rounded(delay.max / 1e6), unit: 'ms', goal: 50, better: 'lower' });
  const counts = { vertices: graph.vertex_count, edges: graph.edge_count, shape_places: graph.shape.length / 2 };
  for (const [unit, value] of Object.entries(counts)) report({ metric: unit, value, unit, better: 'higher' });
  const bytes = Object.values(graph)
    .flat()
    .reduce((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);
  report({ metric: 'graph_mb', value: rounded((bytes + snapperOf(graph).bytes) / MB), unit: 'MB', better: 'lower' });
  report({ metric: 'routers_mb', value: rounded(routers / MB), unit: 'MB', better: 'lower' });
  return graph;
}

function measurePaths(router: Router, next: () => number, report: Report): void {
  const times: number[] = [];
  for (let round = 0; round < PATHS; round++) {
    const [from, to] = [somewhere(router, next), somewhere(router, next)];
    const begun = performance.now();
    if (!router.path(from, to)) throw new Error('no way leads between two places of the largest component');
    times.push(performance.now() - begun);
  }
  report({ metric: 'path_median_ms', value: rounded(median(times)), unit: 'ms', goal: 5, better: 'lower' });
  report({ metric: 'path_p99_ms', value: rounded(percentile(times, 0.99)), unit: 'ms', better: 'lower' });
}

/** Between vertices, as pgRouting knows no places between them without making a graph anew. */
async function measureMatrix(sql: Database, router: Router, next: () => number, report: Report): Promise<void> {
  const places = new Map<number, Snap>();
  while (places.size < PLACES) {
    const snap = { ...somewhere(router, next), share: 0 };
    places.set(router.graph.from[snap.edge]!, snap);
  }
  const snaps = [...places.values()];
  const times: number[] = [];
  let matrix = router.matrix(snaps, snaps);
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    matrix = router.matrix(snaps, snaps);
    times.push(performance.now() - begun);
  }
  const value = rounded(median(times));
  const peer = await compareWithPgRouting(sql, router, [...places.keys()], matrix.time_s);
  const beside = peer ? { peer: peer.name, peer_value: rounded(peer.ms) } : {};
  report({ metric: 'matrix_200_ms', value, unit: 'ms', goal: 300, better: 'lower', ...beside });
  if (!peer) return;
  const times_faster = rounded(peer.ms / median(times));
  report({ metric: 'matrix_200_faster', value: times_faster, unit: 'times', goal: 20, better: 'higher' });
  report({ metric: 'matrix_200_unlike_peer', value: peer.unlike, unit: 'values', goal: 0, better: 'lower' });
}

function measureReach(graph: RoadGraph, mode: TravelMode, next: () => number, report: Report): void {
  const times: number[] = [];
  const vertices: number[] = [];
  for (let round = 0; round < REACHES; round++) {
    const from = somewhere({ graph, mode }, next);
    const begun = performance.now();
    const { polygon } = reach(graph, mode, from, 900);
    times.push(performance.now() - begun);
    vertices.push(polygon.coordinates.flat().reduce((sum, ring) => sum + ring.length, 0));
  }
  report({ metric: `reach_${mode}_ms`, value: rounded(median(times)), unit: 'ms', goal: 50, better: 'lower' });
  report({ metric: `reach_${mode}_vertices`, value: median(vertices), unit: 'vertices', better: 'lower' });
}

/** How many values of a matrix are not to the last bit what Dijkstra's algorithm finds. */
function countUnequal(router: Router, next: () => number, report: Report): void {
  const anywhere = Array.from({ length: PLACES }, () => somewhere(router, next, false));
  const from = anywhere.slice(0, 40);
  const { time_s } = router.matrix(from, anywhere);
  const plain = from.flatMap((place) => plainTimes(router, place, anywhere));
  const value = plain.filter((seconds, at) => seconds !== time_s[at]).length;
  report({ metric: `unequal_${router.mode}`, value, unit: `of ${plain.length}`, goal: 0, better: 'lower' });
}

/** A place in the middle of an edge of the largest component, or of any edge, that the mode may pass. */
function somewhere({ graph, mode }: Pick<Router, 'graph' | 'mode'>, next: () => number, main = true): Snap {
  const component = graph.component[travelModes.indexOf(mode)]!;
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  for (;;) {
    const edge = Math.floor(next() * graph.edge_count);
    if (arc_s[2 * edge] === Infinity && arc_s[2 * edge + 1] === Infinity) continue;
    if (main && (component[graph.from[edge]!] !== 0 || component[graph.to[edge]!] !== 0)) continue;
    const begin = graph.shape_start[edge]! * 2;
    const at: [number, number] = [graph.shape[begin]!, graph.shape[begin + 1]!];
    return { edge, share: next(), at, distance_m: 0, side: 'on', wall: null };
  }
}

/** Numbers from 0 to below 1 that follow from a seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
