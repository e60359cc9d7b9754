import { expect, it } from 'vitest';
import { fillWithLife } from '../../../../scripts/demo-city/life/index.ts';
import type { Database } from '../../../../server/db/open.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { emptyTown, insertLattice } from '../lattice.ts';

const now = new Date('2026-11-21T10:00:00+08:00');

async function makeTown(sql: Database): Promise<void> {
  await emptyTown(sql);
  await insertLattice(sql);
  await fillWithLife(sql, { sealer: testSealer, seed: 'test', today: '2026-11-21', timeZone: 'Asia/Shanghai', now });
}

/** What squads were to do and did, without the numbers of shifts. */
async function nights(sql: Database): Promise<string> {
  const [row] = await sql<[{ text: string }]>`
    select (select string_agg(p.day || (p.result - 'routes')::text, ' ' order by p.day) from patrol_plan p)
      || (select string_agg((w.route -> 'stops')::text, ' ' order by w.id) from patrol_walk w)
      || (select string_agg(c.key || c.at::text || c.visit, ' ' order by c.key) from patrol_check_in c) as text`;
  return row.text;
}

it('plans the last five nights, each served mostly and checked in mostly, and the same for the same seed', async () => {
  const made: string[] = [];
  await rolledBack(async (sql) => {
    await makeTown(sql);
    made.push(await nights(sql));
    const plans = await sql`
      select day::text, state, (result ->> 'served_count')::int > (result ->> 'wanted_count')::int / 2 as served
      from patrol_plan order by day`;
    expect(plans).toEqual(
      [16, 17, 18, 19, 20].map((day) => ({ day: `2026-11-${day}`, state: 'issued', served: true })),
    );
    const nightsBefore = await sql`
      select (input -> 'settings' ->> 'differ_nights')::int as compared,
        (result ->> 'differ_share')::float8 > 0.2 as differs
      from patrol_plan order by day`;
    expect(nightsBefore).toEqual([1, 2, 3, 4, 5].map((night) => ({ compared: 3, differs: night > 1 ? true : null })));
    const [odd] = await sql`
      select
        (select count(*)::int from patrol_walk where pass_digest is not null or jsonb_array_length(route -> 'stops') = 0) as walks,
        (select count(*)::int from patrol_check_in c join patrol_walk w on w.id = c.walk_id
          where c.at > ${now} or c.at < w.starts_at or c.at > w.ends_at + interval '1 hour') as times,
        (select count(*)::int from patrol_check_in c join patrol_walk w on w.id = c.walk_id
          where not exists (select from jsonb_array_elements(w.route -> 'stops') s
            where (s ->> 'id')::int = coalesce(c.point_id, c.street_id) and (s ->> 'visit')::int = c.visit)) as places`;
    expect(odd).toEqual({ walks: 0, times: 0, places: 0 });
    const [share] = await sql<[{ share: number }]>`
      select (select count(*) from patrol_check_in)::float8
        / (select sum(jsonb_array_length(route -> 'stops')) from patrol_walk)::float8 as share`;
    expect(share.share).toBeGreaterThan(0.7);
    expect(share.share).toBeLessThan(1);
  });
  await rolledBack(async (sql) => {
    await makeTown(sql);
    made.push(await nights(sql));
  });
  expect(made[1]).toBe(made[0]);
});
