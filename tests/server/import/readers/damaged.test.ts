import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import sqlite from 'node-sqlite3-wasm';
import { expect, test } from 'vitest';
import { AppError } from '../../../../server/errors.ts';
import { fixture, temporaryFile } from '../files.ts';
import { readContent } from './reading.ts';
import { shapefileParts, shapefileZip } from './shapefile-file.ts';
import { sheetRow } from './workbook-file.ts';
import { zipFile } from './zip-file.ts';

/** Bytes to be damaged, and what is made of them before they are read. */
interface Sample {
  name: string;
  bytes: Buffer;
  wrapped?(bytes: Buffer): Buffer;
}

const ring = [
  [0, 0],
  [0, 9],
  [9, 9],
  [9, 0],
  [0, 0],
];
const parts = shapefileParts(
  5,
  Array.from({ length: 8 }, () => ({ type: 5, parts: [ring] })),
  Array.from({ length: 8 }, (_, i) => `地点${i}`),
);
const sheetRows = Array.from({ length: 20 }, (_, i) =>
  sheetRow(i + 1, [`甲${i}`, i, null, '<c s="1"><v>45000</v></c>']),
);
const sheet = `<worksheet><sheetData>${sheetRows.join('')}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`;
const book: Record<string, string> = {
  'xl/workbook.xml': '<workbook><sheets><sheet name="住户" sheetId="1" r:id="a"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/a.xml"/><Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>',
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  'xl/worksheets/a.xml': sheet,
};
const inBook = (path: string): Sample => ({
  name: `damaged.xlsx ${path}`,
  bytes: Buffer.from(book[path]!),
  wrapped: (bytes) => zipFile(Object.entries({ ...book, [path]: bytes }).map(([name, content]) => ({ name, content }))),
});

function geopackage(): Buffer {
  const file = temporaryFile('sound.gpkg', '');
  const database = new sqlite.Database(file);
  database.exec(`pragma page_size = 512;
    create table gpkg_spatial_ref_sys (srs_id integer primary key, organization text, organization_coordsys_id integer, definition text);
    create table gpkg_contents (table_name text primary key, data_type text, srs_id integer);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer);
    create table places (fid integer primary key, geom blob, name text);
    insert into gpkg_contents values ('places', 'features', 4326);
    insert into gpkg_geometry_columns values ('places', 'geom', 'POINT', 4326);`);
  for (let i = 0; i < 30; i++)
    database.run('insert into places (geom, name) values (?, ?)', [
      Buffer.from('4750000100000000010100000000000000000000000000000000000000', 'hex'),
      `地点${i}`,
    ]);
  database.close();
  return readFileSync(file);
}

const kml = `<?xml version="1.0"?><kml><Folder><name>甲</name>${'<Placemark><name>乙</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>'.repeat(5)}</Folder></kml>`;
const gpx = `<gpx>${'<trk><name>甲</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg></trk>'.repeat(5)}</gpx>`;
const dxf = `0\nSECTION\n2\nENTITIES\n${'0\nLWPOLYLINE\n8\n甲\n70\n1\n10\n0\n20\n0\n42\n1\n10\n4\n20\n0\n10\n4\n20\n4\n'.repeat(5)}0\nENDSEC\n0\nEOF\n`;

const samples: Sample[] = [
  { name: 'damaged.csv', bytes: Buffer.from(`姓名,电话,"地址"\n${'张三,1,"幸福路3号"\n'.repeat(20)}`) },
  { name: 'damaged.geojson', bytes: readFileSync(fixture('readers/places.geojson')).subarray(0, 1500) },
  { name: 'damaged.zip', bytes: readFileSync(fixture('readers/places-gbk.zip')) },
  { name: 'damaged.gpkg', bytes: geopackage() },
  { name: 'damaged.kml', bytes: Buffer.from(kml) },
  { name: 'damaged.gpx', bytes: Buffer.from(gpx) },
  { name: 'damaged.dxf', bytes: Buffer.from(dxf) },
  ...(['shp', 'shx', 'dbf'] as const).map((part) => ({
    name: `damaged.zip ${part}`,
    bytes: parts[part],
    wrapped: (bytes: Buffer) => shapefileZip({ ...parts, [part]: bytes }),
  })),
  ...Object.keys(book).map(inBook),
];

const damage = fc.record({
  length: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  changes: fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      fc.constantFrom(0, 1, 0x22, 0x2d, 0x30, 0x3c, 0x7f, 0x80, 0xff),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
});

test.each(samples)(
  'whatever bytes of $name change, it is read or refused with a sentence',
  async ({ name, bytes, wrapped }) => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(damage, async ({ length, changes }) => {
        const damaged = Buffer.from(bytes.subarray(0, Math.floor(bytes.length * length)));
        for (const [at, value] of changes) if (damaged.length > 0) damaged[Math.floor(at * damaged.length)] = value;
        const content = wrapped ? wrapped(damaged) : damaged;
        const isTold = await readContent(name.split(' ')[0]!, content).then(
          ({ rows }) => rows.some(({ reason }) => reason !== undefined),
          (error: unknown) => {
            if (!(error instanceof AppError) || error.options.field !== 'file') throw error;
            return true;
          },
        );
        if (isTold) told++;
      }),
      { numRuns: 40, seed: 11 },
    );
    expect(told).toBeGreaterThan(0);
  },
  30_000,
);
