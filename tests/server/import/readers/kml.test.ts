import { describe, expect, it, test } from 'vitest';
import { readContent, reasonsOf, refusal } from './reading.ts';
import { zipFile } from './zip-file.ts';

const kml = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>全部</name>${content}</Document></kml>`;
const placemark = (content: string) => `<Placemark>${content}</Placemark>`;
const point = '<Point><coordinates>120.5,30.25,8</coordinates></Point>';

test('a table is a folder, with what people and programs wrote to a placemark', async () => {
  const { opened, tables } = await readContent(
    'town.kml',
    kml(`
      ${placemark(`<name>散点</name>${point}`)}
      <Folder><name>网格</name>
        <Placemark id="g1"><name>一网格</name><description><![CDATA[<b>说明</b>]]></description>
          <TimeStamp><when>2025-03-01</when></TimeStamp>
          <ExtendedData><Data name="编号"><displayName>x</displayName><value>G1</value></Data>
            <SchemaData><SimpleData name="户数">12</SimpleData></SchemaData></ExtendedData>
          <Style><LineStyle><name>no</name></LineStyle></Style>${point}</Placemark>
        <Folder><name>二期</name>${placemark(`<name>深</name>${point}`)}</Folder>
      </Folder>`),
  );
  const at = { type: 'Point', coordinates: [120.5, 30.25] };
  expect(opened.tables.map(({ name, columns, rows }) => [name, columns, rows])).toEqual([
    ['town', ['name'], 1],
    ['网格', ['name', 'description', 'when', '编号', '户数'], 1],
    ['网格/二期', ['name'], 1],
  ]);
  expect(opened.tables[0]).toMatchObject({ geometry: 'point', crs: { epsg: 4326 }, encoding: null });
  expect(tables.网格).toEqual([
    {
      ...{ row: 2, id: 'g1', geometry: at },
      properties: { name: '一网格', description: '<b>说明</b>', when: '2025-03-01', 编号: 'G1', 户数: '12' },
    },
  ]);
  expect(tables['网格/二期']![0]!.row).toBe(3);
});

describe('shapes', () => {
  const ring = '0,0 4,0 4,4 0,4 0,0';
  const coordinates = (text: string) => `<coordinates>${text}</coordinates>`;
  const boundary = (side: string, text: string) =>
    `<${side}BoundaryIs><LinearRing>${coordinates(text)}</LinearRing></${side}BoundaryIs>`;
  const outer = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
  ];
  const line = {
    type: 'LineString',
    coordinates: [
      [1, 2],
      [3, 4],
    ],
  };

  it.each([
    [`<LineString>${coordinates('\n 1,2,5\n 3,4,5 ')}</LineString>`, line],
    [`<LineString>${coordinates('1, 2 3, 4')}</LineString>`, line],
    [`<LinearRing>${coordinates('0,0 4,0 4,4 0,4')}</LinearRing>`, { type: 'LineString', coordinates: outer }],
    [
      `<Polygon>${boundary('outer', ring)}${boundary('inner', '1,1 2,1 2,2 1,1')}</Polygon>`,
      {
        type: 'Polygon',
        coordinates: [
          outer,
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      },
    ],
    [
      `<MultiGeometry>${`<Polygon>${boundary('outer', ring)}</Polygon>`.repeat(2)}</MultiGeometry>`,
      { type: 'MultiPolygon', coordinates: [[outer], [outer]] },
    ],
    [
      `<MultiGeometry>${point}<MultiGeometry><LineString>${coordinates('1,2 3,4')}</LineString></MultiGeometry></MultiGeometry>`,
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [120.5, 30.25] }, line] },
    ],
    ['<gx:Track><when>2025-03-01</when><gx:coord>1 2 0</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track>', line],
    ['<Model/>', null],
  ])('%s', async (content, expected) => {
    const { rows } = await readContent('a.kml', kml(placemark(content)));
    expect(rows).toEqual([{ row: 1, properties: {}, geometry: expected }]);
  });

  it.each(['120.5', '120.5,', 'east,north', ''])('with the coordinates "%s" are refused', async (text) => {
    const { rows } = await readContent(
      'a.kml',
      kml(placemark(`<Point>${coordinates(text)}</Point>`) + placemark(point)),
    );
    expect(reasonsOf(rows)).toEqual([
      [
        1,
        'The coordinates of this shape are incomplete or no numbers, so it cannot be read. Correct it in the program that it comes from and export it again.',
      ],
    ]);
  });
});

test('a KMZ is read with the documents that it links to', async () => {
  const { opened, tables } = await readContent(
    'town.kmz',
    zipFile([
      { name: 'layers/other.kml', content: kml(placemark('<name>乙</name>')) },
      { name: 'doc.kml', content: kml(`${placemark(`<name>甲</name>${point}`)}<NetworkLink/>`) },
      { name: 'files/a.png', content: 'x' },
    ]),
  );
  expect(opened.format).toBe('kml');
  expect(Object.entries(tables).map(([name, rows]) => [name, rows[0]!.properties.name])).toEqual([
    ['town', '甲'],
    ['other', '乙'],
  ]);
  expect(opened.notes).toEqual([]);
  const links = await readContent('town.kml', kml(`${placemark(point)}<NetworkLink/>`));
  expect(links.opened.notes.map(({ en }) => en)).toEqual([
    'The file has 1 links to other files (NetworkLink); what they lead to was not read.',
  ]);
});

test('the declared encoding is used, or the one that a person gives', async () => {
  const gbk = (declaration: string) =>
    Buffer.concat([
      Buffer.from(`<?xml version="1.0"${declaration}?><kml><Placemark><name>`),
      Buffer.from('d5c5c8fd', 'hex'),
      Buffer.from('</name></Placemark></kml>'),
    ]);
  expect((await readContent('a.kml', gbk(' encoding="GBK"'))).rows[0]!.properties.name).toBe('张三');
  expect((await readContent('a.kml', gbk(''), { encoding: 'gbk' })).rows[0]!.properties.name).toBe('张三');
  expect((await refusal(readContent('a.kml', gbk('')))).en).toMatch(/^a.kml is cut off or no sound XML/);
});

test('a document that is cut off or holds nothing is refused', async () => {
  const whole = kml(placemark(`<name>甲</name>${point}`));
  for (const share of [0.5, 0.9, 0.99])
    expect((await refusal(readContent('a.kml', whole.slice(0, whole.length * share)))).en).toMatch(
      /^a.kml is cut off or no sound XML/,
    );
  expect((await refusal(readContent('a.kml', kml('')))).en).toBe(
    'a.kml holds no placemarks. Check that features were selected when it was exported.',
  );
});

test('more folders than we hold tables become one', async () => {
  const folders = Array.from({ length: 201 }, (_, i) => `<Folder><name>${i}</name>${placemark(point)}</Folder>`);
  const { opened, rows } = await readContent('many.kml', kml(folders.join('')));
  expect(opened.tables.map(({ name, rows: count }) => [name, count])).toEqual([['many', 201]]);
  expect(rows).toHaveLength(201);
});

describe('GPX', () => {
  const gpx = (content: string) => `<?xml version="1.0"?><gpx version="1.1" creator="x">${content}</gpx>`;
  const points = (name: string, ...all: [number, number][]) =>
    all
      .map(
        ([lon, lat], i) =>
          `<${name} lat="${lat}" lon="${lon}"><ele>5</ele><time>2025-03-01T08:0${i}:00Z</time></${name}>`,
      )
      .join('');

  it('has waypoints, routes and tracks', async () => {
    const { tables, opened } = await readContent(
      'walk.gpx',
      gpx(`<metadata><name>no</name></metadata>
        <wpt lat="30.25" lon="120.5"><name>岗亭</name><desc>东门</desc><extensions><name>no</name></extensions></wpt>
        <rte><name>路线</name>${points('rtept', [1, 2], [3, 4])}</rte>
        <trk><name>巡查</name><trkseg>${points('trkpt', [1, 2], [3, 4])}</trkseg><trkseg>${points('trkpt', [9, 9])}</trkseg></trk>
        <trk><trkseg>${points('trkpt', [1, 2], [3, 4])}</trkseg><trkseg>${points('trkpt', [5, 6], [7, 8])}</trkseg></trk>
        <trk><name>空</name></trk>`),
    );
    const line = {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    };
    const time = '2025-03-01T08:00:00Z';
    expect(tables).toEqual({
      '航点 (wpt)': [
        {
          row: 1,
          properties: { name: '岗亭', desc: '东门' },
          geometry: { type: 'Point', coordinates: [120.5, 30.25] },
        },
      ],
      '路线 (rte)': [{ row: 1, properties: { name: '路线', time }, geometry: line }],
      '轨迹 (trk)': [
        { row: 1, properties: { name: '巡查', time }, geometry: line },
        {
          row: 2,
          properties: { time },
          geometry: {
            type: 'MultiLineString',
            coordinates: [
              line.coordinates,
              [
                [5, 6],
                [7, 8],
              ],
            ],
          },
        },
        { row: 3, properties: { name: '空' }, geometry: null },
      ],
    });
    expect(opened.tables.map(({ rows, geometry }) => [rows, geometry])).toEqual([
      [1, 'point'],
      [1, 'line'],
      [3, 'line'],
    ]);
  });

  it('is refused by the point, when cut off, and when empty', async () => {
    const { rows } = await readContent('a.gpx', gpx('<wpt lat="" lon="1"/><wpt lat="1" lon="2"/>'));
    expect(reasonsOf(rows).map(([row]) => row)).toEqual([1]);
    expect((await refusal(readContent('a.gpx', gpx('<wpt lat="1" lon="2"/>').slice(0, -4)))).en).toMatch(
      /^a.gpx is cut off/,
    );
    expect((await refusal(readContent('a.gpx', gpx('')))).en).toBe(
      'a.gpx holds no waypoints, routes or tracks. Check that it was exported in full.',
    );
  });
});
