import { describe, expect, it } from 'vitest';
import type { PlanBody } from '../../../server/api/area-changes/bodies.ts';
import { addDays } from '../../../server/api/calendar.ts';
import type { ReportPack } from '../../../server/api/report-packs/schema.ts';
import { applyReorganisation } from '../../../server/areas/applying.ts';
import type { Database } from '../../../server/db/open.ts';
import { townArea, townNow } from '../../fixtures/town.ts';
import { townDays } from '../../fixtures/town-households.ts';
import { south, squareLat, squareLon, west } from '../../fixtures/town-rows.ts';
import { townApp } from '../../helpers/app.ts';
import { rolledBack } from '../../helpers/database.ts';

const limits = { household_min: 0, sliver_m2: 50, snap_m: 1, parts_max: 9 };
const { north, northWest, northEast } = townArea;
const merged = `${north}003`;
const merge: PlanBody = { kind: 'merge', area_codes: [northWest, northEast], name: '北格', given: {}, shared: [] };

async function make(sql: Database, area_code: string, day: string): Promise<ReportPack> {
  const app = await townApp(sql);
  const response = await app.request('/api/report-packs', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ area_code, cadence: 'day', day }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as ReportPack;
}

/** Today in the town, and the day on which 203 was reported and 204 settled. */
async function days(sql: Database) {
  const { today } = townDays(await townNow(sql));
  return { today, day: addDays(today, -3) };
}
const reorganise = (sql: Database, body: PlanBody, today: string) => applyReorganisation(sql, body, { limits, today });
const codes = (rows: readonly { area_code: string }[]) => rows.map(({ area_code }) => area_code);
const sum = (rows: readonly unknown[]) => (rows as number[]).reduce((total, each) => total + each, 0);

describe('a pack of before a reorganisation', () => {
  it('says that it counts in the boundaries of its last day when nothing has changed', async () => {
    await rolledBack(async (sql) => {
      const { day } = await days(sql);
      const { boundaries, map } = (await make(sql, north, day)).figures;
      expect(boundaries).toEqual({ counted_in: 'last_day', changed_on: [], in_todays: null });
      expect(map.values.visit_done).toHaveLength(2);
    });
  });

  it('counts as it was, and in today’s boundaries beside it: no incident lost, none twice', async () => {
    await rolledBack(async (sql) => {
      const { today, day } = await days(sql);
      const before = (await make(sql, north, day)).figures;
      await reorganise(sql, merge, today);
      const pack = await make(sql, north, day);
      const { map, tables, boundaries } = pack.figures;
      expect(boundaries).toMatchObject({ counted_in: 'last_day', changed_on: [today] });
      expect(codes(map.areas)).toEqual([northWest, northEast]);
      expect(map.areas).toEqual(before.map.areas);
      expect(map.values).toEqual({ ...before.map.values, visit_done: [] });
      expect(tables.areas).toEqual(before.tables.areas);
      const { in_todays } = boundaries!;
      expect(codes(in_todays!.map.areas)).toEqual([merged]);
      expect(codes(in_todays!.areas)).toEqual([merged]);
      expect(in_todays!.map.values.visit_done).toHaveLength(1);
      for (const count of ['reported', 'settled', 'open', 'overdue'] as const)
        expect(sum(in_todays!.areas.map((row) => row[count]))).toBe(sum(before.tables.areas.map((row) => row[count])));
      expect(in_todays!.map.values.incident_open).toEqual([sum(before.map.values.incident_open)]);
      expect(sum(before.map.values.incident_open)).toBeGreaterThan(1);
      // The whole is the same in both.
      expect(pack.differs!.figures).toEqual([]);
      expect(Object.values(pack.figures.scalars).filter(({ as_it_was }) => as_it_was !== undefined)).toEqual([]);
      const csv = await (await townApp(sql)).request(`/api/report-packs/${pack.id}/figures.csv`);
      const lines = (await csv.text()).split('\r\n');
      expect(lines.filter((line) => line.startsWith('map_today,incident_open,'))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith('map,incident_open,'))).toHaveLength(2);
    });
  });

  it('has both numbers of an area whose own border was drawn anew', async () => {
    await rolledBack(async (sql) => {
      const { today, day } = await days(sql);
      const before = (await make(sql, northWest, day)).figures.scalars;
      expect([before.incident_reported!.now, before.incident_settled!.now]).toEqual([1, 1]);
      const [mid, middle] = [west + squareLon, south + squareLat];
      // The border bends westwards round everything that happened in the north-west.
      const border: [number, number][] = [
        [mid, middle],
        [mid - 0.0034, middle + 0.0016],
        [mid, middle + squareLat],
      ];
      await reorganise(
        sql,
        { kind: 'redraw', area_codes: [northWest, northEast], border, given: {}, shared: [] },
        today,
      );
      const { scalars, boundaries } = (await make(sql, northWest, day)).figures;
      expect(boundaries).toMatchObject({ counted_in: 'last_day', changed_on: [today] });
      expect(scalars.incident_reported).toMatchObject({ now: 0, as_it_was: 1 });
      expect(scalars.incident_settled).toMatchObject({ now: 0, as_it_was: 1 });
      const beside = (await make(sql, northEast, day)).figures.scalars;
      expect(beside.incident_reported).toMatchObject({ now: 1, as_it_was: 0 });
    });
  });

  it('of an area that is younger counts in the boundaries of the day it was made', async () => {
    await rolledBack(async (sql) => {
      const { today, day } = await days(sql);
      await reorganise(sql, merge, today);
      const { boundaries, map, scalars } = (await make(sql, merged, day)).figures;
      expect(boundaries).toEqual({ counted_in: 'made_day', changed_on: [today], in_todays: null });
      expect(codes(map.areas)).toEqual([merged]);
      expect(scalars.incident_reported!.now).toBe(1);
    });
  });
});
