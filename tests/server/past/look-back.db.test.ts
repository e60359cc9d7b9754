import { expect, it } from 'vitest';
import type { AreaDetail, AreaIndicators } from '../../../server/api/areas/schema.ts';
import type { BuildingDetail } from '../../../server/api/buildings/schema.ts';
import { addDays } from '../../../server/api/calendar.ts';
import type { FacilityDetail } from '../../../server/api/facilities/schema.ts';
import type { IncidentDetail } from '../../../server/api/incidents/schema.ts';
import type { PastChanges, PastMap } from '../../../server/api/past/schema.ts';
import type { ErrorBody } from '../../../server/api/wire.ts';
import type { Database } from '../../../server/db/open.ts';
import { townArea, townId, townNow } from '../../fixtures/town.ts';
import { type AskedApp, townApp } from '../../helpers/app.ts';
import { rolledBack } from '../../helpers/database.ts';
import { ask } from '../../helpers/fakes.ts';

const facility = townId.facility.hydrant;

/** Days before the town's today, `YYYY-MM-DD`. */
async function daysBefore(sql: Database): Promise<(days: number) => string> {
  const noon = await townNow(sql);
  return (days) => addDays(noon.toISOString().slice(0, 10), -days);
}

/** Begins a change, made so many days before the town's noon, of what is so from a day on. */
async function change(sql: Database, made_before: number, true_from: string): Promise<number> {
  const at = new Date((await townNow(sql)).getTime() - made_before * 86_400_000);
  const [row] = await sql<[{ id: string }]>`
    select open_change('edit', ${townArea.district}, '电话', null, ${true_from}::date, ${at.toISOString()}::timestamptz) as id`;
  return Number(row.id);
}

async function nameOn(app: AskedApp, query: string): Promise<string> {
  const { body } = await ask(app, `/api/facilities/${facility}?${query}`);
  return (body as FacilityDetail).facility.name;
}

it('tells what was so on a day, and what was known of it then', async () => {
  await rolledBack(async (sql) => {
    const app = await townApp(sql);
    const before = await daysBefore(sql);
    const first = await nameOn(app, '');
    await sql`set local jingwei.unrecorded = 'on'`;
    await sql`update facility set known_from = '-infinity' where id = ${facility}`;
    await sql`set local jingwei.unrecorded = ''`;
    await change(sql, 10, before(20));
    await sql`update facility set name = '新名' where id = ${facility}`;
    expect(await nameOn(app, '')).toBe('新名');
    expect(await nameOn(app, `on=${before(21)}`)).toBe(first);
    expect(await nameOn(app, `on=${before(20)}`)).toBe('新名');
    expect(await nameOn(app, `on=${before(15)}&known=then`)).toBe(first);
    expect(await nameOn(app, `on=${before(9)}&known=then`)).toBe('新名');
    // Corrected back: it was so ten days later only.
    await change(sql, 5, before(20));
    await sql`update facility set name = ${first} where id = ${facility}`;
    const latest = await change(sql, 4, before(8));
    await sql`update facility set name = '新名' where id = ${facility}`;
    expect(await nameOn(app, `on=${before(15)}`)).toBe(first);
    expect(await nameOn(app, `on=${before(9)}&known=then`)).toBe('新名');
    expect(await nameOn(app, `on=${before(8)}`)).toBe('新名');
    await sql`select undo_change(${latest}, null)`;
    expect(await nameOn(app, `on=${before(0)}`)).toBe(first);
    expect(await nameOn(app, '')).toBe(first);
  });
});

