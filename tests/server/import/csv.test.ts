import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../../server/import/csv.ts';
import { openSourceFile } from '../../../server/import/source-file.ts';
import type { SourceItem } from '../../../server/import/types.ts';
import { collect, temporaryFile } from './files.ts';

function read(content: string | Uint8Array, mapping: Record<string, string> = {}): Promise<SourceItem[]> {
  return collect(readCsv(openSourceFile(temporaryFile('points.csv', content)), mapping));
}

const at = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] });
const expected = [{ row: 2, properties: { name: '甲' }, geometry: at(120.5, 30.25) }];

test.each([
  ['comma', 'name,lon,lat\n甲,120.5,30.25\n'],
  ['byte order mark and Windows lines', '\uFEFFname,Longitude,Latitude\r\n甲,120.5,30.25\r\n'],
  ['semicolon', 'name;X;Y\n甲;120.5;30.25'],
  ['tab', 'name\t经度\t纬度\n甲\t120.5\t30.25'],
  ['UTF-16', Buffer.from('\uFEFFname,lng,lat\n甲,120.5,30.25\n', 'utf16le')],
  [
    'GB 18030',
    Buffer.concat([Buffer.from('name,lon,lat\n'), Buffer.from([0xbc, 0xd7]), Buffer.from(',120.5,30.25\n')]),
  ],
])('reads %s', async (_name, content) => {
  expect(await read(content)).toEqual(expected);
});

test('the mapping names the coordinate columns', async () => {
  expect(await read('name,a,b\n甲,30.25,120.5\n', { lon: 'b', lat: 'a' })).toEqual(expected);
});

test('broken rows have their line and reason', async () => {
  const items = await read('name,lon,lat\n甲,120.5,30.25\n乙,120.5\n丙,east,30\n丁,NA,30\n"戊\n己",120.5,30.25\n');
  expect(items).toEqual([
    ...expected,
    { row: 3, reason: { 'zh-CN': '这一行有 2 列，表头有 3 列', en: 'it has 2 columns, the header has 3' } },
    { row: 4, reason: { 'zh-CN': '“east”不是以度为单位的坐标', en: '"east" is no coordinate in degrees' } },
    { row: 5, properties: { name: '丁' }, geometry: null },
    { row: 7, properties: { name: '戊\n己' }, geometry: at(120.5, 30.25) },
  ]);
});

test.each([
  [
    'name,lat\n甲,30\n',
    'points.csv has no longitude column; its columns are name, lat. Name it with --map lon=COLUMN.',
  ],
  ['name,lon,lat\n', 'points.csv has no rows below its header.'],
  ['\n\n', 'points.csv has no rows.'],
  ['name,name,lon,lat\n', 'points.csv has the column name twice.'],
])('%j is refused', async (content, message) => {
  await expect(read(content)).rejects.toThrow(message);
});

test('a quote that never ends is refused', async () => {
  await expect(read('name,lon,lat\n"甲,120.5,30.25\n乙,120.5,30.25\n')).rejects.toThrow(
    /^points.csv is not valid CSV: .*[Qq]uot/,
  );
});

test('any text survives being written and read', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const text = rows.map(([a, b]) => `${quote(a)},1,2,${quote(b)}\n`).join('');
      const items = await read(`a,lon,lat,b\n${text}`);
      expect(items.map(({ properties }) => [properties!.a, properties!.b])).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});
