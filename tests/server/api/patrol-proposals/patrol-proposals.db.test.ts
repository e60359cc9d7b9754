import { expect, it } from 'vitest';
import type { PatrolProposal } from '../../../../server/api/patrol-coverage/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

/** Reports a crowd at one place of the town, at 22:10 on days of the past April. */
async function crowd(sql: Database, category: string, count: number, status = 'closed'): Promise<void> {
  await sql`insert into incident (incident_code, category, severity, status, channel, title, reported_at, closed_at, geometry, source, source_id)
    select 'PP' || ${category} || n, ${category}, 'normal', ${status}, 'patrol', '夜间巡查', moment, moment + interval '1 hour',
      ST_SetSRID(ST_MakePoint(112.1072, 32.0036), 4326), 'test', ${category} || n
    from generate_series(1, ${count}::int) n
      cross join lateral (select '2026-04-01T22:10:00+08:00'::timestamptz + n * interval '1 day' as moment) at`;
}

async function proposals(sql: Database, login: TownLogin = 'leader'): Promise<PatrolProposal[]> {
  const response = await (await townApp(sql, login)).request(
    `/api/patrol-proposals?area_code=${townArea.street}&from=2026-04-01&to=2026-04-30`,
  );
  expect(response.status, await response.clone().text()).toBe(200);
  return ((await response.json()) as { items: PatrolProposal[] }).items;
}

it('proposes a place and hours where more came than streets explain, never finer than 150 m and by no address', () =>
  rolledBack(async (sql) => {
    await crowd(sql, 'order', 20);
    const found = await proposals(sql);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      ...{ name: '清河路', radius_m: 150, incident_count: 20, categories: [{ category: 'order', count: 20 }] },
      ...{ from_min: 1320, to_min: 1380, wanted_visits: 1, near_point_id: null },
    });
    expect(found[0]!.p).toBeLessThan(1e-6);
    expect(found[0]!.expected_count).toBeLessThan(10);
    // A place on the street that the crowd does not decide.
    expect(found[0]!.centre[1]).toBeCloseTo(32.0036, 5);
    expect(found[0]!.centre[0]).not.toBeCloseTo(112.1072, 5);
  }));

it('names the point that is there already', () =>
  rolledBack(async (sql) => {
    await crowd(sql, 'order', 20);
    await sql`update patrol_point set geometry = ST_SetSRID(ST_MakePoint(112.1072, 32.0038), 4326)
      where id = ${townId.patrolPoint.square}`;
    expect((await proposals(sql))[0]!.near_point_id).toBe(townId.patrolPoint.square);
  }));

it('leaves out what is about persons at home, and what was withdrawn', () =>
  rolledBack(async (sql) => {
    await crowd(sql, 'dispute', 20);
    await crowd(sql, 'welfare', 20);
    await crowd(sql, 'order', 20, 'withdrawn');
    expect(await proposals(sql)).toEqual([]);
  }));

it('writes nothing: a proposal is a point only when somebody makes it one', () =>
  rolledBack(async (sql) => {
    await crowd(sql, 'order', 20);
    const count = async () => (await sql`select count(*)::int as count from patrol_point`)[0]!.count;
    const before = await count();
    await proposals(sql);
    expect(await count()).toBe(before);
  }));
