import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  makeProvince,
  type ProvinceReport,
  type ProvinceRequest,
} from '../../../../scripts/demo-city/province/index.ts';
import { clearDemo } from '../../../../scripts/demo-city/rows.ts';
import type { MadeDatabase } from '../../../../scripts/own-database.ts';
import { openStatuses } from '../../../../server/api/loop/schema.ts';
import { migrate } from '../../../../server/db/migrate.ts';
import type { Database, OpenDatabase } from '../../../../server/db/open.ts';
import { openDatabase } from '../../../../server/db/open.ts';
import { createTestDatabase } from '../../../helpers/postgres.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const now = new Date('2026-11-21T02:20:00Z');
const request: ProvinceRequest = {
  sealer: testSealer,
  seed: 'test',
  share: 0.1,
  size: { districts: 2, streetsPerDistrict: 1, towns: 1 },
  timeZone: 'Asia/Shanghai',
  now,
  language: 'en',
};

describe('a province on the embedded database', () => {
  it('is refused in words before anything is read', async () => {
    const sentence = await makeProvince({ sql: undefined as unknown as Database, embedded: true }, request).catch(
      (error) => error.sentence,
    );
    expect(sentence.en).toContain('PostGIS');
    expect(sentence['zh-CN']).toContain('PostGIS');
  });
});

