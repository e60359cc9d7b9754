import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillWithLife } from '../../../../scripts/demo-city/life/index.ts';
import { openStatuses } from '../../../../server/api/loop/schema.ts';
import { rootFolder } from '../../../../server/config.ts';
import type { Database } from '../../../../server/db/open.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { emptyTown, insertLattice } from '../lattice.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T02:20:00Z');
const tables = [
  'unit',
  'household',
  'resident',
  'need_tag',
  'visit',
  'visit_duty',
  'diary_entry',
  'duty_holder',
  'duty_body',
  'organisation',
  'facility',
  'device',
  'squad',
  'patrol_point',
  'patrol_route',
  'patrol_street',
  'patrol_shift',
  'patrol_handover',
  'incident',
  'incident_event',
  'emergency_resource',
  'emergency',
  'emergency_order',
  'emergency_event',
];

async function makeTown(sql: Database, seed = 'test'): Promise<void> {
  await emptyTown(sql);
  await insertLattice(sql);
  await fillWithLife(sql, { sealer: testSealer, seed, today, timeZone: 'Asia/Shanghai', now });
}

async function one<Value>(sql: Database, query: string): Promise<Value> {
  const [row] = await sql.unsafe<{ value: Value }[]>(query);
  return row!.value;
}

/** What is sealed looks different each time; the digests of names and phones beside it do not. */
const sealed = "- 'name' - 'phone' - 'birth_date'";

/** A digest of all rows that life has written, without what differs from run to run by nature. */
async function digest(sql: Database): Promise<string> {
  const hash = createHash('sha256');
  for (const table of tables) {
    const rows = await sql.unsafe<{ text: string }[]>(
      `select (to_jsonb(t) - 'updated_at' - 'change_id' - 'known_from' - 'made_at' - 'source_id' - 'basis' - 'body' ${table === 'resident' ? sealed : ''})::text as text
        from ${table} t order by id`,
    );
    for (const { text } of rows) hash.update(text);
  }
  return hash.digest('hex');
}

