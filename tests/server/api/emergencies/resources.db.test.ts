import { describe, expect, it } from 'vitest';
import type { Emergency, EmergencyResource } from '../../../../server/api/emergencies/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { actAs, declared, faultOf, gale, seenBy } from '../../../helpers/emergencies.ts';
import { allPages, ask, send } from '../../../helpers/fakes.ts';

const store = { kind: 'store', name: '北区物资库', centre: [112.1016, 32.0052], quantity: 100, unit: '件' };
const south = { ...store, name: '南区物资库', centre: [112.1016, 32.0014], free: 40 };

async function on(sql: Database, login: TownLogin, method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) {
  return send(await townApp(sql, login), method, `/api/emergency-resources${path}`, body);
}
async function made(sql: Database, given: object = store): Promise<EmergencyResource> {
  return (await on(sql, 'street', 'POST', '', given)).body as EmergencyResource;
}

describe('/api/emergency-resources', () => {
  it('are kept by those who answer for their place', () =>
    rolledBack(async (sql) => {
      const one = await made(sql, { ...store, department: 'emergency', address: '清河路1号' });
      expect(one).toMatchObject({
        ...{
          kind: 'store',
          name: '北区物资库',
          area_code: townArea.northWest,
          area_name: '第一网格',
          department: 'emergency',
        },
        ...{ quantity: 100, free: 100, unit: '件', address: '清河路1号', centre: [112.1016, 32.0052] },
      });
      const changed = await on(sql, 'secretary', 'PATCH', `/${one.id}`, { quantity: 120, free: 90, department: null });
      expect([changed.status, changed.body]).toEqual([
        200,
        { ...one, quantity: 120, free: 90, department: null, updated_at: expect.any(String) },
      ]);
      const other = await made(sql, south);
      expect(other).toMatchObject({ free: 40, area_code: townArea.southWest });
      const paged = await allPages(
        await townApp(sql, 'auditor'),
        `/api/emergency-resources?area_code=${townArea.street}&limit=1`,
        1,
      );
      expect((paged as EmergencyResource[]).map(({ id }) => id)).toEqual([one.id, other.id]);
      expect((await on(sql, 'secretary', 'DELETE', `/${other.id}`)).status).toBe(403);
      expect((await on(sql, 'street', 'DELETE', `/${other.id}`)).status).toBe(204);
      expect((await on(sql, 'street', 'DELETE', `/${other.id}`)).status).toBe(404);
    }));

  const wrong: [what: string, login: TownLogin, body: object, status: number, field: string | undefined][] = [
    ['more free than there is', 'street', { ...store, free: 101 }, 400, 'free'],
    ['a department that there is not', 'street', { ...store, department: 'army' }, 400, 'department'],
    ['a place outside every grid', 'street', { ...store, centre: [112.3, 32.3] }, 400, 'centre'],
    ['no place', 'street', { ...store, centre: undefined }, 400, 'centre'],
    ['another kind', 'street', { ...store, kind: 'person' }, 400, 'kind'],
    ['a place beyond one’s own', 'secretary', south, 403, undefined],
    ['no right to', 'worker', store, 403, undefined],
  ];
  it.each(wrong)('are not made with %s', (_, login, body, status, field) =>
    rolledBack(async (sql) => {
      expect(faultOf(await on(sql, login, 'POST', '', body)).slice(0, 2)).toEqual([status, field]);
    }),
  );

  it('are not changed to more free than there is, whichever of the two is sent', () =>
    rolledBack(async (sql) => {
      const { id } = await made(sql);
      for (const body of [{ quantity: 99 }, { free: 101 }]) {
        expect(faultOf(await on(sql, 'street', 'PATCH', `/${id}`, body)).slice(0, 2)).toEqual([400, 'free']);
      }
    }));
});

describe('resources in an emergency', () => {
  it('are those in its area and near it, nearest first', () =>
    rolledBack(async (sql) => {
      const [north, below] = [await made(sql), await made(sql, south)];
      await sql`insert into emergency_resource (kind, name, quantity, free, unit, geometry) values
        ('shelter', '远处', 1, 1, '人', 'SRID=4326;POINT(112.2 32.0052)')`;
      const { resources } = await declared(sql, { ...gale, area_code: townArea.southWest, tasks: [] });
      expect(resources.map(({ id }) => id)).toEqual([below.id, north.id]);
    }));

  it('are counted by whoever is on the spot, and the log says how', () =>
    rolledBack(async (sql) => {
      const { id: store_id } = await made(sql);
      const { id, version } = await declared(sql, { ...gale, tasks: [] });
      const count = (login: TownLogin, body: object) => actAs(sql, login, `/${id}/resources/${store_id}`, body);
      const counted = (await count('worker', { free: 70, was: 100 })).body as Emergency;
      expect([counted.version, counted.resources[0]!.free]).toEqual([version + 1, 70]);
      expect(counted.log[0]).toMatchObject({
        kind: 'resource_changed',
        by: '测试worker',
        text: '北区物资库 100 → 70 件',
      });
      expect(faultOf(await count('secretary', { free: 90, was: 100 }))).toEqual([
        ...[409, 'version', '北区物资库的可用数刚刚改为 70 件，请看过再提交。'],
      ]);
      expect(faultOf(await count('secretary', { free: 190, was: 70 })).slice(0, 2)).toEqual([400, 'free']);
      expect((await count('patrol', { free: 60, was: 70 })).status).toBe(403);
      expect((await count('officer', { free: 60, was: 70 })).status).toBe(200);
      // The register's own page counts, too.
      await on(sql, 'street', 'PATCH', `/${store_id}`, { free: 50 });
      expect((await seenBy(sql, 'street', id)).log.map(({ text }) => text).slice(0, 2)).toEqual([
        '北区物资库 60 → 50 件',
        '北区物资库 70 → 60 件',
      ]);
      await actAs(sql, 'street', `/${id}/events`, { kind: 'ended', version, text: '解除' });
      expect((await count('worker', { free: 40, was: 50 })).status).toBe(409);
      await on(sql, 'street', 'PATCH', `/${store_id}`, { free: 40 });
      expect((await seenBy(sql, 'street', id)).log[0]!.kind).toBe('ended');
    }));

  it('are not others’ to count, nor those far away', () =>
    rolledBack(async (sql) => {
      const below = await made(sql, south);
      const { id } = await declared(sql, { ...gale, tasks: [] });
      expect((await actAs(sql, 'worker', `/${id}/resources/${below.id}`, { free: 0, was: 40 })).status).toBe(403);
      const [far] = await sql`insert into emergency_resource (kind, name, quantity, free, unit, geometry) values
        ('shelter', '远处', 1, 1, '人', 'SRID=4326;POINT(112.2 32.0052)') returning id`;
      expect((await actAs(sql, 'district', `/${id}/resources/${far!.id}`, { free: 0, was: 1 })).status).toBe(404);
      const { body } = await ask(await townApp(sql, 'street'), '/api/emergency-resources?area_code=990199');
      expect(body).toMatchObject({ error: { code: 'not_found' } });
    }));

  it('follow when grids are drawn anew', () =>
    rolledBack(async (sql) => {
      const { id } = await made(sql);
      await sql`update emergency_resource set area_code = '0' where id = ${id}`;
      expect(await sql`select reassign_area_codes()::int as moved`).toEqual([{ moved: 1 }]);
      expect(await sql`select area_code from emergency_resource where id = ${id}`).toEqual([
        { area_code: townArea.northWest },
      ]);
    }));
});
