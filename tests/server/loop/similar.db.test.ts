import { expect, it } from 'vitest';
import { similarTo } from '../../../server/loop/similar.ts';
import { townSpot } from '../../fixtures/loop-reports.ts';
import { enterAs, rolledBack } from '../../helpers/database.ts';
import { monday } from './walking.ts';

it('looks for what is near in the index of places, for somebody who passes the row policies', async () => {
  await rolledBack(async (sql) => {
    // As many as there are anywhere of one category, so that the planner has something to choose.
    await sql`insert into incident (incident_code, category, title, reported_at, due_at, geometry)
      select 'T' || n, 'noise', '夜间施工', now(), now(), ST_SetSRID(ST_MakePoint(112.1 + n * 0.000004, 32 + n * 0.000003), 4326)
      from generate_series(1, 2000) n`;
    await sql`analyze incident`;
    await enterAs(sql, 'worker');
    await sql.unsafe('set local role jingwei_api');
    const asked = {
      centre: [...townSpot.northWest] as [number, number],
      category: 'noise',
      title: '噪声',
      now: monday,
    };
    const { statement } = (await similarTo(sql, asked)) as unknown as { statement: { string: string } };
    await sql.unsafe('set local plan_cache_mode = force_generic_plan');
    await sql.unsafe(`prepare asked as ${statement.string}`);
    const parameters = new Set(statement.string.match(/\$\d+/g) ?? []).size;
    const rows = await sql.unsafe(`explain execute asked (${Array(parameters).fill('null').join(', ')})`);
    await sql.unsafe('deallocate asked');
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('incident_geometry');
  });
});
