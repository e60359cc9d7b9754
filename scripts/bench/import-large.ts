import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Cell, workbook } from '../../server/export/workbook.ts';

// Large files of an invented district, 0.1° wide, cut into 100 by 100 grids.

const WEST = 113;
const SOUTH = 31;
const SIDE = 0.001;
const GRIDS = 100;
const DISTRICT = '990201';

type Position = [number, number];

function square(column: number, row: number, side: number, of = SIDE): object {
  const [west, south] = [WEST + column * of, SOUTH + row * of];
  const ring: Position[] = [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const digits = (number: number) => String(number).padStart(3, '0');

/** A district, 10 streets, 100 communities and 10,000 grids. Streets are rows of ten, communities squares of ten by ten grids. */
export async function writeAreas(folder: string): Promise<string> {
  const lines: string[] = [];
  const add = (code: string, geometry: object) =>
    lines.push(JSON.stringify({ type: 'Feature', properties: { code, name: code }, geometry }));
  const whole = {
    type: 'Polygon',
    coordinates: [
      [
        [WEST, SOUTH],
        [WEST + 0.1, SOUTH],
        [WEST + 0.1, SOUTH + 0.1],
        [WEST, SOUTH + 0.1],
        [WEST, SOUTH],
      ],
    ],
  };
  add(DISTRICT, whole);
  for (let street = 0; street < 10; street++) {
    const code = DISTRICT + digits(street + 1);
    const [south, north] = [SOUTH + street * 0.01, SOUTH + (street + 1) * 0.01];
    const ring = [
      [WEST, south],
      [WEST + 0.1, south],
      [WEST + 0.1, north],
      [WEST, north],
      [WEST, south],
    ];
    add(code, { type: 'Polygon', coordinates: [ring] });
    for (let community = 0; community < 10; community++) {
      add(code + digits(community + 1), square(community, street, 0.01, 0.01));
      for (let grid = 0; grid < GRIDS; grid++)
        add(
          code + digits(community + 1) + digits(grid + 1),
          square(community * 10 + (grid % 10), street * 10 + Math.floor(grid / 10), SIDE),
        );
    }
  }
  return write(
    folder,
    'areas.geojsonl',
    lines.map((line) => `${line}\n`),
  );
}

/** Points all over the district, as a table. */
export function writePoints(folder: string, count: number): Promise<string> {
  function* rows(): Generator<string> {
    yield 'id,name,kind,lon,lat\n';
    let text = '';
    for (let at = 0; at < count; at++) {
      const [east, north] = [(at * 7919) % 1_000_003, (at * 104_729) % 1_000_003];
      text += `${at},点${at},square,${(WEST + east * 9.99e-8).toFixed(7)},${(SOUTH + north * 9.99e-8).toFixed(7)}\n`;
      if (text.length < 65_536) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  return write(folder, 'points.csv', rows());
}

/** Buildings, five on a side of each of 40 compounds. */
export function writeBuildings(folder: string, count: number): Promise<string> {
  const lines = Array.from({ length: count }, (_, at) => {
    const geometry = square(at % GRIDS, Math.floor(at / GRIDS), 2e-4);
    return `${JSON.stringify({ type: 'Feature', properties: { id: `b${at}`, name: `${at}号楼` }, geometry })}\n`;
  });
  return write(folder, 'buildings.geojsonl', lines);
}

/** Doors of those buildings, two stairs each, as a workbook. */
export async function writeHouseholds(folder: string, count: number, buildings: number): Promise<string> {
  async function* rows(): AsyncGenerator<Cell[]> {
    yield ['楼栋编号', '单元', '楼层', '室号', '居住状态', '核实日期'];
    const perStair = Math.ceil(count / buildings / 2);
    for (let at = 0; at < count; at++) {
      const door = Math.floor(at / buildings / 2) % perStair;
      const [floor, side] = [Math.floor(door / 4) + 1, (door % 4) + 1];
      const state = ['自住', '出租', '空置', '待核实'][at % 4]!;
      yield [
        `b${at % buildings}`,
        (Math.floor(at / buildings) % 2) + 1,
        floor,
        `${floor}0${side}`,
        state,
        '2026-05-01',
      ];
    }
  }
  const file = path.join(folder, 'households.xlsx');
  await pipeline(
    Readable.from(workbook({ name: '住户', widths: [10, 6, 6, 8, 10, 12], rows: rows() })),
    createWriteStream(file),
  );
  return file;
}

async function write(folder: string, name: string, pieces: Iterable<string>): Promise<string> {
  const file = path.join(folder, name);
  await pipeline(Readable.from(pieces), createWriteStream(file));
  return file;
}