it('shows what was there and is no more, and not what came later, on the map of a day', async () => {
  await rolledBack(async (sql) => {
    const app = await townApp(sql);
    const before = await daysBefore(sql);
    await change(sql, 10, before(20));
    await sql`delete from facility where id = ${facility}`;
    await sql`update building set name = '改名楼' where id = ${townId.building.slab}`;
    const { body } = await ask(app, `/api/past/map?area_code=${townArea.district}&on=${before(30)}`);
    const { hidden, features } = body as PastMap;
    const gone = features.features.find(({ id, properties }) => properties?.layer === 'facility' && id === facility);
    expect(gone?.geometry.type).toBe('Point');
    expect(hidden.facility).toEqual([]);
    const slab = features.features.find(
      ({ id, properties }) => properties?.layer === 'building' && id === townId.building.slab,
    );
    expect(slab?.properties?.name).not.toBe('改名楼');
    expect(hidden.building).toEqual([townId.building.slab]);
    const { body: then } = await ask(app, `/api/buildings/${townId.building.slab}?on=${before(30)}`);
    expect((then as BuildingDetail).building.name).toBe(slab?.properties?.name);
    const today = (await ask(app, `/api/past/map?area_code=${townArea.district}&on=${before(0)}`)).body as PastMap;
    expect([today.features.features, today.hidden.building]).toEqual([[], []]);
    const changes = (await ask(app, `/api/past/changes?area_code=${townArea.district}`)).body as PastChanges;
    const week = new Date(Date.parse(before(20)));
    week.setUTCDate(week.getUTCDate() - ((week.getUTCDay() + 6) % 7));
    expect(changes.week).toContain(week.toISOString().slice(0, 10));
  });
});

const addresses = [
  `/api/areas?within=${townArea.district}`,
  `/api/areas/indicators?within=${townArea.district}&level=grid`,
  `/api/areas/${townArea.district}`,
  `/api/areas/${townArea.north}/children`,
  `/api/buildings?area_code=${townArea.district}`,
  `/api/buildings/${townId.building.tower}`,
  `/api/buildings/${townId.building.tower}/households`,
  `/api/compounds?area_code=${townArea.district}`,
  `/api/organisations/${townId.organisation.school}`,
  `/api/devices?area_code=${townArea.district}`,
  `/api/people-counts?area_code=${townArea.district}&measure=need_tag&by=category`,
  `/api/people-counts?area_code=${townArea.district}&measure=resident`,
  `/api/incidents?area_code=${townArea.district}`,
  `/api/incidents/histogram?area_code=${townArea.district}`,
];

it.each(['leader', 'district', 'worker', 'head', 'auditor', 'wall'] as const)(
  'shows %s of a day no more than of today, and protects small counts alike',
  async (login) => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, login);
      const before = await daysBefore(sql);
      for (const address of addresses) {
        const [present, past] = [
          await ask(app, address),
          await ask(app, `${address}&on=${before(0)}`.replace(/^([^?]*)&/, '$1?')),
        ];
        expect({ address, ...past }).toEqual({ address, ...present });
      }
      const earlier = await ask(app, `/api/areas/${townArea.district}?on=${before(400)}`);
      const now = await ask(app, `/api/areas/${townArea.district}`);
      expect(earlier.status).toBe(now.status);
      expect((earlier.body as AreaDetail).small_count_below).toEqual((now.body as AreaDetail).small_count_below);
    });
  },
);

it('counts the doors of then by the rules of now', async () => {
  await rolledBack(async (sql) => {
    const app = await townApp(sql, 'leader');
    const before = await daysBefore(sql);
    const query = `/api/areas/indicators?within=${townArea.district}&level=district`;
    const first = (await ask(app, query)).body as AreaIndicators;
    await change(sql, 3, before(6));
    await sql`delete from household where id in (select id from household where building_id = ${townId.building.slab} order by id limit 1)`;
    const after = (await ask(app, query)).body as AreaIndicators;
    const then = (await ask(app, `${query}&on=${before(7)}`)).body as AreaIndicators;
    expect(then.household_count).toEqual(first.household_count);
    expect(after.household_count[0]).toBe(first.household_count[0]! - 1);
  });
});

