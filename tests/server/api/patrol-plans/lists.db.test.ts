import { expect, it } from 'vitest';
import { listEarlierRoutes, listPlans } from '../../../../server/api/patrol-plans/sql.ts';
import { townArea } from '../../../fixtures/town.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { townResult } from '../../../helpers/patrols.ts';
import { planOf } from '../../../helpers/plan.ts';

it('a list of plans reads neither what they are made of nor what came of it', async () => {
  const plan = await planOf((sql) => listPlans(sql, { area_code: townArea.street, limit: 50 }), 'verbose');
  expect(plan).toContain('squad_count');
  expect(plan).not.toMatch(/\b(input|result)\b/);
});

it('earlier nights are those that were issued for the area, the latest plan of each, without the lines of their ways', () =>
  rolledBack(async (sql) => {
    const result = townResult();
    const insert = (id: number, day: string, state = 'issued', area_code: string = townArea.north) => sql`
      insert into patrol_plan (id, area_code, name, day, state, input, result) overriding system value
      values (${id}, ${area_code}, '夜巡', ${day}, ${state}, '{"squads": []}',
        ${sql.json({ ...result, routes: [{ ...result.routes[0]!, squad_id: id }] } as never)})`;
    await insert(1, '2026-05-01');
    await insert(2, '2026-05-02');
    await insert(3, '2026-05-02');
    await insert(4, '2026-05-03', 'withdrawn');
    await insert(5, '2026-05-03', 'issued', townArea.south);
    await insert(6, '2026-05-04');
    await sql`insert into patrol_plan (id, area_code, name, day, state, input) overriding system value
      values (7, ${townArea.north}, '夜巡', '2026-05-03', 'issued', '{}')`;
    const of = { area_code: townArea.north, day: '2026-05-04' };
    const nights = await listEarlierRoutes(sql, of, 14);
    expect(nights.map((routes) => routes.map(({ squad_id }) => squad_id))).toEqual([[3], [1]]);
    const [{ stops, legs }] = nights[0]! as [(typeof nights)[number][number]];
    expect(stops).toEqual(result.routes[0]!.stops);
    expect(legs).toEqual(result.routes[0]!.legs.map(({ line: _, ...leg }) => leg));
    expect(await listEarlierRoutes(sql, of, 1)).toHaveLength(1);
    expect(await listEarlierRoutes(sql, of, 0)).toEqual([]);
  }));
