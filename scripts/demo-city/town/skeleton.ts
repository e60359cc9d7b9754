import type { Random } from '../../../server/simulator/random.ts';
import { between, centroid, curve, distance, type Line, type Point } from './geometry.ts';
import { type EdgeMark, Mesh } from './mesh.ts';
import type { Layout, Street, Style } from './model.ts';
import { greatStreets, Names } from './names.ts';
import { canal, type RiverCourse, river, riverCourse } from './river.ts';
import { UnfitTownError } from './unfit.ts';

/** The town is drawn in a frame of about this size; the plan is turned as a whole when it is laid on the earth. */
export const size = { width: 2460, height: 2140 };
/** How far the great streets are drawn beyond the town, m. */
const REACH_M = 1500;

const classes: Record<Street['kind'], Omit<Street, 'name' | 'kind' | 'course'>> = {
  trunk: { width_m: 24, half_m: 30, lanes: 6, divided_m: 9 },
  primary: { width_m: 36, half_m: 25, lanes: 6, divided_m: 9 },
  secondary: { width_m: 24, half_m: 17, lanes: 4, divided_m: 0 },
  tertiary: { width_m: 15, half_m: 11.5, lanes: 2, divided_m: 0 },
  residential: { width_m: 9, half_m: 8, lanes: 2, divided_m: 0 },
  living_street: { width_m: 5, half_m: 3.6, lanes: 1, divided_m: 0 },
};

/** Adds a street and returns its index. */
export function addStreet(streets: Street[], kind: Street['kind'], name: string): number {
  return streets.push({ kind, name, ...classes[kind], course: streets.length }) - 1;
}

/** Draws what everything else hangs on: the edge, great streets, river, canal and rail, and the superblocks between. */
export function drawSkeleton(random: Random): Layout {
  const names = new Names(random.fork('names'));
  const streets: Street[] = [];
  const lattice = drawLattice(random.fork('lattice'));
  const course = riverCourse(random.fork('river'), lattice.riverMiddle);
  const corners = cornersOf(random.fork('corners'));
  const mesh = new Mesh(townEdge(streets, corners, random.fork('edge')));
  const layout: Layout = {
    random,
    names,
    mesh,
    streets,
    parcels: [],
    communityOf: new Map(),
    styleOf: new Map(),
    river: river(random.fork('banks'), course, size.width, greatStreets.river),
    canal: canalBetween(random.fork('canal'), lattice, course),
    rail: [],
    centre: [lattice.columns[1]!, lattice.rows[0]!],
    outskirts: [],
  };
  layout.rail = beyond(northEdge(corners), REACH_M + 900);
  drawRows(layout, lattice, course);
  drawColumns(layout, lattice, course);
  drawWater(layout, course);
  cutBands(layout, lattice, course);
  extendEdges(layout, corners);
  nameSuperblocks(layout, lattice, course);
  for (const street of streets) names.claim(street.name);
  return layout;
}

interface Lattice {
  /** West to east, at the middle of the town. */
  columns: number[];
  southColumn: number;
  /** Avenue, mill street, station street. */
  rows: number[];
  riverMiddle: number;
  canal: number;
}

function drawLattice(random: Random): Lattice {
  return {
    columns: [610, 1235, 1870].map((x) => x + random.between(-45, 45)),
    southColumn: random.chance(0.5) ? random.between(650, 740) : random.between(520, 590),
    rows: [1600 + random.between(-35, 35), 1130 + random.between(-35, 35), 2005 + random.between(-12, 12)],
    riverMiddle: 700 + random.between(-40, 40),
    canal: random.chance(0.5) ? 920 + random.between(-45, 45) : 1560 + random.between(-45, 45),
  };
}

function cornersOf(random: Random): Point[] {
  const near = (x: number, y: number): Point => [x + random.between(-30, 30), y + random.between(-25, 25)];
  return [near(0, 0), near(size.width, 0), near(size.width, size.height), near(0, size.height)];
}

function townEdge(streets: Street[], corners: Point[], random: Random): { line: Line; mark: EdgeMark }[] {
  const [southWest, southEast, northEast, northWest] = corners as [Point, Point, Point, Point];
  const street = (kind: Street['kind'], name: string): EdgeMark => ({
    kind: 'street',
    street: addStreet(streets, kind, name),
    bridge: false,
  });
  const ring = street('secondary', greatStreets.ring);
  // The expressway stands on pillars between the ring road's carriageways.
  Object.assign(streets[ring.street]!, { half_m: 34, divided_m: 18 });
  return [
    { line: bowed(southWest, southEast, random.between(-70, -30)), mark: street('secondary', greatStreets.southRing) },
    { line: bowed(southEast, northEast, random.between(-45, 45)), mark: street('primary', greatStreets.columns[3]) },
    { line: bowed(northEast, northWest, -40), mark: { kind: 'rail', street: -1, bridge: false } },
    { line: bowed(northWest, southWest, random.between(25, 60)), mark: ring },
  ];
}

