import type { Database } from '../../../server/db/open.ts';
import { insertRows } from '../life/bulk.ts';
import { type Degrees, Frame, type Metres } from '../life/frame.ts';
import { type Building, type Road, readBuildings, readPlaces, readRoads, readWaters } from '../life/ground.ts';
import { doorsOf } from '../life/residence.ts';
import { type Block, cutGround } from './cuts.ts';
import { dissolve } from './dissolve.ts';
import { bordersBetween, growRegions } from './grow.ts';
import { buildMesh, locate, type Mesh, type Seam } from './mesh.ts';
import { chinese, Names } from './names.ts';
import { builtOutline } from './outline.ts';
import { partition, readingOrder } from './partition.ts';

/** Code of the invented district that holds an extract; no real district has 99 as its province. */
const DISTRICT_CODE = '990107';

const gridSize = { least: 200, target: 300, most: 420 };
/** Blocks with more households are cut through. */
const blockLimits = { most: 450, target: 300 };
const HOUSEHOLDS_PER_COMMUNITY = 3_500;
const COMMUNITIES_PER_STREET = 8;
const MOST_COMMUNITIES = 9;

const mainKinds = new Set(['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'rail']);
const sideKinds = new Set(['residential', 'unclassified', 'living_street', 'pedestrian']);

/** How many areas of each level were made. */
export interface CutReport {
  streets: number;
  communities: number;
  grids: number;
  households: number;
}

/**
 * Cuts the ground under the imported buildings into a district, streets, communities and grids along real streets, and
 * gives every located row its grid.
 * @param name what the district is called after.
 * @throws Error when there are no dwellings to cut for.
 */
export async function cutAreas(
  sql: Database,
  name: string,
  onStep: (done: number, total: number) => void = () => {},
): Promise<CutReport> {
  const frame = new Frame(await middle(sql));
  const buildings = await readBuildings(sql, frame);
  const roads = await readRoads(sql, frame);
  const places = await readPlaces(sql, frame);
  onStep(1, 5);
  const blocks = buildings.map(blockOf);
  const total = blocks.reduce((sum, { households }) => sum + households, 0);
  if (total === 0)
    throw new Error(
      'the extract holds no dwellings: no building is residential or has three floors, so there are no households to cut grids for',
    );
  const mesh = await meshOf(sql, blocks, [
    ...seamsOf(roads),
    ...(await readWaters(sql, frame)).map((line): Seam => ({ strength: 'main', line })),
  ]);
  onStep(2, 5);
  const tree = growTree(mesh, blocks);
  onStep(3, 5);
  const rows = rowsOf(mesh, tree, frame, new Names(roads, places), name);
  await insertRows(
    sql,
    'area',
    { area_code: 'text', level: 'text', name: 'text', geometry: 'geometry', source: 'text', source_id: 'text' },
    rows,
  );
  onStep(4, 5);
  await sql`select reassign_area_codes()`;
  onStep(5, 5);
  return { streets: tree.length, communities: tree.flat().length, grids: tree.flat(2).length, households: total };
}

async function middle(sql: Database): Promise<Degrees> {
  const [row] = await sql<{ lon: number | null; lat: number | null }[]>`
    with box as (select ST_Extent(geometry) as b from building)
    select ((ST_XMin(b) + ST_XMax(b)) / 2)::float8 as lon, ((ST_YMin(b) + ST_YMax(b)) / 2)::float8 as lat from box`;
  return [row?.lon ?? 0, row?.lat ?? 0];
}

function blockOf(building: Building): Block {
  return { ring: building.ring, inner: building.inner, households: doorsOf(building).households };
}

function seamsOf(roads: readonly Road[]): Seam[] {
  return roads.flatMap(({ kind, line }): Seam[] => {
    const base = kind.replace(/_link$/, '');
    if (mainKinds.has(base)) return [{ strength: 'main', line }];
    return sideKinds.has(base) ? [{ strength: 'side', line }] : [];
  });
}

/** Faces between all streets; those that hold too many households are cut through once more. */
async function meshOf(sql: Database, blocks: readonly Block[], seams: Seam[]): Promise<Mesh> {
  const outline = await builtOutline(sql, blocks);
  const mesh = await buildMesh(sql, outline, seams);
  const held = heldBlocks(mesh, blocks);
  const cuts = mesh.faces.flatMap((face, index) => {
    const rings = face.rings.map((ring) => ring.map((vertex) => mesh.points[vertex]!));
    return cutGround(rings, held[index]!, blockLimits).map((line): Seam => ({ strength: 'cut', line }));
  });
  return cuts.length > 0 ? buildMesh(sql, outline, [...seams, ...cuts]) : mesh;
}

function heldBlocks(mesh: Mesh, blocks: readonly Block[]): Block[][] {
  const held: Block[][] = mesh.faces.map(() => []);
  for (const [index, face] of locate(
    mesh,
    blocks.map(({ inner }) => inner),
  ).entries()) {
    if (face >= 0) held[face]!.push(blocks[index]!);
  }
  return held;
}

/** A grid: its faces, households and the middle of its homes. */
interface Grid {
  faces: number[];
  centre: Metres;
  households: number;
}

/** Streets of communities of grids, each level in reading order. */
function growTree(mesh: Mesh, blocks: readonly Block[]): Grid[][][] {
  const held = heldBlocks(mesh, blocks);
  const households = held.map((inside) => inside.reduce((sum, block) => sum + block.households, 0));
  const grids = growRegions(mesh, households, gridSize).map(
    ({ faces, households: count }): Grid => ({
      faces: faces.sort((a, b) => a - b),
      households: count,
      centre: middleOf(mesh, faces, held),
    }),
  );
  const total = grids.reduce((sum, grid) => sum + grid.households, 0);
  const communityCount = (households: number) => Math.max(1, Math.round(households / HOUSEHOLDS_PER_COMMUNITY));
  const streetCount = Math.ceil(communityCount(total) / COMMUNITIES_PER_STREET);
  return group(mesh, grids, streetCount).map((street) =>
    group(
      mesh,
      street,
      Math.min(MOST_COMMUNITIES, communityCount(street.reduce((sum, grid) => sum + grid.households, 0))),
    ),
  );
}

/** Splits grids into about `count` groups of the same weight; groups and what is in them in reading order, empty groups left out. */
function group(mesh: Mesh, grids: Grid[], count: number): Grid[][] {
  const gridOf = new Array<number>(mesh.faces.length).fill(-1);
  for (const [index, grid] of grids.entries()) for (const face of grid.faces) gridOf[face] = index;
  const borders = bordersBetween(mesh, gridOf, grids.length);
  const groups = partition(
    { centres: grids.map(({ centre }) => centre), weights: grids.map(({ households }) => households), borders },
    count,
  );
  const found = Array.from({ length: count }, (_, number) =>
    grids.filter((_grid, index) => groups[index] === number),
  ).filter((members) => members.length > 0);
  const ordered = readingOrder(found.map(meanCentre)).map((index) => found[index]!);
  return ordered.map((members) => readingOrder(members.map(({ centre }) => centre)).map((index) => members[index]!));
}

function meanCentre(grids: readonly Grid[]): Metres {
  return [
    grids.reduce((sum, { centre }) => sum + centre[0], 0) / grids.length,
    grids.reduce((sum, { centre }) => sum + centre[1], 0) / grids.length,
  ];
}

/** The middle of a region's homes; of its ground where it has none. */
function middleOf(mesh: Mesh, faces: readonly number[], held: readonly Block[][]): Metres {
  const points = faces.flatMap((face) =>
    held[face]!.filter(({ households }) => households > 0).map(({ inner, households }) => ({
      at: inner,
      weight: households,
    })),
  );
  if (points.length === 0)
    for (const face of faces) points.push({ at: mesh.faces[face]!.centre, weight: mesh.faces[face]!.area_m2 });
  const weight = points.reduce((sum, point) => sum + point.weight, 0);
  return [
    points.reduce((sum, { at, weight: one }) => sum + at[0] * one, 0) / weight,
    points.reduce((sum, { at, weight: one }) => sum + at[1] * one, 0) / weight,
  ];
}

function rowsOf(mesh: Mesh, tree: Grid[][][], frame: Frame, names: Names, districtName: string): string[][] {
  const serial = (index: number) => String(index + 1).padStart(3, '0');
  const row = (code: string, level: string, name: string, faces: number[]) => [
    code,
    level,
    name,
    shapeText(mesh, faces, frame),
    'demo',
    code,
  ];
  const streetNames = tree.map((street, index) => names.take(meanCentre(street.flat()), 4_000, '街道', index + 1));
  names.reset();
  const rows = [
    row(
      DISTRICT_CODE,
      'district',
      districtName,
      tree.flat(2).flatMap(({ faces }) => faces),
    ),
  ];
  let ordinal = 0;
  for (const [s, street] of tree.entries()) {
    const streetCode = DISTRICT_CODE + serial(s);
    rows.push(
      row(
        streetCode,
        'street',
        streetNames[s]!,
        street.flat().flatMap(({ faces }) => faces),
      ),
    );
    for (const [c, community] of street.entries()) {
      const communityCode = streetCode + serial(c);
      const name = names.take(meanCentre(community), 1_500, '社区', ++ordinal);
      rows.push(
        row(
          communityCode,
          'community',
          name,
          community.flatMap(({ faces }) => faces),
        ),
      );
      for (const [g, grid] of community.entries())
        rows.push(row(communityCode + serial(g), 'grid', `第${chinese(g + 1)}网格`, grid.faces));
    }
  }
  return rows.sort((a, b) => a[0]!.length - b[0]!.length);
}

function shapeText(mesh: Mesh, faces: readonly number[], frame: Frame): string {
  const ringText = (ring: number[]) =>
    `(${ring
      .map((vertex) =>
        frame
          .toDegrees(mesh.points[vertex]!)
          .map((value) => value.toFixed(9))
          .join(' '),
      )
      .join(',')})`;
  return `SRID=4326;MULTIPOLYGON(${dissolve(mesh, faces)
    .map((polygon) => `(${polygon.map(ringText).join(',')})`)
    .join(',')})`;
}
