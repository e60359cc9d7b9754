import { describe, expect, it, test } from 'vitest';
import { readContent, refusal } from './reading.ts';

/** Pairs of group code and value, one a line. */
const pairs = (...all: (string | number)[]) => all.join('\r\n');
const drawing = (...entities: string[]) =>
  pairs(
    0,
    'SECTION',
    2,
    'HEADER',
    9,
    '$ACADVER',
    1,
    'AC1027',
    0,
    'ENDSEC',
    0,
    'SECTION',
    2,
    'ENTITIES',
    ...entities,
    0,
    'ENDSEC',
    0,
    'EOF',
    '',
  );
const entity = (type: string, ...rest: (string | number)[]) => pairs(0, type, 5, '1A', 8, '围墙', ...rest);
const one = async (...rest: Parameters<typeof entity>) =>
  (await readContent('plan.dxf', drawing(entity(...rest)))).rows[0]!;
const rounded = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(rounded) : Math.round((value as number) * 1000) / 1000 + 0;

test('a layer is a table; outlines, lines, texts and blocks are rows', async () => {
  const { opened, tables } = await readContent(
    'plan.dxf',
    drawing(
      entity('LWPOLYLINE', 90, 4, 70, 1, 38, 3.5, 10, 0, 20, 0, 10, 4, 20, 0, 10, 4, 20, 4, 10, 0, 20, 4),
      entity('LINE', 10, 1, 20, 2, 11, 3, 21, 4),
      entity('HATCH', 2, 'SOLID'),
      pairs(0, 'TEXT', 5, '1B', 8, '注记', 10, 5, 20, 6, 40, 2.5, 1, '3号楼'),
      pairs(0, 'MTEXT', 5, '1C', 8, '注记', 10, 5, 20, 6, 1, '{\\fSimSun|b0;幸福\\U+8DEF}\\P5号'),
      pairs(0, 'INSERT', 5, '1D', 8, '井盖', 2, '井', 10, 7, 20, 8),
      pairs(0, 'POINT', 5, '1E', 8, '井盖', 10, 7, 20, 9),
    ),
  );
  const none = { text: null, block: null, elevation: null };
  expect(tables).toEqual({
    围墙: [
      {
        row: 1,
        properties: { ...none, type: 'LWPOLYLINE', handle: '1A', elevation: 3.5 },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [4, 0],
              [4, 4],
              [0, 4],
              [0, 0],
            ],
          ],
        },
      },
      {
        row: 2,
        properties: { ...none, type: 'LINE', handle: '1A' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
      },
    ],
    注记: [
      {
        row: 4,
        properties: { ...none, type: 'TEXT', handle: '1B', text: '3号楼' },
        geometry: { type: 'Point', coordinates: [5, 6] },
      },
      {
        row: 5,
        properties: { ...none, type: 'MTEXT', handle: '1C', text: '幸福路 5号' },
        geometry: { type: 'Point', coordinates: [5, 6] },
      },
    ],
    井盖: [
      {
        row: 6,
        properties: { ...none, type: 'INSERT', handle: '1D', block: '井' },
        geometry: { type: 'Point', coordinates: [7, 8] },
      },
      {
        row: 7,
        properties: { ...none, type: 'POINT', handle: '1E' },
        geometry: { type: 'Point', coordinates: [7, 9] },
      },
    ],
  });
  expect(opened.tables[0]).toEqual({
    ...{ name: '围墙', columns: ['type', 'text', 'block', 'handle', 'elevation'], rows: 2 },
    ...{ geometry: 'mixed', crs: null, encoding: null },
  });
  expect(opened.notes.map(({ en }) => en)).toEqual([
    '1 objects were not read: hatches, dimensions, splines, solids, or what stands in paper space. Draw outlines that are needed as polylines.',
  ]);
  expect(opened.bytesRead()).toBe(opened.sizeBytes);
});

