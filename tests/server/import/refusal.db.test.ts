import { expect, test } from 'vitest';
import { importFile } from '../../../server/import/index.ts';
import { rolledBack } from './database.ts';
import { temporaryFile } from './files.ts';

test('a column that must never be held is left out and named', async () => {
  await rolledBack(async (sql) => {
    const file = temporaryFile(
      'gates.csv',
      'id,name,type,车牌号,民族,phone_id,lon,lat\n1,东门,gate,X12345,x,y,112.1,32.001\n',
    );
    const report = await importFile(sql, { kind: 'devices', file });
    expect(report.dropped_columns).toEqual(['phone_id', '民族', '车牌号']);
    const [row] = await sql`select to_jsonb(d)::text as text from device d where source = 'gates'`;
    expect(row!.text).not.toMatch(/X12345/);
    await expect(importFile(sql, { kind: 'devices', file, mapping: { purpose: '车牌号' } })).rejects.toThrow(
      /information that Jingwei must never hold/,
    );
  });
});

test.each([
  [
    'GeoJSON',
    'halls.geojson',
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"building":"yes","religion":"X12345","人脸":"X12345"},"geometry":{"type":"Polygon","coordinates":[[[112.1,32],[112.101,32],[112.101,32.001],[112.1,32]]]}}]}',
    ['religion', '人脸'],
  ],
  [
    'OpenStreetMap',
    'halls.osm',
    `<osm version="0.6"><node id="1" lat="32" lon="112.1"/><node id="2" lat="32" lon="112.101"/><node id="3" lat="32.001" lon="112.101"/>
      <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/><tag k="religion" v="X12345"/><tag k="denomination" v="X12345"/></way></osm>`,
    ['denomination', 'religion'],
  ],
])('a property of %s that must never be held is left out and named', async (_, name, text, dropped) => {
  await rolledBack(async (sql) => {
    const report = await importFile(sql, { kind: 'buildings', file: temporaryFile(name, text) });
    expect(report.dropped_columns).toEqual(dropped);
    const rows = await sql`select to_jsonb(b)::text as text from building b where source = 'halls'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]!.text).not.toMatch(/X12345/);
  });
});