function northEdge(corners: Point[]): Line {
  return bowed(corners[2]!, corners[3]!, -40);
}

/** A gentle bow from a to b; positive bends to the left. */
function bowed(a: Point, b: Point, bow: number): Point[] {
  const length = distance(a, b);
  const n: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  const through = [0, 0.25, 0.5, 0.75, 1].map((t): Point => {
    const at = between(a, b, t);
    const rise = bow * 4 * t * (1 - t);
    return [at[0] + n[0] * rise, at[1] + n[1] * rise];
  });
  return curve(through, 75);
}

/** The line with a straight piece added at both ends. */
function beyond(line: Line, reach: number): Point[] {
  const end = (a: Point, b: Point): Point => between(a, b, -reach / distance(a, b));
  return [end(line[0]!, line[1]!), ...line, end(line.at(-1)!, line.at(-2)!)];
}

function drawRows(layout: Layout, lattice: Lattice, course: RiverCourse): void {
  const random = layout.random.fork('rows');
  const [avenue, mill, station] = lattice.rows as [number, number, number];
  const wavy = (y: number, sway: number): Point[] => {
    const slope = random.between(-sway, sway) / 900;
    const at = [-70, 590, 1220, 1850, size.width + 70];
    return curve(
      at.map((x): Point => [x, y + slope * (x - 1220) + random.between(-sway, sway)]),
      80,
    );
  };
  const draw = (line: Point[], kind: Street['kind'], name: string) =>
    drawGreat(layout, line, addStreet(layout.streets, kind, name), 25);
  splitName(
    layout,
    draw(beyond(wavy(avenue, 22), REACH_M), 'primary', greatStreets.avenue[0]),
    lattice.columns[1]!,
    greatStreets.avenue[1],
  );
  splitName(
    layout,
    draw(beyond(wavy(mill, 34), 60), 'secondary', greatStreets.mill[0]),
    lattice.columns[1]!,
    greatStreets.mill[1],
  );
  draw(beyond(wavy(station, 8), 40), 'tertiary', greatStreets.station);
  const bank = (side: number): Point[] => {
    const phase = random.between(0, 6);
    const points: Point[] = [];
    for (let x = -90; x <= size.width + 120; x += 60)
      points.push([x, course(x) + side * (84 + 20 * Math.sin(x / 210 + phase))]);
    return points;
  };
  draw(bank(1), 'tertiary', greatStreets.northBank);
  draw(bank(-1), 'tertiary', greatStreets.southBank);
}

function drawColumns(layout: Layout, lattice: Lattice, course: RiverCourse): void {
  const random = layout.random.fork('columns');
  const lean = (x: number, from: number, to: number, most = 0.05): Point[] => {
    const points: Point[] = [];
    const tilt = random.between(-1, 1) * most;
    const pieces = Math.ceil(Math.abs(to - from) / 380);
    for (let piece = 0; piece <= pieces; piece++) {
      const y = from + ((to - from) * piece) / pieces;
      points.push([x + tilt * (y - (from + to) / 2) + random.between(-14, 14), y]);
    }
    return curve(points, 75);
  };
  const { columns, southColumn } = lattice;
  const stationRow = lattice.rows[2]!;
  const draw = (line: Point[], kind: Street['kind'], name: string) =>
    drawGreat(layout, line, addStreet(layout.streets, kind, name), 30);
  draw(lean(columns[0]!, 3400, course(columns[0]!) + 60), 'secondary', greatStreets.columns[0]);
  draw(lean(columns[1]!, -1200, stationRow + 20), 'primary', greatStreets.columns[1]);
  draw(lean(columns[2]!, -900, 3400), 'secondary', greatStreets.columns[2]);
  draw(lean(southColumn, -900, course(southColumn) - 55, 0.12), 'secondary', greatStreets.southColumn);
}

