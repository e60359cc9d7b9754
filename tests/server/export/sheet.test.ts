import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csv, sheetRows, xlsx } from '../../../server/export/sheet.ts';
import type { Column, Table } from '../../../server/export/table.ts';
import { toGcj02 } from '../../../server/import/crs/shifted.ts';
import { cellsOf, entriesOf, together } from '../../helpers/archive.ts';
import { everyColumn, nothing, shop, tableOf } from '../../helpers/tables.ts';

const words = { longitude: '经度', latitude: '纬度', datum: '坐标系', yes: '是', no: '否', time_zone: 'Asia/Shanghai' };
const csvOf = (table: Table, encoding?: 'utf-8' | 'gb18030') => together(csv(sheetRows(table, words), encoding));
const heads = [...everyColumn.map(({ head }) => head), '经度', '纬度', '坐标系'];
const first = [
  '清河路“示例”超市',
  '商铺',
  '-1',
  '3.5',
  '是',
  '2026-05-01',
  '2026-05-02 00:30',
  '112.1016',
  '32.0052',
  'WGS 84',
];

describe('rows as CSV', () => {
  it('have the words of codes, times on the wall, and a byte order mark', async () => {
    const bytes = await csvOf(tableOf([shop, nothing]));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parse(bytes, { bom: true })).toEqual([heads, first, ['', '', '', '', '', '', '', '112.1', '32', 'WGS 84']]);
  });

  it('are in GB 18030 without one, also what GBK lacks', async () => {
    const bytes = await csvOf(tableOf([{ ...shop, values: ['𠮷祥店', ...shop.values.slice(1)] }]), 'gb18030');
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    expect(text.startsWith('名称,类型')).toBe(true);
    expect(parse(text)[1]![0]).toBe('𠮷祥店');
  });

  it('say in which coordinate system they are', async () => {
    const rows = parse(await csvOf(tableOf([shop], { datum: 'gcj02' })), { bom: true }) as string[][];
    const shifted = toGcj02([112.1016, 32.0052]).map((degrees) => String(Number(degrees.toFixed(7))));
    expect(rows[1]!.slice(-3)).toEqual([...shifted, 'GCJ-02']);
  });

  it.each(['=1+1', '+86', '-1+1', '@SUM(A1)', '\t=1', '＝1'])(
    'hold %j as a text, and negative numbers as numbers',
    async (text) => {
      const rows = parse(await csvOf(tableOf([{ ...shop, values: [text, ...shop.values.slice(1)] }])), {
        bom: true,
      }) as string[][];
      expect([rows[1]![0], rows[1]![2]]).toEqual([`'${text}`, '-1']);
    },
  );

  it('go out in pieces, with one head and one mark', async () => {
    const many = Array.from({ length: 2500 }, () => shop);
    const pieces: Uint8Array[] = [];
    for await (const piece of csv(sheetRows(tableOf(many), words))) pieces.push(piece);
    expect(pieces.length).toBe(3);
    expect(parse(Buffer.concat(pieces), { bom: true })).toHaveLength(2501);
  });

  it('say in words what is hidden', async () => {
    const columns: Column[] = [{ name: 'household_count', type: 'integer', head: '住户数', width: 9, blank: '<10' }];
    const rows = parse(
      await csvOf(
        tableOf(
          [
            { ...shop, values: [null] },
            { ...shop, values: [0] },
          ],
          { columns },
        ),
      ),
      { bom: true },
    ) as string[][];
    expect(rows.map(([count]) => count)).toEqual(['住户数', '<10', '0']);
  });
});

describe('rows as XLSX', () => {
  it('are the same as in CSV', async () => {
    const entries = entriesOf(await together(xlsx(tableOf([shop]), words)));
    expect(cellsOf(entries['xl/worksheets/sheet1.xml']!)).toEqual([heads, first]);
    expect(entries['xl/workbook.xml']!.toString()).toContain('name="地点"');
  });

  it('have no place where they are about persons', async () => {
    const entries = entriesOf(await together(xlsx(tableOf([{ ...shop, geometry: null }], { placed: false }), words)));
    expect(cellsOf(entries['xl/worksheets/sheet1.xml']!)).toEqual([heads.slice(0, -3), first.slice(0, -3)]);
  });
});
