import { describe, expect, it } from 'vitest';
import { migrate } from '../../server/db/migrate.ts';
import type { Database } from '../../server/db/open.ts';
import { refused, rolledBack, testDatabase } from '../helpers/database.ts';

const located = [
  'boundary',
  'building',
  'compound',
  'device',
  'emergency_resource',
  'facility',
  'incident',
  'land',
  'organisation',
  'patrol_point',
  'patrol_route',
  'patrol_street',
  'place',
  'road',
  'waterway',
];

/** A tree of its own, far from the fixture town: two grids of 0.01° side by side at 10°E 10°N. */
async function insertTree(sql: Database): Promise<void> {
  const box = (west: number, east: number) => sql`ST_Multi(ST_MakeEnvelope(${west}, 10, ${east}, 10.01, 4326))`;
  await sql`insert into area (area_code, level, name, geometry) values
    ('880101', 'district', '甲区', ${box(10, 10.02)}), ('880101001', 'street', '乙街道', ${box(10, 10.02)}),
    ('880101001001', 'community', '丙社区', ${box(10, 10.02)}),
    ('880101001001001', 'grid', '第一网格', ${box(10, 10.01)}), ('880101001001002', 'grid', '第二网格', ${box(10.01, 10.02)})`;
}

describe('the migrations', () => {
  it('have nothing to do a second time', async () => {
    const { sql } = await testDatabase();
    expect(await migrate(sql)).toEqual([]);
  });

  it('refuse a migration that was changed after it had been applied', async () => {
    const { sql } = await testDatabase();
    const [kept] = await sql<{ sha256: string }[]>`select sha256 from migration where name = '0001_area.sql'`;
    await sql`update migration set sha256 = 'other' where name = '0001_area.sql'`;
    const attempt = migrate(sql).finally(
      () => sql`update migration set sha256 = ${kept!.sha256} where name = '0001_area.sql'`,
    );
    await expect(attempt).rejects.toThrow('migration 0001_area.sql was changed after it had been applied');
  });

  it('give every located table a GiST index, an area index and the trigger that assigns the area', async () => {
    const { sql } = await testDatabase();
    const tables = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and a.attname = 'area_code' and exists (select from geometry_columns g
          where g.f_table_name = c.relname and g.f_geometry_column = 'geometry')
        -- A track is where its walk is; what is past stays where it was; a point that was deleted is shown nowhere.
        and c.relname not in ('area', 'patrol_track', 'patrol_point_gone') and c.relname not like '%\\_past' order by name`;
    expect(tables.map(({ name }) => name)).toEqual(located);
    const indexes = await sql<
      { name: string }[]
    >`select tablename || ' ' || (regexp_match(indexdef, 'USING (\\w+ \\([^ ,)]+)'))[1] as name from pg_indexes`;
    const triggers = await sql<
      { name: string }[]
    >`select tgrelid::regclass || ' ' || tgfoid::regproc as name from pg_trigger`;
    const names = new Set([...indexes, ...triggers].map(({ name }) => name));
    for (const table of located) {
      for (const wanted of ['gist (geometry', 'btree (area_code', 'assign_area_code'])
        expect(names).toContain(`${table} ${wanted}`);
    }
    const srids = await sql`select distinct srid from geometry_columns`;
    expect(srids).toEqual([{ srid: 4326 }]);
  });
});

describe('the area tree', () => {
  it('takes the parent from the code', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      expect(
        await sql`select area_code, parent_code from area where area_code like '8801%' order by area_code`,
      ).toEqual([
        { area_code: '880101', parent_code: null },
        { area_code: '880101001', parent_code: '880101' },
        { area_code: '880101001001', parent_code: '880101001' },
        { area_code: '880101001001001', parent_code: '880101001001' },
        { area_code: '880101001001002', parent_code: '880101001001' },
      ]);
    });
  });

  it.each([
    [
      'a code with too few digits',
      `('88010100100100', 'grid', 'x', ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 4326)))`,
      'has 14 digits, but a grid has 15',
    ],
    [
      'letters in a code',
      `('8801AB', 'district', 'x', ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 4326)))`,
      'violates check constraint',
    ],
    [
      'a parent that is not there',
      `('770101001', 'street', 'x', ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 4326)))`,
      'violates foreign key constraint',
    ],
    [
      'a bow tie',
      `('770101', 'district', 'x', ST_GeomFromText('MULTIPOLYGON(((0 0,1 1,1 0,0 1,0 0)))', 4326))`,
      'violates check constraint',
    ],
    ['another coordinate system', `('770101', 'district', 'x', ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 3857)))`, 'SRID'],
    ['no name', `('770101', 'district', '', ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 4326)))`, 'violates check constraint'],
  ])('refuses %s', async (_, values, message) => {
    const complaint = await refused(async (sql) => {
      await sql.unsafe(`insert into area (area_code, level, name, geometry) values ${values}`);
      await sql`set constraints all immediate`;
    });
    expect(complaint).toContain(message);
  });
});

describe('the area of a located row', () => {
  const point = (sql: Database, longitude: number) => sql`ST_SetSRID(ST_MakePoint(${longitude}, 10.005), 4326)`;

  it('is the grid that holds it, follows when it moves, and cannot be written by hand', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const [made] = await sql`insert into facility (kind, name, area_code, geometry)
        values ('toilet', '公厕', '000000', ${point(sql, 10.002)}) returning id, area_code`;
      expect(made!.area_code).toBe('880101001001001');
      const [moved] =
        await sql`update facility set geometry = ${point(sql, 10.012)} where id = ${made!.id} returning area_code`;
      expect(moved).toEqual({ area_code: '880101001001002' });
      const [outside] =
        await sql`update facility set geometry = ${point(sql, 10.5)} where id = ${made!.id} returning area_code`;
      expect(outside).toEqual({ area_code: null });
    });
  });

  it('is that of a line at its middle and of a polygon at an inner point', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const [road] = await sql`insert into road (kind, geometry)
        values ('residential', ST_GeomFromText('MULTILINESTRING((10.008 10.005, 10.019 10.005))', 4326)) returning area_code`;
      // The centre of this horseshoe lies in the first grid, but no part of it does.
      const [land] = await sql`insert into land (kind, geometry)
        values ('park', ST_GeomFromText('MULTIPOLYGON(((10.011 10.001, 10.018 10.001, 10.018 10.009, 10.011 10.009, 10.011 10.008, 10.017 10.008, 10.017 10.002, 10.011 10.002, 10.011 10.001)))', 4326)) returning area_code`;
      expect([road, land]).toEqual([{ area_code: '880101001001002' }, { area_code: '880101001001002' }]);
    });
  });

  it('reaches households, visits and duties through the building', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const [building] = await sql`insert into building (name, geometry)
        values ('1幢', ST_Multi(ST_MakeEnvelope(10.001, 10.001, 10.002, 10.002, 4326))) returning id`;
      const [unit] =
        await sql`insert into unit (building_id, unit_no, name) values (${building!.id}, 1, '1单元') returning id`;
      const [household] =
        await sql`insert into household (building_id, unit_id, floor, door) values (${building!.id}, ${unit!.id}, 1, '101') returning id, area_code`;
      const [duty] =
        await sql`insert into visit_duty (household_id, duty, due_on) values (${household!.id}, 'support', '2026-01-31') returning area_code`;
      expect([household!.area_code, duty!.area_code]).toEqual(['880101001001001', '880101001001001']);
    });
  });

  it('is given anew after a grid was redrawn', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const [made] =
        await sql`insert into facility (kind, name, geometry) values ('toilet', '公厕', ${point(sql, 10.008)}) returning id, area_code`;
      expect(made!.area_code).toBe('880101001001001');
      await sql`update area set geometry = ST_Multi(ST_MakeEnvelope(10, 10, 10.005, 10.01, 4326)) where area_code = '880101001001001'`;
      await sql`update area set geometry = ST_Multi(ST_MakeEnvelope(10.005, 10, 10.02, 10.01, 4326)) where area_code = '880101001001002'`;
      await sql`select reassign_area_codes()`;
      expect(await sql`select area_code from facility where id = ${made!.id}`).toEqual([
        { area_code: '880101001001002' },
      ]);
    });
  });

  it('moves the version of its tile layer on, and of no other', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const versions = async () =>
        Object.fromEntries(
          (await sql`select layer, version::int from tile_layer_version`).map((row) => [row.layer, row.version]),
        );
      const before = await versions();
      await sql`insert into facility (kind, name, geometry) values ('toilet', '公厕', ${point(sql, 10.002)})`;
      const after = await versions();
      expect(after).toEqual({ ...before, facility: (before.facility ?? 0) + 1 });
    });
  });
});

describe('a change of what tiles show', () => {
  /** Keys of what changed in a layer since a version, by version: numbers from 1 up. */
  async function changesOf(sql: Database, layer: string, since: number): Promise<Record<string, (string | null)[]>> {
    const rows = await sql<{ version: number; key: string | null }[]>`
      select (version - ${since}::int)::int as version, key from tile_change
      where layer = ${layer} and version > ${since} order by version, key`;
    return Object.fromEntries(
      [...new Set(rows.map(({ version }) => version))].map((version) => [
        version,
        rows.filter((row) => row.version === version).map(({ key }) => key),
      ]),
    );
  }
  async function versionOf(sql: Database, layer: string): Promise<number> {
    const [row] = await sql<{ version: number }[]>`select version::int from tile_layer_version where layer = ${layer}`;
    return row?.version ?? 0;
  }

  it('is told by the ids of the rows, statement by statement', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const since = await versionOf(sql, 'facility');
      const rows = await sql<{ id: number }[]>`insert into facility (kind, name, geometry)
        select 'toilet', '公厕', ST_SetSRID(ST_Point(10.002, 10.005), 4326) from generate_series(1, 2) returning id`;
      const [one, two] = rows.map(({ id }) => String(id)).sort() as [string, string];
      await sql`update facility set name = '新公厕' where id = ${one}`;
      await sql`update facility set name = '没有' where false`;
      await sql`delete from facility where id = ${two}`;
      expect(await changesOf(sql, 'facility', since)).toEqual({ 1: [one, two], 2: [one], 3: [two] });
      expect(await versionOf(sql, 'facility')).toBe(since + 3);
    });
  });

  it('names an area by its old and its new code', async () => {
    await rolledBack(async (sql) => {
      await insertTree(sql);
      const since = await versionOf(sql, 'area');
      await sql`update area set area_code = '880101001001009' where area_code = '880101001001002'`;
      await sql`update area_level set position = position`;
      expect(await changesOf(sql, 'area', since)).toEqual({ 1: ['880101001001002', '880101001001009'], 2: [null] });
    });
  });

  it('is everything from 1,001 rows on, and where a table is emptied', async () => {
    await rolledBack(async (sql) => {
      const since = await versionOf(sql, 'facility');
      const insert = (count: number) => sql`insert into facility (kind, name, geometry)
        select 'toilet', '公厕', ST_SetSRID(ST_Point(10.002, 10.005), 4326) from generate_series(1, ${count}::int)`;
      await insert(1000);
      await insert(1001);
      await sql`truncate facility`;
      const changes = await changesOf(sql, 'facility', since);
      expect([changes[1]?.length, changes[2], changes[3]]).toEqual([1000, [null], [null]]);
    });
  });

  it('of a squad is one of all points and routes', async () => {
    await rolledBack(async (sql) => {
      const since = { point: await versionOf(sql, 'patrol_point'), route: await versionOf(sql, 'patrol_route') };
      await sql`update squad set name = name`;
      expect(await changesOf(sql, 'patrol_point', since.point)).toEqual({ 1: [null] });
      expect(await changesOf(sql, 'patrol_route', since.route)).toEqual({ 1: [null] });
    });
  });

  it('is kept for a thousand versions', async () => {
    await rolledBack(async (sql) => {
      await sql`select record_tile_change('place', array[n::text]) from generate_series(1, 1010) n`;
      const last = await versionOf(sql, 'place');
      const [kept] = await sql<{ count: number; oldest: number }[]>`
        select count(*)::int, (${last}::int - min(version))::int as oldest from tile_change where layer = 'place'`;
      expect(kept).toEqual({ count: 1000, oldest: 999 });
    });
  });
});
