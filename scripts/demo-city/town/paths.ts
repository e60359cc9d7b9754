import { carriesTraffic } from './blocks.ts';
import type { BuiltParcel } from './building.ts';
import {
  centroid,
  contains,
  crossing,
  distance,
  edgesOf,
  lineMeets,
  normal,
  offsetLine,
  type Point,
  type Ring,
  ringArea,
} from './geometry.ts';
import { inset } from './inset.ts';
import type { Layout } from './model.ts';
import { type Draught, meet, roadOf, runsOf } from './network.ts';
import { wallDepth } from './site.ts';

/** From the water's edge to the path along it, m. */
const TOWPATH_M = 9;

/**
 * Lanes between old houses and footpaths in parks and along the water, each joined to a street at a vertex of its own.
 * Puts those vertices into the mesh, and takes garden houses away that stand on a path.
 */
export function drawPaths(layout: Layout, built: readonly BuiltParcel[]): Draught[] {
  const paths: Draught[] = [];
  for (const { parcel, cells, land } of built) {
    const old = parcel.use === 'oldtown';
    for (const cell of cells) {
      const own = rowWays(layout, cell.face, cell.lanes, old);
      // A garden or a corner shop may lie across a way between rows; then there is none.
      paths.push(
        ...own.filter(({ line, width_m }) =>
          cell.drafts.every(({ ring }) => !lineMeets(line, ring, width_m! / 2 + 0.1)),
        ),
      );
    }
    if (!['park', 'pocket', 'square', 'green'].includes(parcel.use)) continue;
    for (const cell of cells) {
      const own = parkPaths(layout, cell.face, land.find(({ kind }) => kind === 'water')?.ring);
      paths.push(...own);
      cell.drafts = cell.drafts.filter(({ ring }) => own.every(({ line }) => !lineMeets(line, ring, 2)));
    }
  }
  paths.push(...riverPaths(layout), ...canalPaths(layout));
  return paths;
}

const foot = (name: string | null, line: readonly Point[], more: Partial<Draught> = {}): Draught =>
  roadOf('footway', name, line, { motor: false, width_m: 2, ...more });

/** Where the way from one point to another first meets a street or lane of the face: a vertex that is put there. */
function attach(
  { mesh, streets }: Layout,
  face: number,
  from: Point,
  to: Point,
  onlyLanes = false,
): { point: Point; divided: boolean } | undefined {
  let best: { a: number; b: number; first: number; second: number } | undefined;
  for (const { a, b } of mesh.sides(face)) {
    const hit = crossing(from, to, mesh.points[a]!, mesh.points[b]!);
    if (hit && (!best || hit.first < best.first)) best = { a, b, ...hit };
  }
  if (!best) return undefined;
  const edge = mesh.edge(best.a, best.b)!;
  if (!carriesTraffic(edge) || (onlyLanes && edge.kind !== 'lane')) return undefined;
  const divided = edge.street >= 0 && streets[edge.street]!.divided_m > 0;
  const length = distance(mesh.points[best.a]!, mesh.points[best.b]!);
  for (const [end, away] of [
    [best.a, best.second * length],
    [best.b, (1 - best.second) * length],
  ] as const) {
    if (away < 3) return { point: mesh.points[end]!, divided };
  }
  return { point: mesh.points[mesh.split(best.a, best.b, best.second)]!, divided };
}

/** Ways between rows of houses: old lanes reach every street around, those of a compound only its own lanes. */
function rowWays(layout: Layout, face: number, lanes: readonly Point[][], old: boolean): Draught[] {
  return lanes.flatMap((lane) => {
    const [from, to] = [lane[0]!, lane.at(-1)!];
    const length = distance(from, to);
    if (length < 20) return [];
    const reach = (a: Point, b: Point): Point => [
      b[0] + ((b[0] - a[0]) / length) * 32,
      b[1] + ((b[1] - a[1]) / length) * 32,
    ];
    const start = attach(layout, face, from, reach(to, from), !old);
    const end = attach(layout, face, to, reach(from, to), !old);
    if (!start && !end) return [];
    const line = [...(start ? [start.point] : []), from, to, ...(end ? [end.point] : [])];
    const trims = { trimStart: start?.divided, trimEnd: end?.divided };
    return [old ? foot(null, line, trims) : roadOf('service', null, line, { lanes: 1, width_m: 3 })];
  });
}

/** A round walk inside the park, ways in from the streets, and one around the pond. */
function parkPaths(layout: Layout, face: number, pond: Ring | undefined): Draught[] {
  const sides = layout.mesh.sides(face);
  const inner = inset(
    layout.mesh.ring(face),
    sides.map(({ edge }) => wallDepth(layout, edge) + 9),
  );
  if (inner.length < 3 || ringArea(inner) < 700) return [];
  const loop: Point[] = [];
  const ways: Draught[] = [];
  for (const [a, b] of edgesOf(inner)) {
    loop.push(a);
    if (distance(a, b) < 34 || ways.length > 4) continue;
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const [nx, ny] = normal(a, b);
    const gate = attach(layout, face, middle, [middle[0] - nx * 60, middle[1] - ny * 60]);
    if (!gate) continue;
    loop.push(middle);
    ways.push(foot(null, [middle, gate.point], { trimEnd: gate.divided }));
  }
  if (ways.length === 0) return [];
  const round = foot(null, [...loop, loop[0]!]);
  return [round, ...ways, ...pondPaths(loop, round, pond)];
}