it('shows an incident as its events had made it by the end of the day', async () => {
  await rolledBack(async (sql) => {
    const app = await townApp(sql);
    const before = await daysBefore(sql);
    const [made] = await sql<[{ id: number }]>`
      insert into incident (incident_code, category, title, status, reported_at, closed_at, geometry, version, last_kind)
      values ('SJ-1', 'other', '路灯不亮', 'closed', ${before(9)}, ${before(2)}, 'SRID=4326;POINT(112.1016 32.0052)', 2, 'closed')
      returning id`;
    await sql`delete from incident_event where incident_id = ${made.id}`;
    await sql`insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, changes) values
      (${made.id}, 1, 'reported', ${before(9)}, 'import', 'reported', ${sql.json({ status: 'reported' })}),
      (${made.id}, 2, 'closed', ${before(2)}, 'import', 'closed', ${sql.json({ status: 'closed' })})`;
    const detail = async (query: string) =>
      (await ask(app, `/api/incidents/${made.id}${query}`)).body as IncidentDetail;
    const [now, then] = [await detail(''), await detail(`?on=${before(5)}`)];
    expect([now.incident.status, now.events.length]).toEqual(['closed', 2]);
    expect([then.incident.status, then.incident.closed_at, then.events.length, then.moves]).toEqual([
      'reported',
      null,
      1,
      [],
    ]);
    expect((await ask(app, `/api/incidents/${made.id}?on=${before(10)}`)).status).toBe(404);
    const open = async (on: string) =>
      ((await ask(app, `/api/areas/${townArea.district}?on=${on}`)).body as AreaDetail).counts?.incident_open_count ??
      0;
    const nothing = await open(before(4000));
    expect([nothing, (await open(before(5))) > 0]).toEqual([0, true]);
  });
});

it.each([
  ['/api/facilities/101?on=2999-01-01', 'on'],
  ['/api/facilities/101?on=1899-12-31', 'on'],
  ['/api/facilities/101?on=yesterday', 'on'],
  ['/api/facilities/101?on=2026-01-01&known=2999-01-01T00:00Z', 'known'],
  ['/api/facilities/101?known=then', 'known'],
  ['/api/search?q=a&on=2026-01-01', 'on'],
  [`/api/past/map?area_code=${townArea.district}`, 'on'],
])('refuses %s', async (address, field) => {
  await rolledBack(async (sql) => {
    const { status, body } = await ask(await townApp(sql), address);
    expect([status, (body as ErrorBody).error.field]).toEqual([400, field]);
  });
});

it('changes nothing of a day in the past', async () => {
  await rolledBack(async (sql) => {
    const app = await townApp(sql);
    const answer = await app.request('/api/households/1/openings?on=2026-01-01', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect([answer.status, ((await answer.json()) as ErrorBody).error.field]).toEqual([400, 'on']);
  });
});

it('owes a visit since its duty was made, until it was ended', async () => {
  await rolledBack(async (sql) => {
    const before = await daysBefore(sql);
    const at = async (days: number) => new Date((await townNow(sql)).getTime() - days * 86_400_000).toISOString();
    const [duty] = await sql<[{ id: number }]>`
      insert into visit_duty (household_id, duty, due_on, made_at, cancelled_at, cancelled_reason)
      select min(id), 'support', ${before(12)}::date, ${await at(10)}::timestamptz, ${await at(5)}::timestamptz, 'moved' from household
      returning id`;
    const ownedOn = async (days: number, known: string) => {
      await sql.unsafe(`set local jingwei.as_of = '${before(days)}'; set local jingwei.as_at = '${await at(days)}';
        set local jingwei.as_known = '${known}'`);
      const [row] = await sql<[{ owed: number }]>`
        select count(*)::int as owed from past.visit_duty where id = ${duty.id} and cancelled_at is null`;
      return row.owed;
    };
    expect(await ownedOn(11, await at(11))).toBe(0);
    expect(await ownedOn(11, '')).toBe(1);
    expect(await ownedOn(9, await at(9))).toBe(1);
    expect(await ownedOn(4, '')).toBe(0);
  });
});
