import { describe, expect, it } from 'vitest';
import type {
  BodyHistory,
  ChainHolder,
  DutyBody,
  DutyChain,
  ListedHolder,
  PostHistory,
} from '../../../../server/api/duty-chain/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { mendChain } from '../../../fixtures/town-chain.ts';
import { townDays } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const { northWest, southWest, north, street } = townArea;

describe('GET /api/duty-chain', () => {
  it('climbs from the door to the district at a point', async () => {
    const body = (await ask(await townApp(), '/api/duty-chain?lon=112.1012&lat=32.0047')).body as DutyChain;
    expect(body.path.map(({ area_code }) => area_code)).toEqual(['990106', street, north, northWest]);
    const ladder = body.rungs.map(({ kind, name, holders, missing }) => {
      return [kind, name, holders.map((holder) => `${holder.role} ${holder.name}`), missing];
    });
    expect(ladder).toEqual([
      ['building', '清河路18号1幢', ['building_head 冯春', 'unit_head 陈静'], []],
      ['compound', '清河花园', [], []],
      ['area', '第一网格', ['grid_head 孙立', 'grid_worker 钱多'], []],
      ['area', '清河社区', ['community_secretary 诸葛明'], []],
      ['area', '清河街道', ['street_leader 吴敏'], []],
      ['area', '清河区', ['first_secretary 周正'], []],
    ]);
    expect(body.rungs[1]).toMatchObject({ property_company: '清河物业公司', area_code: northWest });
    expect(body.rungs[2]).toMatchObject({ level: 'grid', departments: ['urban_management'] });
  });

  it('says what is missing, of an area, a building and a stair', async () => {
    const app = await townApp();
    const missing = async (query: string) =>
      ((await ask(app, `/api/duty-chain?${query}`)).body as DutyChain).rungs.map(({ kind, missing: lacks }) => [
        kind,
        lacks,
      ]);
    expect(await missing(`area_code=${southWest}`)).toEqual([
      ['area', ['grid_head', 'grid_worker', 'departments']],
      ['area', ['community_secretary']],
      ['area', []],
      ['area', []],
    ]);
    expect((await missing('building_id=23')).slice(0, 2)).toEqual([
      ['building', ['building_head']],
      ['compound', ['property_company']],
    ]);
    expect((await missing('unit_id=31')).slice(0, 2)).toEqual([
      ['unit', ['unit_head']],
      ['building', []],
    ]);
    expect(await missing('lon=112.05&lat=31.9')).toEqual([]);
  });

  it('folds deputies under whom they stand in for, and stands bodies beside', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const deputy = { name: '李代', deputy_of: 225, starts_on: '2025-02-01' };
      expect(await send(app, 'POST', '/api/duty-holders', deputy)).toMatchObject({
        status: 201,
        body: { role: 'grid_worker', area_code: northWest, deputy_of: 225 },
      });
      const committee = { kind: 'owners_committee', name: '花园业委会', compound_id: 11, starts_on: '2025-01-01' };
      expect((await send(app, 'POST', '/api/duty-bodies', committee)).status).toBe(201);
      const branch = { kind: 'party_branch', name: '第一党支部', area_code: north, starts_on: '2025-01-01' };
      expect((await send(app, 'POST', '/api/duty-bodies', branch)).status).toBe(201);
      const { rungs } = (await ask(app, '/api/duty-chain?unit_id=31')).body as DutyChain;
      const worker = rungs[3]!.holders.find(({ id }) => id === 225);
      expect(worker?.deputies.map(({ name }) => name)).toEqual(['李代']);
      expect(rungs.flatMap(({ name, bodies }) => bodies.map((body) => [name, body.name, body.area_code]))).toEqual([
        ['清河花园', '花园业委会', northWest],
        ['清河社区', '第一党支部', north],
      ]);
    });
  });

  it.each([
    ['', 'area_code'],
    ['?lon=112.1', 'lat'],
    [`?area_code=${north}&building_id=21`, 'area_code'],
    ['?area_code=99x', 'area_code'],
  ])('refuses %j, naming %s', async (query, field) => {
    expect(await ask(await townApp(), `/api/duty-chain${query}`)).toMatchObject({
      status: 400,
      body: { error: { field } },
    });
  });

  it('does not know an area that there is not', async () => {
    expect((await ask(await townApp(), '/api/duty-chain?area_code=990109')).status).toBe(404);
  });

  it('shows telephone numbers to colleagues of the place, account numbers to who arranges there', async () => {
    await rolledBack(async (sql) => {
      await mendChain(sql);
      const workerOf = async (login: 'worker' | 'secretary' | 'head') => {
        const { rungs } = (await ask(await townApp(sql, login), `/api/duty-chain?area_code=${northWest}`))
          .body as DutyChain;
        const { phone, account_id } = rungs[0]!.holders.find(({ id }) => id === 225)!;
        return [phone, account_id];
      };
      expect(await workerOf('secretary')).toEqual(['13344445555', townAccounts.worker.id]);
      expect(await workerOf('worker')).toEqual(['13344445555', null]);
      const above = (await ask(await townApp(sql, 'worker'), '/api/duty-chain?building_id=21')).body as DutyChain;
      expect(above.rungs.at(-2)!.holders[0]!.phone).toBe('133****2222');
    });
  });
});

