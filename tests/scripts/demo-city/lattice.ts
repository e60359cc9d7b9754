import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../../server/db/open.ts';

// A made-up town of square blocks, 220 m from street to street, with six slabs in a block. Metres are counted from its
// south-west corner near 32°N 112°E.
const ORIGIN = [112.2, 32.1] as const;
const METRES_NORTH = 111_194.9;
const METRES_EAST = METRES_NORTH * Math.cos((ORIGIN[1] * Math.PI) / 180);
export const BLOCK_M = 220;

type Box = readonly [west: number, south: number, east: number, north: number];

function degrees(x: number, y: number): [number, number] {
  return [Number((ORIGIN[0] + x / METRES_EAST).toFixed(7)), Number((ORIGIN[1] + y / METRES_NORTH).toFixed(7))];
}

function ring([west, south, east, north]: Box): [number, number][] {
  return [degrees(west, south), degrees(east, south), degrees(east, north), degrees(west, north), degrees(west, south)];
}

/** Six slabs of three stairs in a block, two columns of three rows. */
function slabs(column: number, row: number): Box[] {
  return [0, 1].flatMap((across) =>
    [0, 1, 2].map((up): Box => {
      const [x, y] = [column * BLOCK_M + 30 + across * 90, row * BLOCK_M + 35 + up * 60];
      return [x, y, x + 48, y + 12];
    }),
  );
}

interface Street {
  kind: string;
  name: string;
  line: [number, number][];
}

/** Streets along all block edges of a town of `columns` by `rows`; every third is a main one. */
function streets(columns: number, rows: number): Street[] {
  const kind = (index: number) => (index % 3 === 0 ? 'secondary' : 'residential');
  const across = Array.from(
    { length: rows + 1 },
    (_, row): Street => ({
      kind: kind(row),
      name: `清河${row + 1}路`,
      line: Array.from({ length: columns + 1 }, (_point, column) => degrees(column * BLOCK_M, row * BLOCK_M)),
    }),
  );
  const up = Array.from(
    { length: columns + 1 },
    (_, column): Street => ({
      kind: kind(column),
      name: `文昌${column + 1}街`,
      line: Array.from({ length: rows + 1 }, (_point, row) => degrees(column * BLOCK_M, row * BLOCK_M)),
    }),
  );
  return [...across, ...up];
}

/** Writes the town as an extract of buildings, roads and places: no areas, no compounds. */
export function writeLatticeExtract(folder: string, columns: number, rows: number, floors: number): void {
  mkdirSync(folder, { recursive: true });
  const feature = (id: number, type: string, coordinates: unknown, properties: object) =>
    JSON.stringify({
      type: 'Feature',
      geometry: { type, coordinates },
      properties: { '@id': id, '@type': 'way', ...properties },
    });
  const cells = Array.from(
    { length: columns * rows },
    (_, index) => [index % columns, Math.floor(index / columns)] as const,
  );
  const buildings = cells
    .flatMap(([column, row]) => slabs(column, row))
    .map((box, index) =>
      feature(index + 1, 'Polygon', [ring(box)], { building: 'apartments', 'building:levels': String(floors) }),
    );
  const roads = streets(columns, rows).map(({ kind, name, line }, index) =>
    feature(index + 1, 'LineString', line, { highway: kind, name }),
  );
  const places = [feature(1, 'Point', degrees(100, 100), { place: 'town', name: '格子镇' })];
  for (const [name, lines] of Object.entries({ buildings, roads, places })) {
    writeFileSync(path.join(folder, `${name}.geojsonl`), `${lines.join('\n')}\n`);
  }
}

/** Inserts a town of two communities of two grids (four blocks in a row) with compounds and slabs, but no life. */
export async function insertLattice(sql: Database): Promise<void> {
  const shape = (box: Box) =>
    `SRID=4326;MULTIPOLYGON(((${ring(box)
      .map((point) => point.join(' '))
      .join(',')})))`;
  const area = async (code: string, level: string, name: string, box: Box) => {
    await sql`insert into area (area_code, level, name, geometry) values (${code}, ${level}, ${name}, ${shape(box)}::geometry)`;
  };
  await area('990108', 'district', '格子区', [0, 0, 4 * BLOCK_M, BLOCK_M]);
  await area('990108001', 'street', '格子街道', [0, 0, 4 * BLOCK_M, BLOCK_M]);
  for (let block = 0; block < 4; block++) {
    const community = `99010800100${1 + Math.floor(block / 2)}`;
    const west = Math.floor(block / 2) * 2 * BLOCK_M;
    if (block % 2 === 0)
      await area(community, 'community', `格子${block / 2 + 1}社区`, [west, 0, west + 2 * BLOCK_M, BLOCK_M]);
    await area(`${community}00${(block % 2) + 1}`, 'grid', `第${(block % 2) + 1}网格`, [
      block * BLOCK_M,
      0,
      (block + 1) * BLOCK_M,
      BLOCK_M,
    ]);
    const ground = shape([block * BLOCK_M + 12, 12, (block + 1) * BLOCK_M - 12, BLOCK_M - 12]);
    const company = block === 3 ? null : `锦安物业${block + 1}部`;
    const [compound] = await sql<{ id: number }[]>`
      insert into compound (name, property_company, geometry) values (${`格子${block + 1}苑`}, ${company}, ${ground}::geometry) returning id`;
    for (const [index, box] of slabs(block, 0).entries()) {
      await sql`insert into building (compound_id, kind, name, floor_count, built_year, geometry)
        values (${compound!.id}, 'apartments', ${`${index + 1}号楼`}, 6, ${1988 + block * 9}, ${shape(box)}::geometry)`;
    }
  }
  for (const { kind, name, line } of streets(4, 1)) {
    const text = `SRID=4326;MULTILINESTRING((${line.map((point) => point.join(' ')).join(',')}))`;
    await sql`insert into road (kind, name, geometry) values (${kind}, ${name}, ${text}::geometry)`;
  }
}

/** Empties what the fixture town holds; only inside a transaction that is rolled back. */
export async function emptyTown(sql: Database): Promise<void> {
  await sql`truncate area, land, waterway, road, place, boundary, compound, building, organisation, facility, device, unit,
    household, resident, need_tag, visit, visit_duty, diary_entry, duty_holder, squad, patrol_point, patrol_route, patrol_street,
    patrol_shift, patrol_plan, incident, emergency_resource, emergency
    restart identity cascade`;
}
