import { type TravelMode, travelModes } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import { routerOf, snapperOf } from '../../roads/loader.ts';
import { metricAt } from '../../roads/metric.ts';
import { NOWHERE, type RoadGraph, type Snap } from '../../roads/road-graph.ts';
import type { RoadMatrix, Router } from '../../roads/router.ts';
import type { PatrolGround } from './ground.ts';
import { turn } from './turn.ts';

/** Places a side of a matrix that are worked out at once; 100 take some 50 ms. */
const block = 100;

/** The streets of a graph for these modes; on foot is always among them. */
export async function patrolGround(graph: RoadGraph, modes: readonly TravelMode[]): Promise<PatrolGround> {
  const snapper = snapperOf(graph);
  const routers = new Map<TravelMode, Router>();
  for (const mode of new Set<TravelMode>(['foot', ...modes])) routers.set(mode, await routerOf(graph, mode));
  // Squads of a town start on one component and ask for the same places: every edge is looked at for each.
  const nearest = new Map<string, Snap | null>();
  return {
    snap: (at, mode, limit_m) => snapper.snap(at, mode, limit_m),
    joined: (at, mode, to) => {
      const component = componentOf(graph, mode, to);
      const key = `${mode} ${component} ${at}`;
      if (!nearest.has(key)) nearest.set(key, joined(graph, at, mode, component));
      return nearest.get(key)!;
    },
    path: (mode, from, to) => routers.get(mode)!.path(from, to),
    matrix: (mode, from, to) => inBlocks(routers.get(mode)!, from, to),
  };
}

async function inBlocks(router: Router, from: readonly Snap[], to: readonly Snap[]): Promise<RoadMatrix> {
  const whole: RoadMatrix = {
    time_s: new Float64Array(from.length * to.length),
    length_m: new Float64Array(from.length * to.length),
  };
  for (let row = 0; row < from.length; row += block) {
    for (let column = 0; column < to.length; column += block) {
      await turn();
      const rows = from.slice(row, row + block);
      const columns = to.slice(column, column + block);
      const part = router.matrix(rows, columns);
      for (const index of rows.keys()) {
        const at = (row + index) * to.length + column;
        const cells = [index * columns.length, (index + 1) * columns.length] as const;
        whole.time_s.set(part.time_s.subarray(...cells), at);
        whole.length_m.set(part.length_m.subarray(...cells), at);
      }
    }
  }
  return whole;
}

function componentOf(graph: RoadGraph, mode: TravelMode, { edge }: Snap): number {
  return graph.component[travelModes.indexOf(mode)]![graph.from[edge]!]!;
}

/** The nearest place on the streets of a component. */
function joined(graph: RoadGraph, at: LonLat, mode: TravelMode, wanted: number): Snap | null {
  const component = graph.component[travelModes.indexOf(mode)]!;
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  let best: Snap | null = null;
  for (let edge = 0; edge < graph.edge_count; edge++) {
    const same = component[graph.from[edge]!] === wanted && component[graph.to[edge]!] === wanted;
    const passable = Number.isFinite(arc_s[2 * edge]!) || Number.isFinite(arc_s[2 * edge + 1]!);
    if (!same || !passable || wanted === NOWHERE) continue;
    best = nearestOn(graph, edge, at, best);
  }
  return best;
}

/** The place of an edge nearest to another, where it is nearer than the best so far; the best otherwise. */
function nearestOn(graph: RoadGraph, edge: number, at: LonLat, best: Snap | null): Snap | null {
  const { lon_m, lat_m } = metricAt(at[1]);
  let nearest = best;
  let before_m = 0;
  let at_m = 0;
  for (let place = graph.shape_start[edge]!; place < graph.shape_start[edge + 1]! - 1; place++) {
    const [lonA, latA, lonB, latB] = graph.shape.subarray(2 * place, 2 * place + 4) as unknown as number[];
    const [x, y] = [(lonB! - lonA!) * lon_m, (latB! - latA!) * lat_m];
    const [toX, toY] = [(at[0] - lonA!) * lon_m, (at[1] - latA!) * lat_m];
    const squared = x * x + y * y;
    const part = squared === 0 ? 0 : Math.min(1, Math.max(0, (toX * x + toY * y) / squared));
    const distance_m = Math.hypot(toX - part * x, toY - part * y);
    if (distance_m < (nearest?.distance_m ?? Number.POSITIVE_INFINITY)) {
      at_m = before_m + part * Math.sqrt(squared);
      const found: LonLat = [lonA! + part * (lonB! - lonA!), latA! + part * (latB! - latA!)];
      const turned = x * toY - y * toX;
      const side = distance_m < 0.5 ? 'on' : turned > 0 ? 'left' : 'right';
      nearest = { edge, share: 0, at: found, distance_m, side, wall: null };
    }
    before_m += Math.sqrt(squared);
  }
  if (nearest !== best && nearest !== null) nearest.share = before_m === 0 ? 0 : Math.min(1, at_m / before_m);
  return nearest;
}
