import { describe, expect, it } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { insertOpenings } from '../../../fixtures/town-openings.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { send } from '../../../helpers/fakes.ts';

const range = (count: number, from: number, step = 0) =>
  Array.from({ length: count }, (_, index) => from + index * step);
const alertsOf = (sql: Database) => sql`select kind, account_id, area_code, detail from access_alert order by id`;

describe('opening too many', () => {
  it('refuses the 21st file in ten minutes, says when to come back, and tells the auditor once', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const open = (id: number) => send(app, 'POST', `/api/households/${id}/openings`, { purpose: 'visit' });
      await insertOpenings(sql, 'worker', 42, range(19, 4));
      expect((await open(41)).status).toBe(201);
      const refused = await open(43);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('Retry-After')).toBe('360');
      expect(refused.body).toMatchObject({
        error: {
          code: 'too_many',
          message:
            '短时间内打开的档案过多（10分钟内至多20户，24小时内至多100户），审计员会看到这次提醒。请6分钟后再试。',
        },
      });
      expect((await open(44)).status).toBe(429);
      expect(await sql`select 1 from opening where household_id in (43, 44)`).toHaveLength(0);
      const detail = { opened_count: 20, usual_count: 0 };
      expect(await alertsOf(sql)).toEqual([
        { kind: 'openings_bulk', account_id: 309, area_code: '990106001001001', detail },
      ]);
      // Somebody else is not held up, and a file that is open stays so.
      const leader = await townApp(sql);
      expect((await send(leader, 'POST', '/api/households/43/openings', { purpose: 'visit' })).status).toBe(201);
      expect((await open(41)).status).toBe(200);
    });
  });

  it('refuses the 101st in 24 hours', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 42, [...range(99, 60, 10), 1450]);
      const app = await townApp(sql, 'worker');
      const open = (id: number) => send(app, 'POST', `/api/households/${id}/openings`, { purpose: 'visit' });
      expect((await open(41)).status).toBe(201);
      const refused = await open(43);
      expect(refused.status).toBe(429);
      // The oldest of the hundred was 60 + 98 × 10 = 1,040 minutes ago.
      expect(refused.headers.get('Retry-After')).toBe(String((1440 - 1040) * 60));
    });
  });

  it('tells the auditor of many more than usual, though the file opens', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const open = (id: number) => send(app, 'POST', `/api/households/${id}/openings`, { purpose: 'visit' });
      // Six and five on two days of the past: 5.5 usually, so 22 are unremarkable.
      await insertOpenings(sql, 'worker', 42, [...range(6, 3000), ...range(5, 9000), ...range(21, 600), 60_000]);
      expect((await open(41)).status).toBe(201);
      expect(await alertsOf(sql)).toEqual([]);
      expect((await open(43)).status).toBe(201);
      expect((await open(44)).status).toBe(201);
      const detail = { opened_count: 23, usual_count: 5.5 };
      expect(await alertsOf(sql)).toEqual([
        { kind: 'openings_rate', account_id: 309, area_code: '990106001001001', detail },
      ]);
      await sql`update access_alert set raised_at = now() - interval '24 hours'`;
      expect((await open(45)).status).toBe(201);
      expect(await alertsOf(sql)).toHaveLength(2);
    });
  });

  it('counts one request of an account at a time', async () => {
    await rolledBack(async (sql) => {
      await send(await townApp(sql, 'worker'), 'POST', '/api/households/41/openings', { purpose: 'visit' });
      const held = await sql`select objid::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
        and objid = ${townAccounts.worker.id}`;
      expect(held).toHaveLength(1);
    });
  });
});
