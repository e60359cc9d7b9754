import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../../server/app.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { insertOpenings } from '../../../fixtures/town-openings.ts';
import { signedIn, townApp } from '../../../helpers/app.ts';
import { cellsOf, entriesOf } from '../../../helpers/archive.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const body = { household_ids: [41], purpose: 'visit', note: '入户走访用', format: 'csv' };

async function taken(
  sql: Database,
  given: Partial<typeof body> & Record<string, unknown> = {},
  login: TownLogin = 'worker',
) {
  const app = await townApp(sql, login);
  const response = await app.request('/api/exports/residents', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...body, ...given }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}
const rowsOf = (bytes: Buffer) => parse(bytes, { bom: true }) as string[][];
const openingsOf = (sql: Database) => sql`select household_id, account_id, purpose, note from opening order by id`;

describe('residents as a file', () => {
  it('shows what the stated purpose reveals, the rest masked, and who took it along', async () => {
    await rolledBack(async (sql) => {
      const visit = await taken(sql);
      expect([visit.status, visit.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
      const [heads, first, ...others] = rowsOf(visit.bytes);
      expect(heads).toEqual([
        '地址',
        '姓名',
        '与户主关系',
        '性别',
        '出生年份',
        '出生日期',
        '电话',
        '户籍在此',
        '居住在此',
      ]);
      expect(first!.slice(1, 7)).toEqual(['张伟', 'head', '男', '1955', '', '13800001234']);
      expect(others.at(-1)![0]).toMatch(/^导出人：测试worker，.*目的：走访，说明：入户走访用。/);
      const check = rowsOf((await taken(sql, { purpose: 'check' })).bytes);
      expect(check[1]!.slice(1, 7)).toEqual(['张伟', 'head', '男', '1955', '1955-03-02', '138****1234']);
    });
  });

  it('is a workbook without anything of needs, visits or duties', async () => {
    await rolledBack(async (sql) => {
      const { bytes } = await taken(sql, { format: 'xlsx', purpose: 'service' });
      const rows = cellsOf(entriesOf(bytes)['xl/worksheets/sheet1.xml']!);
      expect(rows[0]).toHaveLength(9);
      const [tag] = await sql`select tag from need_tag where household_id = 41`;
      expect(rows.flat()).not.toContain(tag!.tag);
    });
  });

  it('stands in the log of openings, a line a household, also where the file was open', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [1]);
      const { bytes } = await taken(sql, { household_ids: [41, 45, 41] });
      expect(
        new Set(
          rowsOf(bytes)
            .slice(1, -1)
            .map(([address]) => address),
        ).size,
      ).toBe(2);
      const line = (household_id: number) => ({
        household_id,
        account_id: 309,
        purpose: 'visit',
        note: '导出：入户走访用',
      });
      expect([...(await openingsOf(sql))].slice(1)).toEqual([line(41), line(45)]);
      const audits = await sql`select account_id, detail from audit_event where kind = 'residents_export'`;
      expect([...audits]).toEqual([
        {
          account_id: 309,
          detail: { purpose: 'visit', format: 'csv', households: 2, count: rowsOf(bytes).length - 2 },
        },
      ]);
    });
  });

  it('counts against the same limits as opening files, all or none', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(
        sql,
        'worker',
        42,
        Array.from({ length: 19 }, () => 4),
      );
      const refused = await taken(sql, { household_ids: [41, 45] });
      expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '360']);
      expect(await openingsOf(sql)).toHaveLength(19);
      expect(await sql`select kind from access_alert`).toMatchObject([{ kind: 'openings_bulk' }]);
      expect((await taken(sql, { household_ids: [41] })).status).toBe(200);
    });
  });

  it('is refused as a whole where one household is not the caller’s, or nothing is stated', async () => {
    await rolledBack(async (sql) => {
      expect((await taken(sql, { household_ids: [41, 48] })).status).toBe(404);
      expect((await taken(sql, {}, 'district')).status).toBe(403);
      expect((await taken(sql, {}, 'registrar')).status).toBe(403);
      const wrong: [given: Record<string, unknown>, field: string][] = [
        [{ note: '' }, 'note'],
        [{ note: undefined }, 'note'],
        [{ purpose: undefined }, 'purpose'],
        [{ purpose: 'curiosity' }, 'purpose'],
        [{ household_ids: [] }, 'household_ids'],
        [{ household_ids: Array.from({ length: 21 }, (_, at) => at + 1) }, 'household_ids'],
        [{ format: 'geojson' }, 'format'],
      ];
      for (const [given, field] of wrong) {
        const refused = await taken(sql, given);
        expect([field, refused.status, JSON.parse(refused.bytes.toString()).error.field]).toEqual([field, 400, field]);
      }
      expect(await openingsOf(sql)).toHaveLength(0);
    });
  });

  it('is limited to ten files an hour', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      const config = { ...testConfig, rateLimitPerMin: 1000 };
      const app = signedIn(
        createApp({ sql, config, tiles: fakeTiles(), sealer: testSealer, now: () => now }),
        'worker',
      );
      const statuses: number[] = [];
      for (let file = 0; file < 11; file++) {
        const response = await app.request('/api/exports/households?format=csv&area_code=990106');
        await response.arrayBuffer();
        statuses.push(response.status);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    });
  });
});