/** Cuts a great street into the mesh and keeps its ends beyond the town for the road table. */
function drawGreat(layout: Layout, line: Point[], street: number, snap: number): number[] {
  const { mesh } = layout;
  const pieces = mesh.cut(line, { kind: 'street', street, bridge: false }, { snap });
  const vertices = pieces.flat();
  const first = vertices[0];
  const last = vertices.at(-1);
  if (first === undefined || last === undefined)
    throw new UnfitTownError(`street ${layout.streets[street]!.name} misses the town`);
  for (const [vertex, outside] of [
    [first, [...line].reverse()],
    [last, line],
  ] as const) {
    const at = mesh.points[vertex]!;
    const onEdge = [...mesh.edges.values()].some(
      (edge) =>
        (edge.a === vertex || edge.b === vertex) &&
        (mesh.leftOf(edge.a, edge.b) === undefined || mesh.leftOf(edge.b, edge.a) === undefined),
    );
    // Of a line that ends inside nothing is left; of one that leaves, all that lies beyond its last vertex.
    let nearest = 0;
    outside.forEach((point, index) => {
      if (distance(point, at) < distance(outside[nearest]!, at)) nearest = index;
    });
    const rest = outside.slice(nearest + 1).filter((point) => distance(point, at) > 60);
    if (onEdge && rest.length > 0) layout.outskirts.push({ street, line: [at, ...rest] });
  }
  return vertices;
}

/** East of `x` the street bears another name. */
function splitName(layout: Layout, vertices: number[], x: number, name: string): void {
  const { mesh, streets } = layout;
  const street = mesh.edge(vertices[0]!, vertices[1]!)!.street;
  const east = streets.push({ ...streets[street]!, name }) - 1;
  for (const edge of mesh.edges.values()) {
    if (edge.street === street && (mesh.points[edge.a]![0] + mesh.points[edge.b]![0]) / 2 > x) edge.street = east;
  }
  for (const stub of layout.outskirts) if (stub.street === street && stub.line[0]![0] > x) stub.street = east;
}

function canalBetween(random: Random, lattice: Lattice, course: RiverCourse) {
  const from: Point = [lattice.canal + random.between(-80, 80), 3600];
  return canal(random, from, [lattice.canal, course(lattice.canal)], greatStreets.canal);
}

function drawWater(layout: Layout, course: RiverCourse): void {
  const { mesh, river: stream, canal: ditch } = layout;
  const inside = stream.line.filter(([x]) => x > -200 && x < size.width + 200);
  mesh.cut(inside, { kind: 'river', street: -1, bridge: false }, { snap: 4 });
  mesh.cut(ditch.line, { kind: 'canal', street: -1, bridge: false }, { snap: 4 });
  markBridges(layout, course);
}

/** What crosses the river between the two bank streets is a bridge; over the canal, 17 m to either side. */
function markBridges(layout: Layout, course: RiverCourse): void {
  const { mesh } = layout;
  for (const edge of [...mesh.edges.values()]) {
    if (edge.kind !== 'street') continue;
    const [x, y] = between(mesh.points[edge.a]!, mesh.points[edge.b]!, 0.5);
    const across =
      Math.abs(mesh.points[edge.a]![1] - mesh.points[edge.b]![1]) >
      Math.abs(mesh.points[edge.a]![0] - mesh.points[edge.b]![0]);
    if (across && Math.abs(y - course(x)) < 62) edge.bridge = true;
  }
  bridgeCanal(layout);
}

/** Bridges where streets meet on both sides of the canal, 17 m to either side; a single one ends on the bank. */
export function bridgeCanal({ mesh }: Layout): void {
  const onCanal = new Set<number>();
  for (const edge of mesh.edges.values()) if (edge.kind === 'canal') onCanal.add(edge.a).add(edge.b);
  for (const vertex of onCanal) {
    const streets = mesh.edgesAt(vertex).filter(({ kind, bridge }) => kind === 'street' && !bridge);
    const crosses = mesh.edgesAt(vertex).filter(({ kind }) => kind === 'street').length > 1;
    for (const edge of streets) {
      const other = edge.a === vertex ? edge.b : edge.a;
      const length = distance(mesh.points[vertex]!, mesh.points[other]!);
      const reach = crosses ? 17 : 9.5;
      const middle = length > reach + 6 ? mesh.split(vertex, other, reach / length) : other;
      Object.assign(mesh.edge(vertex, middle)!, crosses ? { bridge: true } : { kind: 'wall', street: -1 });
    }
  }
}

/** A compound's lane that runs towards the canal ends inside the compound. */
export function endLanesAtCanal({ mesh }: Layout): void {
  const onCanal = new Set<number>();
  for (const edge of mesh.edges.values()) if (edge.kind === 'canal') onCanal.add(edge.a).add(edge.b);
  for (const edge of [...mesh.edges.values()]) {
    const vertex = [edge.a, edge.b].find((end) => onCanal.has(end));
    if (edge.kind !== 'lane' || vertex === undefined) continue;
    const other = edge.a === vertex ? edge.b : edge.a;
    const length = distance(mesh.points[vertex]!, mesh.points[other]!);
    const middle = length > 26 ? mesh.split(vertex, other, 20 / length) : other;
    Object.assign(mesh.edge(vertex, middle)!, { kind: 'wall' });
  }
}

