import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import { rolledBack } from '../helpers/database.ts';

const tallied = ['household', 'resident', 'building', 'compound', 'organisation', 'facility', 'device', 'patrol_point'];

type Counts = Record<string, Record<string, number>>;

/** Counts by grid as the triggers kept them, noughts left out. */
async function kept(sql: Database): Promise<Counts> {
  const rows = await sql<Record<string, string | number>[]>`select * from area_tally order by area_code`;
  const counts = rows.map(({ area_code, ...row }) => [
    area_code,
    Object.fromEntries(Object.entries(row).filter(([, count]) => count !== 0)),
  ]);
  return Object.fromEntries(counts.filter(([, row]) => Object.keys(row as object).length > 0));
}

/** The same counted from the rows themselves. */
async function counted(sql: Database): Promise<Counts> {
  const counts: Counts = {};
  for (const table of tallied) {
    const rows = await sql<{ area_code: string; count: number }[]>`
      select area_code, count(*)::int as count from ${sql(table)}
      where area_code is not null ${table === 'resident' ? sql`and lives_here` : sql``} group by 1 order by 1`;
    for (const { area_code, count } of rows) {
      counts[area_code] = { ...counts[area_code], [`${table}_count`]: count };
    }
  }
  return counts;
}

describe('the counts by grid', () => {
  it('are those of the rows', async () => {
    await rolledBack(async (sql) => {
      const counts = await kept(sql);
      expect(counts).toEqual(await counted(sql));
      expect(counts[townArea.northWest]).toEqual({
        household_count: 7,
        resident_count: 6,
        building_count: 2,
        compound_count: 1,
        device_count: 1,
        patrol_point_count: 1,
      });
    });
  });

  it.each([
    [
      'a row is written by hand',
      (sql: Database) => sql`insert into household (building_id, unit_id, floor, door)
      select building_id, unit_id, 9, 'new' from household order by id limit 1`,
    ],
    ['rows are changed but stay', (sql: Database) => sql`update household set confirmed_on = '2026-01-01'`],
    [
      'someone moves away',
      (sql: Database) => sql`update resident set lives_here = false, registered_here = true
      where id = (select min(id) from resident where lives_here)`,
    ],
    [
      'a building moves to another grid',
      async (sql: Database) => {
        await sql`update building set geometry = ST_Translate(geometry, 0.0042, 0) where id = 22`;
        await sql`select reassign_area_codes()`;
      },
    ],
    [
      'a building leaves every grid',
      async (sql: Database) => {
        await sql`update building set geometry = ST_Translate(geometry, 5, 0) where id = 22`;
        await sql`select reassign_area_codes()`;
      },
    ],
    ['a building is torn down with all its households', (sql: Database) => sql`delete from building where id = 22`],
    ['tables are emptied', (sql: Database) => sql`truncate building, device cascade`],
  ])('follow when %s', async (_, change) => {
    await rolledBack(async (sql) => {
      await change(sql);
      expect(await kept(sql)).toEqual(await counted(sql));
    });
  });

  it('add what several rows of one statement gain and lose', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into device (kind, name, geometry)
        select 'camera', n::text, ST_SetSRID(ST_MakePoint(112.1 + n * 0.001, 32.005), 4326) from generate_series(1, 8) n`;
      const before = await kept(sql);
      expect([townArea.northWest, townArea.northEast].map((code) => before[code]!.device_count)).toEqual([5, 4]);
      await sql`update device set geometry = ST_Translate(geometry, 0.002, 0) where kind = 'camera' and name in ('3', '4')`;
      const after = await kept(sql);
      expect([townArea.northWest, townArea.northEast].map((code) => after[code]!.device_count)).toEqual([3, 6]);
    });
  });

  it('are made right again after the triggers have rested', async () => {
    await rolledBack(async (sql) => {
      await sql`alter table household disable trigger user`;
      await sql`delete from household where area_code = ${townArea.southWest}`;
      await sql`alter table household enable trigger user`;
      expect((await kept(sql))[townArea.southWest]!.household_count).toBe(1);
      await sql`select recount_areas()`;
      expect(await kept(sql)).toEqual(await counted(sql));
    });
  });
});