describe('curves become short lines', () => {
  it('of a bulge, on the right side', async () => {
    // A bulge of 1 is half a circle, counter-clockwise: below the line when going right.
    const { geometry } = await one('LWPOLYLINE', 90, 2, 70, 0, 10, 0, 20, 0, 42, 1, 10, 2, 20, 0);
    const { coordinates } = geometry as { coordinates: number[][] };
    expect(coordinates).toHaveLength(37);
    expect(rounded(coordinates[18])).toEqual([1, -1]);
    expect(rounded([coordinates[0], coordinates.at(-1)])).toEqual([
      [0, 0],
      [2, 0],
    ]);
  });

  it('of a circle, an arc and an ellipse', async () => {
    const circle = (await one('CIRCLE', 10, 1, 20, 1, 40, 2)).geometry as { coordinates: number[][][] };
    expect(circle.coordinates[0]).toHaveLength(73);
    expect(circle.coordinates[0]!.at(-1)).toEqual(circle.coordinates[0]![0]);
    expect(circle.coordinates[0]!.every(([x, y]) => Math.abs(Math.hypot(x! - 1, y! - 1) - 2) < 1e-9)).toBe(true);
    const arc = (await one('ARC', 10, 0, 20, 0, 40, 1, 50, 270, 51, 90)).geometry as { coordinates: number[][] };
    expect(rounded([arc.coordinates[0], arc.coordinates[18], arc.coordinates.at(-1)])).toEqual([
      [0, -1],
      [1, 0],
      [0, 1],
    ]);
    const ellipse = (await one('ELLIPSE', 10, 0, 20, 0, 11, 0, 21, 4, 40, 0.5, 41, 0, 42, Math.PI * 2)).geometry as {
      coordinates: number[][][];
    };
    expect(rounded([ellipse.coordinates[0]![0], ellipse.coordinates[0]![18]])).toEqual([
      [0, 4],
      [-2, 0],
    ]);
  });
});

test('a line that ends where it began is an outline', async () => {
  const { geometry } = await one('LWPOLYLINE', 90, 4, 70, 0, 10, 0, 20, 0, 10, 1, 20, 0, 10, 1, 20, 1, 10, 0, 20, 0);
  expect(geometry!.type).toBe('Polygon');
});

test('old polylines have their corners behind them; paper space and meshes are left out', async () => {
  const vertex = (...rest: (string | number)[]) => pairs(0, 'VERTEX', 8, '围墙', ...rest);
  const corners = [
    vertex(10, 0, 20, 0, 30, 7),
    vertex(10, 4, 20, 0),
    vertex(10, 9, 20, 9, 70, 16),
    vertex(10, 4, 20, 4),
  ];
  const end = pairs(0, 'SEQEND');
  const { rows } = await readContent(
    'plan.dxf',
    drawing(
      ...[entity('POLYLINE', 66, 1, 70, 1), ...corners, end],
      ...[entity('POLYLINE', 66, 1, 70, 16), ...corners, end],
      entity('LINE', 67, 1, 10, 1, 20, 2, 11, 3, 21, 4),
      entity('LINE', 10, 'x', 20, 2, 11, 3, 21, 4),
      entity('POINT', 10, 1, 20, 2),
    ),
  );
  expect(rows.map(({ row, geometry }) => [row, geometry!.type])).toEqual([
    [1, 'Polygon'],
    [5, 'Point'],
  ]);
  expect(rows[0]!.properties.elevation).toBe(7);
  expect((rows[0]!.geometry as { coordinates: number[][][] }).coordinates[0]).toEqual([
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 0],
  ]);
});

test('what stands in blocks is not drawn', async () => {
  const block = pairs(
    0,
    'SECTION',
    2,
    'BLOCKS',
    0,
    'BLOCK',
    8,
    '0',
    0,
    'LINE',
    10,
    1,
    20,
    2,
    11,
    3,
    21,
    4,
    0,
    'ENDBLK',
    0,
    'ENDSEC',
    '',
  );
  const { rows } = await readContent('plan.dxf', block + drawing(entity('POINT', 10, 1, 20, 2)));
  expect(rows.map(({ row, geometry }) => [row, geometry!.type])).toEqual([[1, 'Point']]);
});

test('old drawings are in GBK', async () => {
  const text = drawing(entity('TEXT', 10, 5, 20, 6, 1, '@@'));
  const [before, after] = text.replace('围墙', '0').split('@@') as [string, string];
  const content = Buffer.concat([Buffer.from(before), Buffer.from('d5c5c8fd', 'hex'), Buffer.from(after)]);
  expect((await readContent('plan.dxf', content)).rows[0]!.properties.text).toBe('张三');
  const chosen = await readContent('plan.dxf', content, { encoding: 'gbk' });
  expect(chosen.rows[0]!.properties.text).toBe('张三');
});

test('a drawing that is cut off, broken or empty is refused', async () => {
  const whole = drawing(entity('LINE', 10, 1, 20, 2, 11, 3, 21, 4));
  for (const share of [0.5, 0.97])
    expect((await refusal(readContent('plan.dxf', whole.slice(0, whole.length * share)))).en).toMatch(
      /^plan.dxf is incomplete or damaged/,
    );
  const broken = whole.replace('LINE\r\n', 'LINE\r\nx\r\n');
  expect((await refusal(readContent('plan.dxf', broken))).en).toMatch(/^plan.dxf is incomplete or damaged/);
  expect((await refusal(readContent('plan.dxf', drawing(entity('HATCH', 2, 'SOLID'))))).en).toMatch(
    /^plan.dxf holds no lines, outlines, points or texts/,
  );
});
