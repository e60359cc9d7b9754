import { describe, expect, it } from 'vitest';
import type { LoopStatistics } from '../../../../server/api/statistics/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { daysBefore, townDays } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

/** The days of the town, counted back from its noon. */
async function span(sql: Database, from: number, to: number): Promise<string> {
  const now = await townNow(sql);
  const day = (days: number) => townDays(daysBefore(now, days)).today;
  return `from=${day(from)}&to=${day(to)}`;
}

async function loop(
  sql: Database,
  area: string,
  days: string,
  more = '',
  login: Parameters<typeof townApp>[1] = 'leader',
) {
  return ask(await townApp(sql, login), `/api/statistics/loop?area_code=${area}&${days}${more}`);
}

describe('GET /api/statistics/loop', () => {
  it('tells what came, was settled and is open, by day', async () => {
    await rolledBack(async (sql) => {
      const { body } = await loop(sql, townArea.street, await span(sql, 9, 0));
      const { figures, flow } = body as LoopStatistics;
      // Reported in these ten days: 201 to 204, 206, 207, 211; 205 came the day before and was settled in them, as was 204.
      expect(figures).toMatchObject({
        inflow_count: 7,
        outflow_count: 2,
        aside_count: 0,
        open_count: 7,
        overdue_count: 3,
        late_count: 0,
        // 24 and 48 hours.
        settle_median_h: 36,
        settle_p90_h: 45.6,
      });
      expect(flow.part_days).toBe(1);
      // Before the span 205 and 209 were open.
      expect(flow.inflow_count).toEqual([0, 1, 0, 0, 1, 1, 2, 1, 1, 0]);
      expect(flow.outflow_count).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 0]);
      expect(flow.open_count).toEqual([2, 2, 2, 2, 3, 4, 5, 6, 7, 7]);
    });
  });

  it('goes by week where the span is long, its last week cut', async () => {
    await rolledBack(async (sql) => {
      const { body } = await loop(sql, townArea.street, await span(sql, 99, 0));
      const { flow, figures } = body as LoopStatistics;
      expect([flow.part_days, flow.from.length]).toEqual([7, 15]);
      expect(flow.inflow_count.reduce((sum, count) => sum + count)).toBe(figures.inflow_count);
      expect(flow.open_count.at(-1)).toBe(figures.open_count);
    });
  });

  it('sets every area below in order of code, also one with nothing, and every category that has something', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set channel = 'patrol' where id in (201, 203)`;
      await sql`update incident set channel = 'hotline' where id = 202`;
      const { body } = await loop(sql, townArea.north, await span(sql, 3, 0));
      const { areas, categories } = body as LoopStatistics;
      expect(
        areas.map(({ area_code, inflow_count, inflow_by_part }) => [area_code, inflow_count, inflow_by_part]),
      ).toEqual([
        [townArea.northWest, 3, [1, 1, 1, 0]],
        [townArea.northEast, 0, [0, 0, 0, 0]],
      ]);
      expect(areas[0]).toMatchObject({ found_count: 2, complaint_count: 1, proactive_share: 67, level: 'grid' });
      const shares = Object.fromEntries(categories.map(({ category, proactive_share }) => [category, proactive_share]));
      // 204 (noise), 206 (fire) and 207 (property) only stand open or were settled.
      expect(shares).toEqual({ environment: 100, fire: null, noise: null, parking: 100, property: null, safety: 0 });
    });
  });

  it('keeps one category', async () => {
    await rolledBack(async (sql) => {
      const { body } = await loop(sql, townArea.street, await span(sql, 9, 0), '&category=parking');
      const { figures, categories } = body as LoopStatistics;
      expect([figures.inflow_count, figures.open_count]).toEqual([1, 1]);
      expect(categories.map(({ category }) => category)).toEqual(['parking']);
    });
  });

  it('tells where and through how many hands matters were settled, and how they were rated; merged ones stand apart', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set hand_count = 3, rating = 5 where id = 205`;
      await sql`update incident set status = 'merged' where id = 204`;
      const { body } = await loop(sql, townArea.street, await span(sql, 9, 0));
      const { figures, settled_at, hands, ratings } = body as LoopStatistics;
      expect([figures.outflow_count, figures.aside_count]).toEqual([1, 1]);
      expect(settled_at.filter(({ count }) => count > 0)).toEqual([{ level: 'community', count: 1 }]);
      expect([hands, ratings]).toEqual([
        [0, 0, 1, 0],
        [0, 0, 0, 0, 1],
      ]);
    });
  });

  it('tells how long each step took, by when it ended and where', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      const step = (id: number, position: number, status: string, hours: number) => sql`
        insert into incident_step (incident_id, position, status, entered_at, left_at)
        values (${id}, ${position}, ${status}, ${daysBefore(now, 2)}, ${new Date(daysBefore(now, 2).getTime() + hours * 3_600_000)})`;
      await sql`delete from incident_step`;
      for (const [at, hours] of [1, 2, 3, 10].entries()) await step(201, at + 1, 'dispatched', hours);
      await step(208, 1, 'dispatched', 100);
      await step(201, 9, 'closed', 5);
      await sql`insert into incident_step (incident_id, position, status, entered_at) values (202, 1, 'reported', now())`;
      const steps = async (area: string, more = '') =>
        ((await loop(sql, area, await span(sql, 2, 0), more)).body as LoopStatistics).steps;
      expect(await steps(townArea.north)).toEqual([{ status: 'dispatched', count: 4, median_h: 2.5, p90_h: 7.9 }]);
      expect(await steps(townArea.north, '&category=safety')).toEqual([]);
      // The whole deployment is counted another way; 208 ended four days after.
      expect(await steps(townArea.district)).toEqual([{ status: 'dispatched', count: 4, median_h: 2.5, p90_h: 7.9 }]);
      expect(await steps(townArea.south)).toEqual([]);
    });
  });

  it('is of areas that one sees all of', async () => {
    await rolledBack(async (sql) => {
      const days = await span(sql, 9, 0);
      expect((await loop(sql, townArea.north, days, '', 'secretary')).status).toBe(200);
      expect((await loop(sql, townArea.street, days, '', 'secretary')).status).toBe(403);
      expect((await loop(sql, townArea.south, days, '', 'secretary')).status).toBe(403);
      expect((await loop(sql, '110101', days)).status).toBe(404);
    });
  });

  it.each([
    ['from=2026-05-02&to=2026-05-01', 'from'],
    ['from=2020-01-01&to=2026-05-01', 'from'],
    ['to=2026-05-01', 'from'],
    ['from=2026-05-01&to=today', 'to'],
  ])('refuses %s', async (days, field) => {
    await rolledBack(async (sql) => {
      const { status, body } = await loop(sql, townArea.north, days);
      expect([status, body]).toMatchObject([400, { error: { field } }]);
    });
  });
});