describe('/api/duty-holders', () => {
  it('keeps a holder: added, changed by version, listed, removed', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const given = { role: 'unit_head', name: '何东', phone: '13100001111', unit_id: 31, starts_on: '2026-01-01' };
      const made = await send(app, 'POST', '/api/duty-holders', given);
      expect(made).toMatchObject({
        status: 201,
        body: { area_code: northWest, building_id: 21, unit_id: 31, version: 1, phone: '13100001111' },
      });
      const { id } = made.body as ChainHolder;
      const changed = await send(app, 'PATCH', `/api/duty-holders/${id}`, { version: 1, name: '何东明' });
      expect(changed).toMatchObject({ status: 200, body: { name: '何东明', version: 2, phone: '13100001111' } });
      const late = await send(app, 'PATCH', `/api/duty-holders/${id}`, { version: 1, name: '别人' });
      expect(late).toMatchObject({ status: 409, body: { error: { field: 'version' } } });
      const list = (await ask(app, `/api/duty-holders?area_code=${north}`)).body as Page<ListedHolder>;
      expect(list.items.map(({ name, place }) => [name, place])).toContainEqual([
        '何东明',
        '第一网格 · 清河路18号1幢 · 1单元',
      ]);
      expect((await send(app, 'DELETE', `/api/duty-holders/${id}?version=2`)).status).toBe(204);
      expect(
        await sql`select name, kind from duty_holder_past p join change c on c.id = p.ended_by where p.id = ${id} order by past_id`,
      ).toEqual([
        { name: '何东', kind: 'edit' },
        { name: '何东明', kind: 'edit' },
      ]);
    });
  });

  it('refuses roles that a place does not have, and places that are not the caller’s', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const post = (more: object) =>
        send(app, 'POST', '/api/duty-holders', { name: '何东', starts_on: '2026-01-01', ...more });
      expect(await post({ role: 'grid_worker', area_code: north })).toMatchObject({
        status: 400,
        body: { error: { field: 'role' } },
      });
      expect(await post({ role: 'unit_head', area_code: northWest })).toMatchObject({
        status: 400,
        body: { error: { field: 'role' } },
      });
      expect(await post({ role: 'grid_head', area_code: southWest })).toMatchObject({
        status: 403,
        body: { error: { field: 'area_code' } },
      });
      expect(await post({ role: 'building_head', building_id: 999 })).toMatchObject({
        status: 400,
        body: { error: { field: 'building_id' } },
      });
      const upside = { role: 'grid_head', area_code: northWest, ends_on: '2025-01-01' };
      expect(await post(upside)).toMatchObject({ status: 400, body: { error: { field: 'ends_on' } } });
      expect((await send(app, 'PATCH', '/api/duty-holders/222', { version: 1, name: '何' })).status).toBe(403);
      const worker = await townApp(sql, 'worker');
      expect((await send(worker, 'PATCH', '/api/duty-holders/225', { version: 1, name: '何' })).status).toBe(403);
    });
  });

  it('hands a post over in one change, with its deputies and the duty of the account', async () => {
    await rolledBack(async (sql) => {
      const { today } = townDays(await townNow(sql));
      await mendChain(sql);
      await sql`insert into account (id, login, display_name, area_code) overriding system value
        values (399, 'next', '接手人', ${northWest})`;
      const app = await townApp(sql);
      await send(app, 'POST', '/api/duty-holders', { name: '李代', deputy_of: 225, starts_on: '2025-02-01' });
      const [{ version }] = await sql<[{ version: number }]>`select version from duty_holder where id = 225`;
      const to = { name: '接手人', phone: '13200001111', account_id: 399 };
      const path = '/api/duty-holders/225/hand-over';
      const given = { version, to, effective_on: today, note: '岗位调整', with_grant: true };
      expect(await send(app, 'POST', path, { ...given, effective_on: '2024-12-31' })).toMatchObject({
        status: 400,
        body: { error: { field: 'effective_on' } },
      });
      const made = await send(app, 'POST', path, given);
      expect(made).toMatchObject({
        status: 201,
        body: { name: '接手人', starts_on: today, area_code: northWest, role: 'grid_worker' },
      });
      const { id } = made.body as ChainHolder;
      const history = (await ask(app, `/api/duty-holders/${id}/history`)).body as PostHistory;
      expect(history.items.map(({ name, starts_on, ends_on }) => [name, starts_on, ends_on])).toEqual([
        ['接手人', today, null],
        ['钱多', '2025-01-01', today],
        ['郑和', '2025-01-01', townDays(await townNow(sql)).yesterday],
      ]);
      expect(
        await sql`select account_id from account_grant where area_code = ${northWest} and role = 'grid_worker'
        and starts_on <= ${today} and (ends_on is null or ends_on > ${today})`,
      ).toEqual([{ account_id: 399 }]);
      expect(await sql`select deputy_of from duty_holder where name = '李代'`).toEqual([{ deputy_of: id }]);
      const [change] =
        await sql`select count(distinct change_id)::int as count from duty_holder where id in (225, ${id})`;
      expect(change).toEqual({ count: 1 });
      expect((await send(app, 'POST', path, given)).status).toBe(409);
    });
  });

  it('is told of bodies as well: other heads, and bodies that have ended', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const body = { kind: 'party_group', area_code: northWest };
      const old = { ...body, name: '老党小组', starts_on: '2024-01-01', ends_on: '2025-01-01' };
      await send(app, 'POST', '/api/duty-bodies', old);
      const group = {
        ...body,
        name: '第一党小组',
        head_name: '何东',
        starts_on: '2025-01-01',
        true_from: '2025-01-01',
      };
      const made = (await send(app, 'POST', '/api/duty-bodies', group)).body as DutyBody;
      const change = { version: 1, head_name: '何西', true_from: '2026-02-01' };
      expect((await send(app, 'PATCH', `/api/duty-bodies/${made.id}`, change)).status).toBe(200);
      const { items } = (await ask(app, `/api/duty-bodies/${made.id}/history`)).body as BodyHistory;
      expect(items.map(({ name, head_name, starts_on, ends_on }) => [name, head_name, starts_on, ends_on])).toEqual([
        ['第一党小组', '何西', '2026-02-01', null],
        ['第一党小组', '何东', '2025-01-01', '2026-02-01'],
        ['老党小组', null, '2024-01-01', '2025-01-01'],
      ]);
      expect((await ask(app, '/api/duty-bodies/999999/history')).status).toBe(404);
    });
  });

  it('is taken back as one change, bodies too', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const body = { kind: 'party_group', name: '第一党小组', area_code: northWest, starts_on: '2025-01-01' };
      const made = (await send(app, 'POST', '/api/duty-bodies', body)).body as DutyBody;
      const renamed = await send(app, 'PATCH', `/api/duty-bodies/${made.id}`, { version: 1, name: '第二党小组' });
      expect(renamed).toMatchObject({ status: 200, body: { name: '第二党小组', version: 2 } });
      await sql`select undo_change((select change_id from duty_body where id = ${made.id}))`;
      expect(await sql`select name from duty_body`).toEqual([{ name: '第一党小组' }]);
      const [{ version }] = await sql<[{ version: number }]>`select version from duty_body`;
      expect((await send(app, 'DELETE', `/api/duty-bodies/${made.id}?version=${version}`)).status).toBe(204);
      expect((await ask(app, `/api/duty-bodies?area_code=${northWest}`)).body).toEqual({ items: [], next: null });
    });
  });
});