describe('life', () => {
  it('seals what it stores of people, each with the digest that search goes by', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      const rows =
        await sql`select name, name_digest, phone, phone_digest, birth_date, birth_year from resident limit 50`;
      for (const row of rows) {
        const name = testSealer.open('resident.name', row.name);
        expect(name).toMatch(/^\p{Script=Han}{2,4}$/u);
        expect(row.name_digest).toEqual(testSealer.digest('resident.name', name));
        expect(testSealer.open('resident.birth_date', row.birth_date)).toMatch(new RegExp(`^${row.birth_year}-`));
        const phone = row.phone && testSealer.open('resident.phone', row.phone);
        expect(row.phone_digest).toEqual(phone && testSealer.digest('resident.phone', phone));
      }
      const [tag] = await sql`select basis from need_tag limit 1`;
      const [entry] = await sql`select body from diary_entry limit 1`;
      expect(testSealer.open('need_tag.basis', tag!.basis)).toMatch(/\p{Script=Han}/u);
      expect(testSealer.open('diary_entry.body', entry!.body)).toMatch(/。$/);
    });
  });

  it('is the same for the same seed and another for another', async () => {
    const digests: string[] = [];
    for (const seed of ['one', 'one', 'two']) {
      await rolledBack(async (sql) => {
        await makeTown(sql, seed);
        digests.push(await digest(sql));
      });
    }
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  it('fills every stair with the doors that its building has, in the grid that the building stands in', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      // Four blocks of six slabs, three stairs of six floors and two doors each.
      expect(await one(sql, 'select count(*)::int as value from unit')).toBe(72);
      expect(await one(sql, 'select count(*)::int as value from household')).toBe(864);
      const doors = await sql<{ door: string }[]>`
        select door from household where unit_id = (select min(id) from unit) order by floor, door`;
      expect(doors.map(({ door }) => door)).toEqual(
        [1, 2, 3, 4, 5, 6].flatMap((floor) => [`${floor}01`, `${floor}02`]),
      );
      expect(
        await one(
          sql,
          `select count(*)::int as value from household h join building b on b.id = h.building_id
        where h.area_code is distinct from b.area_code or h.area_code is null`,
        ),
      ).toBe(0);
      expect(await one(sql, 'select count(distinct area_code)::int as value from household')).toBe(4);
    });
  });

  it('has resources with places for emergencies, and the record of one drill, nobody named in it', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      const kinds =
        await sql`select kind, count(*)::int as count, bool_and(area_code is not null) as placed from emergency_resource
        group by kind order by kind`;
      expect(kinds).toEqual([
        { kind: 'people', count: 4, placed: true },
        { kind: 'shelter', count: 2, placed: true },
        { kind: 'store', count: 2, placed: true },
        { kind: 'vehicle', count: 8, placed: true },
      ]);
      const drills =
        await sql`select plan, grade, declared_by, (declared_at at time zone 'Asia/Shanghai')::text as declared,
        extract(epoch from ended_at - declared_at)::int / 60 as lasted_min, reason ^@ '【演练】' as drill from emergency`;
      expect(drills).toEqual([
        { plan: 'flood', grade: 2, declared_by: null, declared: '2026-11-09 14:05:00', lasted_min: 72, drill: true },
      ]);
      // Whatever was ordered is done or cancelled, and no event came before the one that it follows.
      const open = 'select count(*)::int as value from emergency_order where done_at is null and cancelled_at is null';
      expect(await one(sql, open)).toBe(0);
      const back = `select count(*)::int as value from emergency_event e join emergency_event f on f.version = e.version + 1
        where f.happened_at < e.happened_at`;
      expect(await one(sql, back)).toBe(0);
      expect(await one(sql, 'select count(*)::int as value from emergency_event where account_id is not null')).toBe(0);
    });
  });

  it('has nothing that happened after now, and incidents today however early it is', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      const past = { visit: 'visited_at', diary_entry: 'written_at', incident: 'reported_at' };
      for (const [table, column] of Object.entries(past)) {
        expect(
          await one(sql, `select count(*)::int as value from ${table} where ${column} > '2026-11-21T02:20:00Z'`),
        ).toBe(0);
      }
      expect(
        await one(sql, `select count(*)::int as value from incident where closed_at > '2026-11-21T02:20:00Z'`),
      ).toBe(0);
      expect(await one(sql, `select count(*)::int as value from resident where birth_year > 2026`)).toBe(0);
      expect(
        await one(sql, `select count(*)::int as value from incident where reported_at >= '2026-11-20T16:00:00Z'`),
      ).toBeGreaterThanOrEqual(3);
      expect(
        await one(sql, `select count(*)::int as value from incident where incident_code like 'SJ20261121-%'`),
      ).toBeGreaterThanOrEqual(3);
      expect(
        await one(sql, `select count(*)::int as value from incident_event where happened_at > '2026-11-21T02:20:00Z'`),
      ).toBe(0);
      expect(
        await one(
          sql,
          `select count(*)::int as value from incident
            where (closed_at is null) <> (status = any (array['${openStatuses.join("', '")}']))`,
        ),
      ).toBe(0);
    });
  });

  it('gives every incident a record without gaps that comes to what its row says', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      const rows = await sql<{ count: number; ended: number; gaps: number; odd: number; unlike: number }[]>`
        with record as (
          select e.incident_id, max(e.version) as version, count(*) as count, bool_or(e.from_status is distinct from e.before) as odd,
            jsonb_populate_record(null::incident, jsonb_object_agg(c.key, c.value order by e.version)) as made
          from (select *, lag(to_status) over (partition by incident_id order by version) as before from incident_event) e
            cross join lateral jsonb_each(e.changes || '{"x": 1}') c group by e.incident_id)
        select count(*)::int as count, (count(*) filter (where i.status = 'closed'))::int as ended,
          (count(*) filter (where i.version <> r.version or (select count(*) from incident_event e where e.incident_id = i.id) <> r.version))::int as gaps,
          (count(*) filter (where r.odd))::int as odd,
          (count(*) filter (where (i.status, i.category, i.item, i.catalogue_version, i.severity, i.channel, i.found_at, i.due_at, i.remind_at,
              i.escalate_at, i.closed_at, i.clock_left_min, i.settled_at, i.holder_code, i.department, i.hand_count, i.rating, i.merged_into, i.joined_count)
            is distinct from ((r.made).status, (r.made).category, (r.made).item, (r.made).catalogue_version, (r.made).severity, (r.made).channel,
              (r.made).found_at, (r.made).due_at, (r.made).remind_at, (r.made).escalate_at, (r.made).closed_at, (r.made).clock_left_min,
              (r.made).settled_at, (r.made).holder_code, (r.made).department, coalesce((r.made).hand_count, 0), (r.made).rating,
              (r.made).merged_into, coalesce((r.made).joined_count, 0))))::int as unlike
        from incident i join record r on r.incident_id = i.id`;
      const [record] = rows;
      expect(record!.count).toBe(await one(sql, 'select count(*)::int as value from incident'));
      // At its coarse place, as writing it by itself would have put it.
      const elsewhere = 'coarse is distinct from coarse_place(geometry, category, area_code)';
      expect(await one(sql, `select count(*)::int as value from incident where ${elsewhere}`)).toBe(0);
      expect(record).toMatchObject({ gaps: 0, odd: 0, unlike: 0 });
      expect(record!.ended).toBeGreaterThan(record!.count * 0.8);
    });
  });

  it('keeps the steps and whistles that the events make', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      const kept = async () => ({
        steps: await sql`select incident_id, position, status, entered_at, left_at from incident_step order by 1, 2`,
        whistles:
          await sql`select incident_id, department, called_at, arrive_by, arrived_at from whistle order by 1, 2`,
      });
      const written = await kept();
      await sql`truncate incident_step, whistle`;
      // Written anew one by one, as their own trigger follows them.
      await sql`create temp table said on commit drop as select * from incident_event order by incident_id, version`;
      await sql`truncate incident_event`;
      await sql`insert into incident_event overriding user value
        select (jsonb_populate_record(null::incident_event, to_jsonb(s))).* from said s order by incident_id, version`;
      const followed = await kept();
      expect(written.steps.length).toBeGreaterThan(1_000);
      expect(followed).toEqual(written);
    });
  });

  it('publishes answers to what residents asked, after it was over', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      const [replies] = await sql`
        select count(*)::int > 5 as some, bool_and(i.channel in ('public', 'hotline') and i.status = 'closed') as residents,
          bool_and(r.published_at between i.closed_at and '2026-11-21T02:20:00Z') as later, bool_and(i.area_code ^@ r.area_code) as there,
          bool_and(length(r.area_code) = 12 and r.category = i.category and r.rating is not distinct from i.rating) as alike
        from reply r join incident i on i.id = r.incident_id`;
      expect(replies).toEqual({ some: true, residents: true, later: true, there: true, alike: true });
    });
  });

  it('leaves triggers and keys as it found them', async () => {
    await rolledBack(async (sql) => {
      const names = () => sql`
        select conname::text as name, pg_get_constraintdef(oid) as text from pg_constraint
        where conrelid in ('incident'::regclass, 'incident_event'::regclass, 'incident_step'::regclass, 'whistle'::regclass)
        union all select tgname, tgenabled::text from pg_trigger where not tgisinternal order by 1`;
      const before = await names();
      await makeTown(sql);
      expect(await names()).toEqual(before);
    });
  });

  it('uses only codes of the catalogues', async () => {
    const catalogues = {
      'incident.category': 'incident-category',
      'incident.channel': 'incident-channel',
      'incident.severity': 'incident-severity',
      'incident.status': 'incident-status',
      'organisation.kind': 'organisation-kind',
      'facility.kind': 'facility-kind',
      'device.kind': 'device-kind',
      'squad.kind': 'squad-kind',
      'duty_holder.role': 'duty-role',
      'need_tag.tag': 'need-tag',
      'visit_duty.duty': 'visit-duty',
      'household.door_state': 'door-state',
    };
    await rolledBack(async (sql) => {
      await makeTown(sql);
      for (const [column, catalogue] of Object.entries(catalogues)) {
        const [table, field] = column.split('.') as [string, string];
        const ids = (
          JSON.parse(readFileSync(path.join(rootFolder, `data/codes/${catalogue}.json`), 'utf8')) as { id: string }[]
        ).map(({ id }) => id);
        const used = await sql.unsafe<{ code: string }[]>(`select distinct ${field} as code from ${table}`);
        expect(used.length, column).toBeGreaterThan(0);
        expect(
          used.map(({ code }) => code).filter((code) => !ids.includes(code)),
          column,
        ).toEqual([]);
      }
    });
  });

  it('gives every area someone who answers for it, and every grid a head and a worker', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      expect(
        await one(
          sql,
          `select count(*)::int as value from area a
        where not exists (select from duty_holder d where d.area_code = a.area_code and d.building_id is null)`,
        ),
      ).toBe(0);
      for (const role of ['grid_head', 'grid_worker']) {
        expect(
          await one(sql, `select count(*)::int as value from duty_holder where role = '${role}' and deputy_of is null`),
        ).toBe(4);
      }
      expect(await one(sql, `select count(*)::int as value from duty_holder where role = 'building_head'`)).toBe(24);
      expect(
        await one(
          sql,
          `select count(*)::int as value from diary_entry e
        where not exists (select from duty_holder d where d.area_code = e.area_code and d.role = 'grid_worker' and d.name = e.author)`,
        ),
      ).toBe(0);
    });
  });

  it('keeps every located row inside a grid and every tag within its time', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      for (const table of ['organisation', 'facility', 'device', 'incident', 'visit', 'visit_duty']) {
        expect(await one(sql, `select count(*)::int as value from ${table} where area_code is null`), table).toBe(0);
      }
      expect(
        await one(
          sql,
          `select count(*)::int as value from visit_duty d where not exists (select from need_tag t
        where t.household_id = d.household_id and t.tag = d.duty and t.starts_on <= d.due_on)`,
        ),
      ).toBe(0);
      expect(
        await one(
          sql,
          `select count(*)::int as value from visit_duty d join visit v on v.id = d.visit_id
        where v.household_id <> d.household_id`,
        ),
      ).toBe(0);
    });
  });

  it('keeps six patrol points a community and closed routes along the streets through the points of their squad', async () => {
    await rolledBack(async (sql) => {
      await makeTown(sql);
      expect(await one(sql, 'select count(*)::int as value from patrol_point')).toBe(12);
      const routes = await sql<
        { closed: boolean; own: boolean; length_m: number; measured_m: number; off_m: number }[]
      >`
        select ST_IsClosed(r.geometry) as closed, length_m, ST_Length(r.geometry::geography) as measured_m,
          (select bool_and(p.squad_id = r.squad_id) from patrol_point p where p.id = any(r.patrol_point_ids)) as own,
          (select max(ST_Distance(v.geom::geography, (select ST_Union(geometry) from road)::geography))
            from ST_DumpPoints(r.geometry) v) as off_m
        from patrol_route r`;
      expect(routes.length).toBeGreaterThanOrEqual(4);
      for (const route of routes) {
        expect(route.closed).toBe(true);
        expect(route.own).toBe(true);
        expect(route.off_m).toBeLessThan(0.5);
        expect(Math.abs(route.length_m / route.measured_m - 1)).toBeLessThan(0.005);
      }
    });
  });

  it('has no word for what must never be held', async () => {
    const forbidden = /车牌|人脸|民族|宗教|信访|上访|社区矫正|吸毒|涉毒|精神病|刑满/;
    await rolledBack(async (sql) => {
      await makeTown(sql);
      for (const table of tables) {
        const rows = await sql.unsafe<{ text: string }[]>(`select to_jsonb(t)::text as text from ${table} t`);
        expect(
          rows.filter(({ text }) => forbidden.test(text)),
          table,
        ).toEqual([]);
      }
    });
  });
});