/** Between station street and rail, the station's own ground lies at the head of the main avenue. */
function cutBands(layout: Layout, { columns, rows }: Lattice, course: RiverCourse): void {
  for (const x of [columns[1]! - 150, columns[1]! + 150]) {
    const line: Point[] = [
      [x, rows[2]! - 60],
      [x, size.height + 60],
    ];
    layout.mesh.cut(line, { kind: 'wall', street: -1, bridge: false }, { snap: 4 });
  }
  // The north bank is shared by the two communities that meet where the first column ends.
  const x = columns[0]!;
  const line: Point[] = [
    [x, course(x) - 5],
    [x, course(x) + 190],
  ];
  for (const face of [...layout.mesh.faces.keys()]) {
    const sides = layout.mesh.sides(face);
    if (!sides.some(({ edge }) => edge.kind === 'river') || centroid(layout.mesh.ring(face))[1] < course(x) - 400)
      continue;
    if (layout.mesh.ring(face).reduce((sum, point) => sum + point[1] - course(point[0]), 0) > 0)
      layout.mesh.cut(line, { kind: 'wall', street: -1, bridge: false }, { face, snap: 30 });
  }
}

/** The streets on the town's edge run on beyond its corners, and the ring road's expressway with them. */
function extendEdges(layout: Layout, corners: Point[]): void {
  const { mesh, streets } = layout;
  const at = (name: string) => streets.findIndex((street) => street.name === name);
  const stub = (street: number, corner: Point, toward: Point) => {
    const length = distance(corner, toward);
    layout.outskirts.push({
      street,
      line: [corner, between(corner, toward, 500 / length), between(corner, toward, REACH_M / length)],
    });
  };
  const [southWest, southEast, northEast, northWest] = corners as [Point, Point, Point, Point];
  stub(at(greatStreets.southRing), southWest, [southWest[0] - 900, southWest[1] - 60]);
  stub(at(greatStreets.southRing), southEast, [southEast[0] + 900, southEast[1] + 40]);
  stub(at(greatStreets.ring), southWest, [southWest[0] - 40, southWest[1] - 900]);
  stub(at(greatStreets.ring), northWest, [northWest[0] + 40, northWest[1] + 900]);
  stub(at(greatStreets.columns[3]), southEast, [southEast[0] + 30, southEast[1] - 900]);
  stub(at(greatStreets.columns[3]), northEast, [northEast[0] - 20, northEast[1] + 900]);
  if (mesh.points.length === 0) throw new Error('the town has no edge');
}

/** Gives every superblock its community and the way in which it is built over. */
function nameSuperblocks(layout: Layout, lattice: Lattice, course: RiverCourse): void {
  const { mesh, communityOf, styleOf } = layout;
  const random = layout.random.fork('styles');
  const oldTown = lattice.canal < 1235 ? 1 : 2;
  const millWest = random.chance(0.7);
  const southEast: Style = random.chance(0.5) ? 'walkup' : 'slab';
  for (const face of mesh.faces.keys()) {
    const ring = mesh.ring(face);
    const [x, y] = centroid(ring);
    const column = lattice.columns.filter((at) => at < x).length;
    const inSouth = ring.reduce((sum, point) => sum + point[1] - course(point[0]), 0) < 0;
    const row = inSouth ? 3 : y > lattice.rows[0]! ? 0 : y > lattice.rows[1]! ? 1 : 2;
    communityOf.set(face, row === 3 ? (column < 2 ? 6 : 7) : row === 0 ? (column < 2 ? 0 : 1) : 2 + column);
    styleOf.set(face, styleFor(row, column, oldTown, millWest ? 0 : 3, southEast));
  }
}

function styleFor(row: number, column: number, oldTown: number, mills: number, southEast: Style): Style {
  if (row === 0) return column === mills ? 'industry' : (['walkup', 'slab', 'slab', 'walkup'] as const)[column]!;
  if (row === 1) return column === oldTown ? 'centre' : (['walkup', 'slab', 'slab', 'tower'] as const)[column]!;
  if (row === 2) return column === oldTown ? 'old' : (['walkup', 'slab', 'tower', 'slab'] as const)[column]!;
  return (['slab', 'tower', 'slab', southEast] as const)[column]!;
}
