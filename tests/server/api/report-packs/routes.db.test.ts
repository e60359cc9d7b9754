import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../server/api/calendar.ts';
import type { PeopleCounts } from '../../../../server/api/people-counts/schema.ts';
import type { PackFigures, ReportPack } from '../../../../server/api/report-packs/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { makeMissingPacks } from '../../../../server/packs/nightly.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { daysBefore, townDays } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function make(sql: Database, body: object, login: TownLogin = 'leader') {
  const app = await townApp(sql, login);
  const response = await app.request('/api/report-packs', post(body));
  return { status: response.status, body: (await response.json()) as ReportPack };
}

/** A day so many days before the town's. */
async function dayBack(sql: Database, days: number): Promise<string> {
  return addDays(townDays(await townNow(sql)).today, -days);
}

describe('report packs', () => {
  it('hold what a count by hand gives', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      // On this day 203 and 211 were reported and 204 was settled; 206, 207 and 209 stood open, 209 past due.
      const day = await dayBack(sql, 3);
      await sql`update incident set rating = 5 where id = 204`;
      await sql`insert into emergency (id, plan, grade, area_code, declared_at) overriding system value
        values (981, 'flood', 3, ${townArea.north}, ${daysBefore(now, 3)})`;
      await sql`insert into emergency_order (emergency_id, text, department, issued_at, done_at) values
        (981, '巡查', 'fire', ${daysBefore(now, 3)}, ${daysBefore(now, 3)}), (981, '值守', 'fire', ${daysBefore(now, 3)}, null)`;
      const { status, body } = await make(sql, { area_code: townArea.street, cadence: 'day', day });
      expect(status).toBe(201);
      const { scalars, parts, map } = body.figures;
      const values = Object.fromEntries(Object.entries(scalars).map(([id, { now: value }]) => [id, value]));
      expect(values).toEqual({
        incident_reported: 2,
        incident_settled: 1,
        incident_open: 5,
        incident_overdue: 1,
        visit_done: 0,
        visit_owed: 0,
        visit_late: 0,
        walk_planned: 0,
        walk_done: 0,
        stop_done_share: null,
        coverage_share: 0,
        emergency_declared: 1,
        order_issued: 2,
        order_done: 1,
      });
      expect(parts.values.incident_reported[12]).toBe(2);
      expect(parts.values.incident_reported.reduce((sum, count) => sum + count)).toBe(2);
      expect(map.areas.map(({ area_code }) => area_code)).toEqual([
        townArea.northWest,
        townArea.northEast,
        townArea.southWest,
        townArea.southEast,
      ]);
      expect(map.values.incident_reported).toEqual([1, 0, 0, 1]);
      expect(map.values.incident_open).toEqual([1, 2, 1, 1]);
      expect(map.areas[0]!.path).toMatch(/^M\d+ \d+(L\d+ \d+){3,}Z$/);
    });
  });

  it('compare an area with its own past: four periods before and a year before', async () => {
    await rolledBack(async (sql) => {
      const day = await dayBack(sql, 3);
      const { body } = await make(sql, { area_code: townArea.street, cadence: 'day', day });
      expect(body.figures.past_from).toEqual([4, 3, 2, 1].map((days) => addDays(day, -days)));
      // 206 came two days before and 204 one.
      expect(body.figures.scalars.incident_reported).toEqual({ now: 2, past: [0, 0, 1, 1], year_before: 0 });
    });
  });

  it('are frozen: what is corrected later changes no pack, and makes another edition that says what is otherwise', async () => {
    await rolledBack(async (sql) => {
      const day = await dayBack(sql, 3);
      const first = (await make(sql, { area_code: townArea.street, cadence: 'day', day })).body;
      const read = async () => (await (await townApp(sql)).request(`/api/report-packs/${first.id}`)).text();
      const before = await read();
      await sql`delete from incident where id = 203`;
      await sql`update area set name = '新名' where area_code = ${townArea.northWest}`;
      const second = (await make(sql, { area_code: townArea.street, cadence: 'day', day })).body;
      expect([first.edition, second.edition]).toEqual([1, 2]);
      expect(first.differs).toBeNull();
      expect(second.differs).toEqual({
        edition: 1,
        figures: expect.arrayContaining([
          { figure: 'incident_reported', before: 2, now: 1 },
          { figure: 'incident_open', before: 5, now: 4 },
        ]),
      });
      expect(second.differs!.figures).toHaveLength(2);
      const after = await read();
      const withoutEditions = (text: string) => text.replace(/"editions":\[[^\]]*\]/, '');
      expect(withoutEditions(after)).toBe(withoutEditions(before));
      const rewriting = sql`update report_pack set figures = '{}' where id = ${first.id}`;
      // The last statement of the transaction: it is undone by this.
      await expect(rewriting).rejects.toThrow('a report pack is frozen');
    });
  });

  it('hold people as everybody may see them, whoever makes them', async () => {
    await rolledBack(async (sql) => {
      const day = await dayBack(sql, 0);
      const asked = { area_code: townArea.north, cadence: 'month', day };
      const made = (await make(sql, asked, 'leader')).body;
      // The officer sees counts and no doors.
      const app = await townApp(sql, 'officer');
      const seen = async (measure: string, by = '') =>
        (await ask(app, `/api/people-counts?measure=${measure}&area_code=${townArea.north}${by}`)).body as PeopleCounts;
      const { scalars, tables, small_count_below } = made.figures;
      const shown = (count: number | null) => count ?? 'small';
      for (const figure of ['household', 'resident'] as const)
        expect(scalars[figure]!.now).toBe(shown((await seen(figure)).count[0]![0]!));
      expect(scalars.household!.now).toBe('small');
      const tags = await seen('need_tag', '&by=category');
      expect(tables.need_tag).toEqual(tags.category.map((tag, at) => ({ tag, count: shown(tags.count[0]![at]!) })));
      expect(small_count_below).toBe(tags.small_count_below);
      // 81 in this month or the last; one visit is few.
      const visited = made.figures.map.values.visit_done;
      expect(visited.every((count) => count === 0 || count === 'small')).toBe(true);
      const csv = await (await app.request(`/api/report-packs/${made.id}/figures.csv`)).text();
      expect(csv).toContain(`all,household,住户,<${small_count_below}`);
      expect(await ask(app, `/api/report-packs/${made.id}`)).toMatchObject({ status: 200 });
    });
  });

  it('say of a period that goes on that it does, and refuse one that has not begun', async () => {
    await rolledBack(async (sql) => {
      const today = await dayBack(sql, 0);
      const day = await make(sql, { area_code: townArea.north, cadence: 'week', day: today });
      expect(day.body).toMatchObject({ finished: false, by_night: false, withdrawn_at: null });
      const late = await make(sql, { area_code: townArea.north, cadence: 'day', day: addDays(today, 1) });
      expect(late).toMatchObject({ status: 400, body: { error: { field: 'day' } } });
      const nowhere = await make(sql, { area_code: '990106009', cadence: 'day', day: today });
      expect(nowhere.status).toBe(404);
    });
  });

  it('are made where one arranges, and read where one sees counts', async () => {
    await rolledBack(async (sql) => {
      const day = await dayBack(sql, 1);
      const statusOf = async (area_code: string, login: TownLogin) =>
        (await make(sql, { area_code, cadence: 'day', day }, login)).status;
      expect(await statusOf(townArea.north, 'secretary')).toBe(201);
      expect(await statusOf(townArea.south, 'secretary')).toBe(403);
      expect(await statusOf(townArea.street, 'secretary')).toBe(403);
      expect(await statusOf(townArea.northWest, 'worker')).toBe(403);
      const { body } = await make(sql, { area_code: townArea.south, cadence: 'day', day });
      expect((await ask(await townApp(sql, 'secretary'), `/api/report-packs/${body.id}`)).status).toBe(404);
      expect((await ask(await townApp(sql, 'auditor'), `/api/report-packs/${body.id}`)).status).toBe(200);
      const list = await ask(await townApp(sql, 'secretary'), `/api/report-packs?area_code=${townArea.south}`);
      expect(list.body).toEqual({ items: [], next: null });
    });
  });

  it('are listed by period, page by page, and withdrawn with a reason, once', async () => {
    await rolledBack(async (sql) => {
      for (const back of [3, 2, 1])
        await make(sql, { area_code: townArea.north, cadence: 'day', day: await dayBack(sql, back) });
      const app = await townApp(sql, 'secretary');
      const page = async (query: string) =>
        (await ask(app, `/api/report-packs?area_code=${townArea.north}&cadence=day&limit=2${query}`)).body as {
          items: ReportPack[];
          next: string | null;
        };
      const first = await page('');
      const second = await page(`&page=${first.next}`);
      const days = [...first.items, ...second.items].map(({ period_from }) => period_from);
      expect(days).toEqual([await dayBack(sql, 1), await dayBack(sql, 2), await dayBack(sql, 3)]);
      expect(second.next).toBeNull();
      const withdraw = () =>
        app.request(`/api/report-packs/${first.items[0]!.id}/withdraw`, post({ reason: 'wrong_data' }));
      const answer = await withdraw();
      expect([answer.status, (await answer.json()) as object]).toMatchObject([200, { withdrawn_reason: 'wrong_data' }]);
      expect((await withdraw()).status).toBe(409);
    });
  });

  it('are made by night, of every area above the grids and every cadence, once', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      expect(await makeMissingPacks(sql, now, 'Asia/Shanghai')).toBe(4 * 5);
      expect(await makeMissingPacks(sql, now, 'Asia/Shanghai')).toBe(0);
      const rows = await sql<{ area_code: string; figures: PackFigures }[]>`
        select area_code, figures from report_pack where cadence = 'day' and finished and made_by is null order by area_code`;
      expect(rows.map(({ area_code }) => area_code)).toEqual([
        townArea.district,
        townArea.street,
        townArea.north,
        townArea.south,
      ]);
      // A leader's own of the same day is the same.
      const own = await make(sql, { area_code: townArea.street, cadence: 'day', day: await dayBack(sql, 1) });
      expect(own.body.edition).toBe(2);
      expect(own.body.differs!.figures).toEqual([]);
      expect(own.body.figures).toEqual(rows[1]!.figures);
    });
  });

  it('tell how things stood in an earlier period from the pack that was made of it', async () => {
    await rolledBack(async (sql) => {
      const day = await dayBack(sql, 40);
      const month = { area_code: townArea.north, cadence: 'month' };
      const before = (await make(sql, { ...month, day })).body;
      const { body } = await make(sql, { ...month, day: addDays(before.period_to, 1) });
      expect(body.figures.scalars.building_fresh_share!.past).toEqual([
        null,
        null,
        null,
        before.figures.scalars.building_fresh_share!.now,
      ]);
    });
  });
});