// The embedded database would need minutes; it is refused, see above.
if (inject('database').databaseUrl) {
  describe('a province of two streets', () => {
    let made: MadeDatabase;
    let database: OpenDatabase;
    let stopped: unknown;
    let refused: { sentence: { en: string } };
    let unfinished: { districts: number; schema: boolean };
    let report: ProvinceReport;

    beforeAll(async () => {
      made = await createTestDatabase();
      database = await openDatabase({ databaseUrl: made.url, dataFolder: '' });
      const { sql } = database;
      await migrate(sql);
      // Stopped after the first of two districts, as a kill would stop it.
      const stop = (stage: string, done: number) => {
        if (stage === 'Copying districts' && done === 1) throw new Error('stopped');
      };
      stopped = await makeProvince(database, { ...request, onProgress: stop }).catch((error: Error) => error.message);
      unfinished = await one(
        sql,
        `select json_build_object('districts', count(*), 'schema',
      to_regnamespace('demo_province') is not null) from area where level = 'street'`,
      );
      refused = await makeProvince(database, { ...request, seed: 'other' }).catch((error) => error);
      report = await makeProvince(database, request);
    });

    afterAll(async () => {
      await database?.close();
      await made?.drop();
    });

    async function one<Value>(sql: Database, query: string): Promise<Value> {
      const [row] = await sql.unsafe<Record<string, Value>[]>(query);
      return Object.values(row!)[0]!;
    }
    const ask = <Value>(query: string) => one<Value>(database.sql, query);

    it('goes on where it was stopped, and refuses to mix in another', () => {
      expect(stopped).toBe('stopped');
      expect(unfinished).toEqual({ districts: 1, schema: true });
      expect(refused.sentence.en).toContain('--seed test --share 0.1');
      expect(report.resumed_districts).toBe(1);
      expect(report.disk_bytes).toBeGreaterThan(10_000_000);
    });

    it('has a street’s figures twice, in a tree of six levels', async () => {
      expect(
        await ask(`select json_object_agg(level, count) from (select level, count(*) from area group by 1) c`),
      ).toEqual({ province: 1, city: 2, district: 2, street: 2, community: 16, grid: 200 });
      expect(await ask('select count(*)::int from household')).toBe(60_000);
      expect(await ask('select count(*)::int from building')).toBe(4_082);
      expect(await ask('select count(*)::int from incident')).toBe(20_408);
      expect(await ask(`select json_agg(level order by position) from area_level`)).toEqual([
        'province',
        'city',
        'district',
        'street',
        'community',
        'grid',
      ]);
      expect(await ask('select demo from deployment')).toBe(true);
    });

    it('fills its ground without gaps or overlaps', async () => {
      const shares = await ask<number[]>(`select array_agg(round((a.m2 / p.m2)::numeric, 6)::float8) from
      (select sum(ST_Area(geometry)) as m2 from area where level <> 'province' group by level) a,
      (select ST_Area(geometry) as m2 from area where level = 'province') p`);
      expect(shares).toEqual([1, 1, 1, 1, 1]);
      expect(await ask('select count(*)::int from area where not ST_IsValid(geometry)')).toBe(0);
      expect(await ask(`select ST_NumGeometries(geometry) from area where level = 'province'`)).toBe(1);
    });

    it('says of each row the grid that it lies in', async () => {
      const wrong = (table: string, point: string) =>
        ask<number>(
          `select count(*)::int from ${table} where area_code is distinct from grid_at(${point}) and id % 7 = 0`,
        );
      expect(await wrong('building', 'ST_PointOnSurface(geometry)')).toBe(0);
      expect(await wrong('incident', 'geometry')).toBe(0);
      expect(await wrong('road', 'ST_LineInterpolatePoint(ST_GeometryN(geometry, 1), 0.5)')).toBe(0);
      expect(
        await ask(`select count(*)::int from household h join building b on b.id = h.building_id
        where h.area_code is distinct from b.area_code`),
      ).toBe(0);
      expect(await ask('select sum(household_count)::int from area_tally')).toBe(60_000);
    });

    it('shows incidents at the places of the copies, by the copied buildings and labels', async () => {
      const { sql } = database;
      // A lattice that is moved with its town lies otherwise; buildings and labels do not.
      const away = `ST_Distance(coarse::geography, coarse_place(geometry, category, area_code)::geography)`;
      const shaped = `(is_about_home(category) or building_at(geometry) is not null)`;
      expect(
        await one(
          sql,
          `select count(*)::int as value from incident where ${away} > case when ${shaped} then 0.5 else 25 end`,
        ),
      ).toBe(0);
      expect(await one(sql, `select count(*)::int as value from incident where ${shaped}`)).toBeGreaterThan(100);
    });

    it('spreads incidents over the last year, a few of them open', async () => {
      const [spread] = await database.sql<Record<string, number>[]>`
      select min(extract(day from ${now}::timestamptz - reported_at))::int as newest_day,
        max(extract(day from ${now}::timestamptz - reported_at))::int as oldest_day,
        (count(*) filter (where reported_at > ${now}::timestamptz or closed_at > ${now}::timestamptz))::int as future,
        (count(*) filter (where (status = any (${[...openStatuses]})) = (closed_at is not null)))::int as odd
      from incident`;
      expect(spread).toEqual({ newest_day: 0, oldest_day: expect.any(Number), future: 0, odd: 0 });
      expect(spread!.oldest_day).toBeGreaterThanOrEqual(362);
      expect(spread!.oldest_day).toBeLessThan(366);
      const share = await ask<number>(
        `select avg((status in ('${openStatuses.join("', '")}'))::int)::float8 from incident`,
      );
      expect(share).toBeGreaterThan(0.002);
      expect(share).toBeLessThan(0.02);
    });

    it('begins the record of every copy with one event that says how it stands, in hands of the copy', async () => {
      expect(
        await ask(`select count(*)::int from incident i join incident_event e on e.incident_id = i.id
          where e.version = 1 and i.version = 1 and e.kind = 'imported' and e.to_status = i.status
            and e.changes ->> 'holder_code' is not distinct from i.holder_code`),
      ).toBe(20_408);
      expect(await ask('select count(*)::int from incident_event')).toBe(20_408);
      expect(
        await ask(`select count(*)::int from incident where not area_code ^@ coalesce(holder_code, '')
          or (holder_code is null and status in ('dispatched', 'accepted', 'handling', 'suspended'))`),
      ).toBe(0);
    });

    it('owes visits to some households in every street, and knows people of the first district only', async () => {
      const owed = await ask<
        number[]
      >(`select array_agg(c / 30000.0::float8) from (select count(distinct household_id) as c
      from visit_duty where visit_id is null group by left(area_code, 9)) d`);
      expect(owed.length).toBe(2);
      for (const share of owed) {
        expect(share).toBeGreaterThan(0.01);
        expect(share).toBeLessThan(0.05);
      }
      expect(await ask('select json_agg(distinct left(area_code, 6)) from resident')).toEqual(['990101']);
    });

    it('leaves triggers, keys and numbering as it found them', async () => {
      expect(await ask(`select count(*)::int from pg_trigger where tgenabled = 'D'`)).toBe(0);
      expect(await ask('select count(*)::int from pg_constraint where not convalidated')).toBe(0);
      expect(
        await ask(`select count(*)::int from pg_constraint where contype = 'f' and conrelid in
        ('household'::regclass, 'unit'::regclass, 'building'::regclass, 'visit_duty'::regclass)`),
      ).toBe(7);
      expect(await ask(`select to_regnamespace('demo_province') is null`)).toBe(true);
      await database.sql`insert into place (kind, name, geometry) values ('square', 'new', ST_SetSRID(ST_MakePoint(0, 0), 4326))`;
      expect(await ask(`select area_code from place where name = 'new'`)).toBe(null);
    });

    it('is not made over itself unless told to', async () => {
      const again = await makeProvince(database, request).catch((error) => error.sentence.en);
      expect(again).toContain('--replace');
      // What comes after a province is an ordinary district again.
      await database.sql.begin((transaction) => clearDemo(transaction as unknown as Database, true));
      expect(await ask('select json_agg(json_build_array(level, position) order by position) from area_level')).toEqual(
        [
          ['district', 1],
          ['street', 2],
          ['community', 3],
          ['grid', 4],
        ],
      );
      expect(
        await ask('select exists (select from area) or exists (select from area_tally where household_count > 0)'),
      ).toBe(false);
    });
  });
}
