import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../server/access/credential.ts';
import type { FoundResident, ResidentExport } from '../../../../server/api/residents/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { secretOfTown, townAccounts } from '../../../fixtures/town-accounts.ts';
import { townSecrets } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const open = (app: Parameters<typeof send>[0], household: number, purpose = 'subject_request') =>
  send(app, 'POST', `/api/households/${household}/openings`, { purpose });
/** What was written down, newest last, without the opening of files. */
const audited = (sql: Database) =>
  sql`select kind, account_id, area_code, detail from audit_event where kind like 'resident%' order by id`;
const secretless = (value: unknown) => {
  const text = JSON.stringify(value);
  return townSecrets.filter((secret) => text.includes(secret));
};

describe('POST /api/residents/search', () => {
  it('finds by name and phone or birth date, masked, and writes down that it was asked', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      const found: FoundResident = {
        id: 51,
        household_id: 41,
        name: '张*',
        birth_year: 1955,
        phone: '138****1234',
        address: '清河路18号1幢1单元101',
        area_code: '990106001001001',
      };
      const search = (body: object) => send(app, 'POST', '/api/residents/search', body);
      expect(await search({ name: '张伟', phone: '138 0000 1234' })).toMatchObject({
        status: 200,
        body: { items: [found] },
      });
      expect((await search({ name: ' 张 伟', birth_date: '1955-03-02' })).body).toEqual({ items: [found] });
      expect((await search({ name: '张伟', birth_date: '1955-03-03' })).body).toEqual({ items: [] });
      expect((await search({ name: '张伟', phone: '13900005678' })).body).toEqual({ items: [] });
      expect((await search({ name: '李雷', birth_date: '1988-04-04' })).body).toMatchObject({ items: [{ id: 56 }] });
      const events = await audited(sql);
      expect(events.map(({ kind, account_id, detail }) => [kind, account_id, detail.found])).toEqual(
        [1, 1, 0, 0, 1].map((count) => ['resident_searched', townAccounts.registrar.id, count]),
      );
      expect(secretless(events)).toEqual([]);
    });
  });

  it('asks for more than a name, and is nobody else’s', async () => {
    await rolledBack(async (sql) => {
      const body = { name: '张伟' };
      expect(await send(await townApp(sql, 'registrar'), 'POST', '/api/residents/search', body)).toMatchObject({
        status: 400,
        body: { error: { field: 'phone' } },
      });
      for (const login of ['leader', 'auditor', 'worker', 'head', 'wall'] as const) {
        const answer = await send(await townApp(sql, login), 'POST', '/api/residents/search', {
          ...body,
          phone: '13800001234',
        });
        expect([login, answer.status]).toEqual([login, 403]);
      }
    });
  });

  it('reaches no further than the registrar’s areas, and shows at most twenty', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into resident (household_id, name, name_digest, phone, phone_digest, birth_date, birth_year, sex,
          registered_here, lives_here)
        select 41, name, name_digest, phone, phone_digest, birth_date, birth_year, sex, true, true
        from resident, generate_series(1, 24) where id = 51`;
      const search = async () => {
        const answer = await send(await townApp(sql, 'registrar'), 'POST', '/api/residents/search', {
          name: '张伟',
          phone: '13800001234',
        });
        return (answer.body as { items: FoundResident[] }).items.length;
      };
      expect(await search()).toBe(20);
      await sql`update account_grant set area_code = '990106001002' where account_id = ${townAccounts.registrar.id}`;
      expect(await search()).toBe(0);
    });
  });
});

describe('one person', () => {
  const routes = [
    ['GET', '/api/residents/51/export', undefined],
    ['PATCH', '/api/residents/51', { name: '张三' }],
    ['DELETE', '/api/residents/51', { reason: '本人申请' }],
  ] as const;

  it.each(routes)('%s needs the file to be open for the person’s own request', async (method, path, body) => {
    await rolledBack(async (sql) => {
      const registrar = await townApp(sql, 'registrar');
      expect((await send(registrar, method, path, body)).status).toBe(404);
      await open(registrar, 42);
      expect((await send(registrar, method, path, body)).status).toBe(404);
      const worker = await townApp(sql, 'worker');
      await open(worker, 41, 'service');
      expect((await send(worker, method, path, body)).status).toBe(403);
      expect((await send(registrar, method, path, body)).status).toBe(404);
      const { status, body: opening } = await open(registrar, 41);
      expect(status).toBe(201);
      await sql`update opening set opened_at = opened_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
        where id = ${(opening as { id: number }).id}`;
      expect((await send(registrar, method, path, body)).status).toBe(404);
      expect(await sql`select * from resident where id = 51`).toHaveLength(1);
      expect(await audited(sql)).toEqual([]);
    });
  });

  it('is exported whole', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      await open(app, 41);
      const answer = await app.request('/api/residents/51/export');
      expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="resident.json"');
      const body = (await answer.json()) as ResidentExport;
      expect(body).toMatchObject({
        resident: {
          name: '张伟',
          phone: '13800001234',
          birth_date: '1955-03-02',
          sex: 'male',
          relation: 'head',
          registered_here: true,
          lives_here: true,
        },
        address: '清河路18号1幢1单元101',
        need_tags: [
          { tag: 'living_alone', purpose: '每月上门', basis: '本人申请' },
          { tag: 'hardship', basis: '本人申请' },
        ],
        visits: [{ outcome: 'met' }, { outcome: 'no_answer' }],
        duties: [
          { duty: 'hardship', done: false },
          { duty: 'living_alone', done: false },
        ],
        openings: [{ role: 'registrar', purpose: 'subject_request' }],
      });
      expect(JSON.stringify(body)).not.toContain('李秀英');
      expect(await audited(sql)).toEqual([
        {
          kind: 'resident_exported',
          account_id: townAccounts.registrar.id,
          area_code: '990106001001001',
          detail: { resident_id: 51, household_id: 41 },
        },
      ]);
    });
  });

  it('is corrected: sealed anew, found by the new values, the record names columns only', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      await open(app, 41);
      const change = { name: '张 玮', phone: null, birth_date: '1956-01-02', sex: 'female', relation: 'parent' };
      expect((await send(app, 'PATCH', '/api/residents/51', change)).status).toBe(204);
      const [row] = await sql`select * from resident where id = 51`;
      expect(testSealer.open('resident.name', row!.name)).toBe('张 玮');
      expect(testSealer.open('resident.birth_date', row!.birth_date)).toBe('1956-01-02');
      expect(row).toMatchObject({
        ...{ phone: null, phone_digest: null, birth_year: 1956, sex: 'female', relation: 'parent' },
        name_digest: testSealer.digest('resident.name', '张玮'),
        ...{ household_id: 41, registered_here: true, lives_here: true },
      });
      const search = await send(app, 'POST', '/api/residents/search', { name: '张玮', birth_date: '1956-01-02' });
      expect(search.body).toMatchObject({ items: [{ id: 51 }] });
      expect((await audited(sql))[0]).toMatchObject({
        kind: 'resident_corrected',
        detail: { columns: ['birth_date', 'name', 'phone', 'relation', 'sex'] },
      });
      for (const wrong of [{}, { name: '' }, { birth_date: '1849-12-31' }, { sex: 'x' }, { phone: '' }])
        expect((await send(app, 'PATCH', '/api/residents/51', wrong)).status).toBe(400);
    });
  });

  it('is erased: need tags stay while somebody of the household does, and counts follow', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      await open(app, 41);
      const tally = async () => {
        const [row] = await sql`select resident_count from area_tally where area_code = '990106001001001'`;
        return row!.resident_count as number;
      };
      const before = await tally();
      const named = await send(app, 'DELETE', '/api/residents/51', { reason: '张伟本人申请' });
      expect(named).toMatchObject({ status: 400, body: { error: { field: 'reason' } } });
      const reason = '本人申请删除';
      expect((await send(app, 'DELETE', '/api/residents/51', { reason })).status).toBe(204);
      expect(await sql`select id from need_tag where household_id = 41 order by id`).toEqual([{ id: 61 }, { id: 62 }]);
      expect((await send(app, 'DELETE', '/api/residents/52', { reason })).status).toBe(204);
      expect(await sql`select 1 from need_tag where household_id = 41`).toHaveLength(0);
      expect(await sql`select 1 from resident where household_id = 41`).toHaveLength(0);
      expect(await tally()).toBe(before - 2);
      const events = await audited(sql);
      expect(events.map(({ kind, detail }) => [kind, detail])).toEqual([
        ['resident_erased', { resident_id: 51, household_id: 41, reason, need_tag_count: 0 }],
        ['resident_erased', { resident_id: 52, household_id: 41, reason, need_tag_count: 2 }],
      ]);
      expect(secretless(events)).toEqual([]);
      expect((await ask(app, '/api/residents/51/export')).status).toBe(404);
    });
  });
});

describe('the policies on residents', () => {
  it('let nobody change or delete a row but who edits there or handles the person’s own request, with the file open', async () => {
    await rolledBack(async (sql) => {
      for (const login of ['leader', 'worker', 'head'] as const) {
        await open(await townApp(sql, login), 41, 'emergency');
      }
      for (const login of ['leader', 'worker', 'head', 'registrar', 'auditor'] as const) {
        await sql.unsafe(`savepoint as_${login}`);
        await sql`select set_config('role', 'jingwei_api', true),
          enter_request(${digestOf(secretOfTown(login))}, current_date)`;
        const changed = await sql`update resident set relation = 'other'`;
        const gone = await sql`delete from resident`;
        const tags = await sql`delete from need_tag`;
        // The street's leader and the worker keep the registers there; the others have no such duty, or no file open.
        const kept = login === 'leader' || login === 'worker' ? 2 : 0;
        expect([login, changed.count, gone.count, tags.count]).toEqual([login, kept, kept, kept]);
        await sql.unsafe(`rollback to savepoint as_${login}`);
      }
    });
  });
});
