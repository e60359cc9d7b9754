import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

async function exported(
  sql: Database,
  query: string,
  language = 'zh-CN',
  login: Parameters<typeof townApp>[1] = 'leader',
) {
  const app = await townApp(sql, login);
  const response = await app.request(`/api/incidents/export?${query}`, { headers: { 'Accept-Language': language } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
const rowsOf = (bytes: Buffer) => parse(bytes, { bom: true, relax_column_count: true }) as string[][];

describe('the list as CSV', () => {
  it('has the rows of the list in its order, in the language that is asked for, with a byte order mark', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set reported_at = '2026-05-01T16:30:00Z', hand_count = 2, rating = 4 where id = 208`;
      const { status, headers, bytes } = await exported(sql, `format=csv&area_code=${townArea.southWest}&sort=oldest`);
      expect([status, headers.get('Content-Type')]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(headers.get('Cache-Control')).toBe('private, no-store');
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const [head, ...rows] = rowsOf(bytes);
      expect(head!.slice(0, 4)).toEqual(['编号', '标题', '详细说明', '大类']);
      const of = (row: string[], name: string) => row[head!.indexOf(name)];
      const row208 = rows.find((row) => row[0] === 'SJ0208')!;
      expect(rows.map(([code]) => code).sort()).toEqual(['SJ0208', 'SJ0209']);
      // On the wall of the town, eight hours ahead.
      expect(['上报时间', '经手次数', '评分', '是否逾期', '办结层级'].map((name) => of(row208, name))).toEqual([
        '2026-05-02 00:30',
        '2',
        '4',
        '否',
        '网格',
      ]);
      const english = await exported(sql, `format=csv&area_code=${townArea.southWest}`, 'en');
      expect(rowsOf(english.bytes)[0]!.slice(0, 3)).toEqual(['Code', 'Title', 'Description']);
      const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(headers.get('Content-Disposition')!)![1]!);
      expect(name).toMatch(/^事件-.+-\d{4}-\d\d-\d\d\.csv$/);
    });
  });

  it('escapes what a spreadsheet would take for a formula', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set title = '=HYPERLINK("http://x","y")', address = '+8613800000000' where id = 201`;
      const rows = rowsOf((await exported(sql, 'format=csv&q=HYPERLINK')).bytes);
      expect([rows[1]![1], rows[1]![7]]).toEqual(['\'=HYPERLINK("http://x","y")', "'+8613800000000"]);
    });
  });

  it('is written down: who, what filter, how many; not the words that were searched for', async () => {
    await rolledBack(async (sql) => {
      await exported(
        sql,
        `format=csv&area_code=${townArea.north}&status=open&q=${encodeURIComponent('事件')}`,
        'zh-CN',
        'street',
      );
      const written = await sql`
        select account_id, kind, area_code, detail from audit_event where kind = 'incident_export'`;
      expect([...written]).toEqual([
        {
          account_id: 305,
          kind: 'incident_export',
          area_code: townArea.north,
          detail: { format: 'csv', count: 5, status: 'open', searched: true },
        },
      ]);
    });
  });

  it('holds no more than one sees, and only mine where that is asked for', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set holder_code = ${townArea.northWest} where id in (201, 206)`;
      const codes = (bytes: Buffer) =>
        rowsOf(bytes)
          .slice(1)
          .map(([code]) => code);
      expect(codes((await exported(sql, 'format=csv', 'zh-CN', 'worker')).bytes)).toEqual([
        'SJ0201',
        'SJ0202',
        'SJ0203',
        'SJ0204',
      ]);
      expect(codes((await exported(sql, 'format=csv&holder=mine', 'zh-CN', 'worker')).bytes)).toEqual(['SJ0201']);
    });
  });

  it('refuses what it cannot be, and an area that is not there', async () => {
    await rolledBack(async (sql) => {
      const refused = async (query: string) => {
        const { status, bytes } = await exported(sql, query);
        return [status, JSON.parse(bytes.toString()).error.field];
      };
      expect(await refused('format=pdf')).toEqual([400, 'format']);
      expect(await refused('')).toEqual([400, 'format']);
      expect((await exported(sql, 'format=csv&area_code=110101')).status).toBe(404);
      const [{ count }] = await sql<
        [{ count: number }]
      >`select count(*)::int as count from audit_event where kind = 'incident_export'`;
      expect(count).toBe(0);
    });
  });
});

describe('the list as XLSX', () => {
  it('is a workbook, not to be kept', async () => {
    await rolledBack(async (sql) => {
      const { status, headers, bytes } = await exported(sql, 'format=xlsx&status=open');
      expect([status, headers.get('Content-Type')]).toEqual([
        200,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ]);
      expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
      expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="incidents\.xlsx"/);
    });
  });
});
