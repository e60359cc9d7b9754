import { expect, it } from 'vitest';
import { readWalks, readWalksOfPlan } from '../../../../server/api/patrol-coverage/sql.ts';
import { listPlans } from '../../../../server/api/patrol-plans/sql.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import { enterAs, rolledBack } from '../../../helpers/database.ts';

const area_code = townArea.street;

/** How statements are carried out for a street's leader after 120 nights of 60 areas, of one walk and one check-in each. */
async function plansOf(statements: (sql: Database) => PromiseLike<unknown>[]): Promise<string[]> {
  const plans: string[] = [];
  await rolledBack(async (sql) => {
    await sql`insert into patrol_plan (area_code, name, day, state, input)
      select case when area = 0 then ${area_code} else (100000 + area)::text || '001' end, '夜巡', '2026-01-01'::date + night, 'issued', '{}'
      from generate_series(0, 119) night, generate_series(0, 59) area`;
    await sql`insert into patrol_walk (plan_id, squad_id, area_code, starts_at, ends_at, route)
      select id, ${townId.squad.fullTime}, area_code, day, day + 1, '{}' from patrol_plan`;
    await sql`insert into patrol_check_in (key, walk_id, area_code, point_id, visit, at, way)
      select gen_random_uuid(), id, area_code, 1, 1, starts_at, 'button' from patrol_walk`;
    await sql.unsafe('analyze patrol_plan; analyze patrol_walk; analyze patrol_check_in');
    await enterAs(sql, 'street');
    await sql.unsafe('set local role jingwei_api');
    for (const statement of statements(sql)) {
      const rows = await sql`explain ${statement as never}`;
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
  });
  return plans;
}

it('plans of a street are listed, and their walks found, by index however many others there are', async () => {
  const [first, next, walks, ofPlan] = await plansOf((sql) => [
    listPlans(sql, { area_code, limit: 50 }),
    listPlans(sql, { area_code, before: 500, limit: 50 }),
    readWalks(sql, { area_code, from: '2026-03-01', to: '2026-03-07' }, 'Asia/Shanghai'),
    readWalksOfPlan(sql, 3, 'Asia/Shanghai'),
  ]);
  expect(first).toMatch(/patrol_plan_area .*\n *Index Cond: .*area_code >= '990106001'.* AND \(area_code < /);
  expect(next).toMatch(/patrol_plan_(area|pkey) .*\n *Index Cond: .*id < 500/);
  expect(walks).toMatch(/patrol_plan_area .*\n *Index Cond: .*area_code >= '990106001'.* AND \(day >= /);
  expect(walks).toMatch(/patrol_plan_area .*\n *Index Cond: .*area_code = ANY .* AND \(day >= /);
  expect(ofPlan).toMatch(/using patrol_plan_pkey/);
  for (const plan of [walks, ofPlan]) {
    expect(plan).toMatch(/using patrol_walk_plan_id_squad_id_key .*\n *Index Cond: \(plan_id = /);
    expect(plan).toMatch(/using patrol_check_in_walk .*\n *Index Cond: \(walk_id = /);
  }
  for (const plan of [first, next, walks, ofPlan]) {
    expect(plan).not.toMatch(/Seq Scan on patrol_(plan|walk|check_in)/);
  }
});
