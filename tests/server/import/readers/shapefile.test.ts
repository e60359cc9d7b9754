import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it, test } from 'vitest';
import { openTables } from '../../../../server/import/readers/index.ts';
import { fixture, temporaryFile } from '../files.ts';
import { readContent, readWhole, reasonsOf, refusal } from './reading.ts';
import { type ShapefileParts, shapefileParts, shapefileZip, type TestShape } from './shapefile-file.ts';
import { zipFile } from './zip-file.ts';

const expected = JSON.parse(readFileSync(fixture('readers/places.geojson'), 'utf8')) as FeatureCollection;

// Written by GDAL 3.6 (ogr2ogr -lco ENCODING=…) from places.geojson, then parts were taken away or changed.
describe('texts', () => {
  it.each([
    ['places-gbk.zip', 'gb18030'],
    ['places-gbk-no-cpg.zip', 'gb18030'],
    ['places-gbk-wrong-cpg.zip', 'gb18030'],
    ['places-utf-8.zip', 'utf-8'],
    ['places-utf-8-no-cpg.zip', 'utf-8'],
  ])('of %s are those that were written', async (name, encoding) => {
    const { opened, rows } = await readWhole(fixture(`readers/${name}`));
    expect(opened.tables[0]!.encoding).toEqual({ name: encoding, certain: true });
    expect(rows.map(({ properties }) => properties)).toEqual(expected.features.map(({ properties }) => properties));
    expect(rows.map(({ geometry }) => geometry)).toEqual(expected.features.map(({ geometry }) => geometry));
    expect(opened.tables[0]).toMatchObject({ name: 'places', rows: 40, geometry: 'point' });
  });

  it('of GB 18030 go beyond GBK', async () => {
    const { rows } = await readWhole(fixture('readers/places-gb18030.zip'));
    expect(rows[0]!.properties.名称).toBe('㐀𠮷社区');
  });

  it('that are not what the .cpg says are told', async () => {
    const { opened } = await readWhole(fixture('readers/places-gbk-wrong-cpg.zip'));
    expect(opened.notes.map((note) => note['zh-CN'])).toEqual([
      'places：文件声明的编码是 utf-8，但文字与它不符，已按 gb18030 读取。请核对预览中的文字。',
    ]);
  });

  it('in UTF-8 are found also where the .cpg or the language byte says GBK', async () => {
    const parts = shapefileParts(
      1,
      names(30).map((_, i) => point(i, i)),
      names(30),
    );
    parts.dbf[29] = 0x4d;
    for (const cpg of ['GBK', 'ANSI 936', undefined]) {
      const { opened, rows } = await readContent('a.zip', shapefileZip({ ...parts, cpg }));
      expect(rows[0]!.properties.NAME).toBe('地点1');
      expect(opened.notes[0]!.en).toMatch(/^places: The file says that its encoding is gb18030, but its texts are not/);
    }
  });

  it('are read as a person chooses', async () => {
    const { opened, rows } = await readWhole(fixture('readers/places-gbk.zip'), { encoding: 'latin1' });
    expect(opened.tables[0]!.encoding).toEqual({ name: 'windows-1252', certain: true });
    expect(rows[0]!.properties).not.toHaveProperty('名称');
  });

  it('that are cut off within a character lose only that', async () => {
    const parts = shapefileParts(1, [point(1, 2)], ['人民路第一小学东门对面']);
    const { rows } = await readContent('a.zip', shapefileZip(parts));
    expect(rows[0]!.properties.NAME).toBe('人民路第一小');
    expect(rows[0]!.warnings![0]!.en).toBe(
      'The text in column "NAME" is longer than the field of the shapefile and lost its end. Check it.',
    );
  });
});

const point = (x: number, y: number): TestShape => ({ type: 1, parts: [[[x, y]]] });
const names = (count: number) => Array.from({ length: count }, (_, i) => `地点${i + 1}`);
const square = (x: number, y: number, size: number, clockwise = true) => {
  const ring = [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ];
  return clockwise ? ring : ring.reverse();
};
const area = (...parts: number[][][]): TestShape => ({ type: 5, parts });
const read = async (
  type: number,
  shapes: (TestShape | null)[],
  change: (parts: ShapefileParts) => object = () => ({}),
) => {
  const parts = shapefileParts(type, shapes, names(shapes.length));
  return readContent('places.zip', shapefileZip({ ...parts, ...change(parts) }));
};