function pondPaths(loop: readonly Point[], round: Draught, pond: Ring | undefined): Draught[] {
  if (!pond) return [];
  const middle = centroid(pond);
  const shore = pond.map((point): Point => {
    const away = distance(point, middle) || 1;
    return [point[0] + ((point[0] - middle[0]) / away) * 5, point[1] + ((point[1] - middle[1]) / away) * 5];
  });
  const walk = foot(null, [...shore, shore[0]!]);
  const spokes = loop
    .map((point) => ({
      point,
      to: shore.reduce((best, at) => (distance(at, point) < distance(best, point) ? at : best)),
    }))
    .sort((a, b) => distance(a.point, a.to) - distance(b.point, b.to))
    .filter(
      ({ point, to }, index, all) => index === 0 || (index === Math.floor(all.length / 2) && distance(point, to) > 4),
    )
    .filter(
      ({ point, to }) => distance(point, to) > 0.5 && !contains(pond, [(point[0] + to[0]) / 2, (point[1] + to[1]) / 2]),
    )
    .map(({ point, to }) => foot(null, [point, to]));
  meet([walk], [round]);
  return [walk, ...spokes];
}

/** A walk on each bank under the bridges, with ways up to the bank street, and a footbridge between two of the bridges. */
function riverPaths(layout: Layout): Draught[] {
  const { river, mesh, parcels, centre } = layout;
  const faces = parcels.filter(({ use }) => use === 'riverside').flatMap((parcel) => parcel.faces);
  const ends = mesh.outline(new Set(mesh.faces.keys()))[0]!.map((vertex) => mesh.points[vertex]!);
  const paths: Draught[] = [];
  const banks: Point[][] = [];
  for (const side of [1, -1]) {
    const line = offsetLine(river.line, (index) => side * (river.half_m[index]! + TOWPATH_M)).filter((point) =>
      [-40, 0, 40].every((dx) => contains(ends, [point[0] + dx, point[1]])),
    );
    banks.push(line);
    paths.push(...overCanal(layout, line));
    for (let index = 2; index < line.length - 1; index += 6) {
      const from = line[index]!;
      const [nx, ny] = normal(line[index - 1]!, line[index + 1]!);
      const face = faces.find((candidate) => contains(mesh.ring(candidate), from));
      const up =
        face === undefined
          ? undefined
          : attach(layout, face, from, [from[0] + nx * side * 130, from[1] + ny * side * 130]);
      if (up) paths.push(foot(null, [from, up.point], { trimEnd: up.divided }));
    }
  }
  const nearest = (line: readonly Point[]) =>
    line.reduce((best, point) =>
      Math.abs(point[0] - centre[0] * 0.5) < Math.abs(best[0] - centre[0] * 0.5) ? point : best,
    );
  const [north, south] = [nearest(banks[0]!), nearest(banks[1]!)];
  paths.push(foot('望河步行桥', [north, south], { bridge: true, width_m: 4 }));
  return paths;
}

/** The river walk in pieces: where the canal flows into the river, it goes over a small bridge. */
function overCanal({ canal }: Layout, line: readonly Point[]): Draught[] {
  const pieces: { bridge: boolean; line: Point[] }[] = [];
  for (let index = 1; index < line.length; index++) {
    const bridge = lineMeets([line[index - 1]!, line[index]!], canal.polygon, 1);
    const last = pieces.at(-1);
    if (last && last.bridge === bridge) last.line.push(line[index]!);
    else pieces.push({ bridge, line: [line[index - 1]!, line[index]!] });
  }
  return pieces.map((piece) => foot('滨江步道', piece.line, { width_m: 3, bridge: piece.bridge }));
}

/** A walk on each side of the canal from one bridge to the next. */
function canalPaths(layout: Layout): Draught[] {
  const { mesh, canal } = layout;
  const edges = [...mesh.edges.values()].filter(({ kind }) => kind === 'canal');
  const paths: Draught[] = [];
  for (const run of runsOf(edges)) {
    for (const side of [1, -1]) {
      const points = run.map((vertex) => mesh.points[vertex]!);
      const walk = offsetLine(points, side * (canal.half_m[0]! + 4));
      let part: Point[] | undefined;
      run.forEach((vertex, index) => {
        const foothold = bankVertex(layout, run, index, side);
        if (foothold === undefined) {
          const bridges = mesh.edgesAt(vertex).some(({ bridge }) => bridge);
          if (part && !bridges && farFromBridge(layout, run, index)) part.push(walk[index]!);
          return;
        }
        if (part) paths.push(foot(null, [...part, foothold]));
        part = [foothold];
      });
    }
  }
  return paths.filter(({ line }) => line.length > 2);
}

function farFromBridge({ mesh }: Layout, run: readonly number[], index: number): boolean {
  const at = mesh.points[run[index]!]!;
  return run.every(
    (vertex) => distance(mesh.points[vertex]!, at) > 9 || !mesh.edgesAt(vertex).some(({ bridge }) => bridge),
  );
}

/** Where a bridge over the canal lands on one side of it. */
function bankVertex({ mesh }: Layout, run: readonly number[], index: number, side: number): Point | undefined {
  const vertex = run[index]!;
  const at = mesh.points[vertex]!;
  const [nx, ny] = normal(
    mesh.points[run[Math.max(0, index - 1)]!]!,
    mesh.points[run[Math.min(run.length - 1, index + 1)]!]!,
  );
  for (const edge of mesh.edgesAt(vertex)) {
    if (edge.kind !== 'street' || !edge.bridge) continue;
    const landing = mesh.points[edge.a === vertex ? edge.b : edge.a]!;
    if (((landing[0] - at[0]) * nx + (landing[1] - at[1]) * ny) * side > 0) return landing;
  }
  return undefined;
}
