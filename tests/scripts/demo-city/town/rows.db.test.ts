import { describe, expect, it } from 'vitest';
import { householdCapacity, measureColumns } from '../../../../scripts/demo-city/capacity.ts';
import { buildTown } from '../../../../scripts/demo-city/town/index.ts';
import { planTown } from '../../../../scripts/demo-city/town/plan.ts';
import { rolledBack } from '../../../helpers/database.ts';

describe('the town in the database', () => {
  it('has every row, in its grid, without gaps, and with the planned capacity', async () => {
    const plan = planTown('jingwei');
    await rolledBack(async (sql) => {
      // The fixture town has the same codes.
      await sql`delete from area`;
      const reports: [number, number][] = [];
      await buildTown(sql, { seed: 'jingwei', onProgress: (done, total) => reports.push([done, total]) });
      expect(reports.at(-1)![0]).toBe(reports.at(-1)![1]);

      for (const [table, rows] of Object.entries({
        area: plan.areas,
        land: plan.land,
        waterway: plan.waterways,
        road: plan.roads,
        place: plan.places,
        compound: plan.compounds,
        building: plan.buildings,
      })) {
        const [counted] = await sql.unsafe<{ rows: number }[]>(
          `select count(*)::int as rows from ${table} where source = 'demo'`,
        );
        expect(counted!.rows, table).toBe(rows.length);
      }

      const placed = await sql<{ source_id: string; area_code: string | null; compound: string | null }[]>`
        select b.source_id, b.area_code, c.source_id as compound
        from building b left join compound c on c.id = b.compound_id where b.source = 'demo'`;
      for (const { source_id, area_code, compound } of placed) {
        const planned = plan.buildings[Number(source_id.split('/')[1])]!;
        expect(area_code, source_id).toBe(planned.area_code);
        expect(compound, source_id).toBe(planned.compound === null ? null : `compound/${planned.compound}`);
      }

      const [overlaps] = await sql<{ pairs: number; gap_m2: number }[]>`
        select (select count(*)::int from area a join area b on a.area_code < b.area_code and a.geometry && b.geometry
                and ST_Overlaps(a.geometry, b.geometry)
                where a.source = 'demo' and b.source = 'demo' and a.level = 'grid' and b.level = 'grid') as pairs,
          (select abs(s.area_m2 - (select sum(g.area_m2) from area g where g.source = 'demo' and g.level = 'grid'))
           from area s where s.source = 'demo' and s.level = 'street')::float8 as gap_m2`;
      expect(overlaps!.pairs).toBe(0);
      expect(overlaps!.gap_m2).toBeLessThan(1);

      const { footprint_m2, length_m } = measureColumns('geometry');
      const measured = await sql.unsafe<
        { area_code: string; kind: string; floor_count: number; footprint_m2: number; length_m: number }[]
      >(
        `select area_code, kind, floor_count, ${footprint_m2} as footprint_m2, ${length_m} as length_m from building where source = 'demo'`,
      );
      const doors = new Map<string, number>();
      for (const one of measured) doors.set(one.area_code, (doors.get(one.area_code) ?? 0) + householdCapacity(one));
      for (const grid of plan.areas.filter(({ level }) => level === 'grid')) {
        expect(doors.get(grid.area_code), grid.area_code).toBe(grid.household_count);
      }
    });
  });
});