describe('shapes', () => {
  it('may be missing, and have heights and measures, which are dropped', async () => {
    const line = (type: number): TestShape => ({
      type,
      parts: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    });
    const both = {
      type: 3,
      parts: [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
    };
    for (const plus of [0, 10, 20]) {
      const { rows, opened } = await read(3 + plus, [line(3 + plus), null, { ...both, type: 3 + plus }]);
      expect(rows.map(({ geometry }) => geometry)).toEqual([
        {
          type: 'LineString',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
        null,
        { type: 'MultiLineString', coordinates: both.parts },
      ]);
      expect(opened.tables[0]!.geometry).toBe('line');
    }
    const points = await read(18, [
      {
        type: 18,
        parts: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    ]);
    expect(points.rows[0]!.geometry).toEqual({
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    });
    expect((await read(11, [{ ...point(5, 6), type: 11 }])).rows[0]!.geometry).toEqual({
      type: 'Point',
      coordinates: [5, 6],
    });
  });

  it('of areas have their holes and islands, turned by the right-hand rule', async () => {
    const { rows } = await read(5, [
      area(square(0, 0, 10), square(2, 2, 2, false), square(20, 0, 5), square(21, 1, 1, false)),
      area(square(0, 0, 10, false)),
      area(square(0, 0, 2), square(50, 50, 2, false)),
    ]);
    const turned = (x: number, y: number, size: number) => square(x, y, size, false);
    expect(rows.map(({ geometry }) => geometry)).toEqual([
      {
        type: 'MultiPolygon',
        coordinates: [
          [turned(0, 0, 10), square(2, 2, 2)],
          [turned(20, 0, 5), square(21, 1, 1)],
        ],
      },
      { type: 'Polygon', coordinates: [turned(0, 0, 10)] },
      { type: 'MultiPolygon', coordinates: [[turned(0, 0, 2)], [turned(50, 50, 2)]] },
    ]);
  });

  it('that cross themselves are warned of, and left as they are', async () => {
    const bow = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ];
    const { rows } = await read(5, [area(bow), area(square(0, 0, 1))]);
    expect(rows[0]!.geometry!.type).toBe('Polygon');
    expect(rows[0]!.reason).toBeUndefined();
    expect(rows[0]!.warnings).toEqual([
      {
        'zh-CN': '面的边界在 (1, 1) 处自相交。载入时会自动修复，请在地图上核对修复后的形状。',
        en: 'The outline of the area crosses itself at (1, 1). It will be mended when it is loaded; check its shape on the map.',
      },
    ]);
    expect(rows[1]!.warnings).toBeUndefined();
  });

  it('that are not closed are closed, which is told', async () => {
    const { rows } = await read(5, [area(square(0, 0, 1).slice(0, 4))]);
    expect(rows[0]!.geometry).toEqual({ type: 'Polygon', coordinates: [square(0, 0, 1, false)] });
    expect(rows[0]!.warnings![0]!.en).toMatch(/^The shape has parts that are not closed/);
  });

  it('that are broken are refused by themselves', async () => {
    const { rows } = await read(
      5,
      [area(square(0, 0, 1)), area(square(0, 0, 1)), point(Number.NaN, 1), { ...point(1, 1), type: 31 }],
      ({ shp }) => {
        // The second shape says that it has more positions than it holds.
        const second = 100 + 8 + 48 + 80;
        shp.writeUInt32LE(5000, second + 8 + 40);
        return { shp };
      },
    );
    expect(reasonsOf(rows)).toEqual([
      [2, 'This shape is damaged and cannot be read. Repair or delete it in the GIS and export the file anew.'],
      [3, 'This shape is damaged and cannot be read. Repair or delete it in the GIS and export the file anew.'],
      [4, 'This shape is a three-dimensional patch, which cannot be read. Convert it to a polygon in the GIS.'],
    ]);
  });

  it('are found by the index, in whatever order they lie', async () => {
    const { rows } = await read(1, [point(1, 1), point(2, 2), point(3, 3)], ({ shx }) => {
      const swapped = Buffer.from(shx);
      shx.copy(swapped, 100, 108, 116);
      shx.copy(swapped, 108, 100, 108);
      return { shx: swapped };
    });
    expect(rows.map(({ geometry }) => (geometry as { coordinates: number[] }).coordinates[0])).toEqual([2, 1, 3]);
  });

  it('are found without an index', async () => {
    const { rows } = await read(1, [point(1, 1), null, point(3, 3)], () => ({ shx: undefined }));
    expect(rows.map(({ geometry }) => geometry?.type)).toEqual(['Point', undefined, 'Point']);
  });
});

describe('the table', () => {
  const three = [point(1, 1), point(2, 2), point(3, 3)];

  it('with fewer or more rows than there are shapes is refused', async () => {
    for (const rows of [2, 4]) {
      const { dbf } = shapefileParts(1, three, names(rows));
      const sentence = await refusal(read(1, three, () => ({ dbf })));
      expect(sentence['zh-CN']).toBe(
        `Shapefile“places”有 3 个图形，属性表（.dbf）却有 ${rows} 行，图形和属性对不上，可能单独改过其中一个文件。请从 GIS 软件重新导出全部文件。`,
      );
    }
  });

  it('that is missing is asked for', async () => {
    expect((await refusal(read(1, three, () => ({ dbf: undefined }))))['zh-CN']).toBe(
      'Shapefile“places”缺少属性表（.dbf）。请把同名的 .shp、.shx、.dbf、.prj、.cpg 一起压缩成一个 .zip 文件上传。',
    );
  });

  it('that another program has rewritten is refused', async () => {
    expect((await refusal(read(1, three, () => ({ dbf: Buffer.alloc(500) })))).en).toMatch(
      /^places.dbf is no sound attribute table/,
    );
  });

  it('leaves out rows that are marked as deleted', async () => {
    const { rows } = await read(1, three, ({ dbf }) => {
      dbf[65 + 21] = 0x2a;
      return { dbf };
    });
    expect(rows.map(({ row }) => row)).toEqual([1, 3]);
  });
});

test.each(['shp', 'dbf'] as const)('a .%s that is cut off is refused', async (part) => {
  const shapes = Array.from({ length: 20 }, (_, i) => point(i, i));
  for (const share of [0.02, 0.4, 0.97]) {
    const cut = read(1, shapes, (parts) => ({
      [part]: parts[part].subarray(0, parts[part].length * share),
      shx: undefined,
    }));
    expect((await refusal(cut)).en).toMatch(/^places\.(shp|dbf) is incomplete or damaged/);
  }
});

test('a missing .prj is told, one that is there is given as it stands', async () => {
  const without = await read(1, [point(1, 1)]);
  expect(without.opened.tables[0]!.crs).toBeNull();
  expect(without.opened.notes.map(({ en }) => en)).toEqual([
    'places: There is no .prj file, so the coordinate system is not known. Check the one that is guessed in the next step.',
  ]);
  const wkt = 'PROJCS["CGCS2000_3_Degree_GK_CM_120E"]';
  const { opened } = await read(1, [point(1, 1)], () => ({ prj: `${wkt}\n` }));
  expect(opened.tables[0]!.crs).toEqual({ wkt });
  expect(opened.notes).toEqual([]);
});

test('an archive may hold several, in folders', async () => {
  const one = shapefileParts(1, [point(1, 1)], ['甲']);
  const entries = ['a/roads', 'b/roads', '楼栋'].flatMap((name) =>
    (['shp', 'shx', 'dbf'] as const).map((part) => ({ name: `${name}.${part}`, content: one[part] })),
  );
  const { tables, opened } = await readContent(
    'all.zip',
    zipFile([...entries, { name: 'a/roads.shp.xml', content: '<a/>' }]),
  );
  expect(Object.keys(tables)).toEqual(['roads', 'b/roads', '楼栋']);
  expect(opened.bytesRead()).toBe(opened.sizeBytes);
});

test('a .shp is read with its neighbours, and what was unpacked is removed', async () => {
  const parts = shapefileParts(1, [point(1, 1)], ['甲']);
  temporaryFile('lone.DBF', parts.dbf);
  const { rows } = await readWhole(temporaryFile('lone.shp', parts.shp));
  expect(rows[0]!.properties).toEqual({ NAME: '甲' });
  const folder = path.join(os.tmpdir(), `jingwei-test-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const opened = await openTables(fixture('readers/places-gbk.zip'));
    expect(readdirSync(folder)).toHaveLength(1);
    await opened.close();
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
  }
});
