import { describe, expect, it } from 'vitest';
import type { IncidentCells, IncidentHistogram } from '../../../../server/api/incidents/schema.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { daysBefore, townDays } from '../../../fixtures/town-households.ts';
import { type TownIncident, townIncidents } from '../../../fixtures/town-incidents.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack, testDatabase } from '../../../helpers/database.ts';
import { allPages, ask } from '../../../helpers/fakes.ts';

const newestFirst = [201, 202, 211, 203, 204, 206, 207, 205, 208, 209, 210, 212];
const grids: Record<number, string | null> = {
  ...Object.fromEntries([201, 202, 203, 204].map((id) => [id, townArea.northWest])),
  ...Object.fromEntries([205, 206, 207].map((id) => [id, townArea.northEast])),
  ...Object.fromEntries([208, 209].map((id) => [id, townArea.southWest])),
  ...Object.fromEntries([210, 211].map((id) => [id, townArea.southEast])),
  212: null,
};
const names: Record<string, string> = {
  [townArea.northWest]: '第一网格',
  [townArea.northEast]: '第二网格',
  [townArea.southWest]: '第三网格',
  [townArea.southEast]: '第四网格',
};

function shown(incident: TownIncident, now: Date) {
  const { id, category, severity, status } = incident;
  return {
    id,
    incident_code: `SJ0${id}`,
    area_code: grids[id],
    category,
    title: `事件${id}`,
    address: id === 201 ? '清河路18号1幢' : null,
    severity,
    status,
    overdue: [202, 206, 209].includes(id),
    reported_at: daysBefore(now, incident.reported).toISOString(),
    due_at: daysBefore(now, incident.due).toISOString(),
    closed_at: incident.closed === null ? null : daysBefore(now, incident.closed).toISOString(),
    centre: incident.at,
    channel: id === 201 ? 'worker' : 'import',
    ...{ item: null, holder_code: null, department: null, version: 1, holder_name: null },
    area_name: names[grids[id] ?? ''] ?? null,
  };
}
const now = async () => townNow((await testDatabase()).sql);
const find = (id: number) => townIncidents.find((incident) => incident.id === id)!;
const ids = (body: unknown) => (body as { items: { id: number }[] }).items.map((item) => item.id);

describe('GET /api/incidents', () => {
  it('lists all, newest first', async () => {
    const moment = await now();
    const { body } = await ask(await townApp(), '/api/incidents');
    expect(body).toEqual({ items: newestFirst.map((id) => shown(find(id), moment)), next: null, count: 12 });
  });

  it('pages: every incident once, also those of one moment and those a microsecond apart', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set reported_at = reported_at + interval '1 microsecond' where id = 204`;
      await sql`update incident set reported_at = (select reported_at from incident where id = 204)
        - interval '1 microsecond' where id = 206`;
      const app = await townApp(sql);
      for (const limit of [1, 2, 5]) {
        const rows = await allPages(app, `/api/incidents?limit=${limit}`, limit);
        expect(ids({ items: rows })).toEqual(newestFirst);
      }
    });
  });

  it.each([
    [`area_code=${townArea.north}`, [201, 202, 203, 204, 206, 207, 205]],
    [`area_code=${townArea.southWest}`, [208, 209]],
    ['category=noise', [204, 210]],
    ['status=open', [201, 202, 211, 203, 206, 207, 209]],
    ['status=overdue', [202, 206, 209]],
    ['status=closed', [205, 208, 212]],
    [`status=overdue&area_code=${townArea.south}`, [209]],
    ['status=&category=', newestFirst],
    ['status=done', [204, 205, 208, 210, 212]],
    ['category=nothing', []],
    ["category=noise' or '1'='1", []],
    // The south-western square of the town, and the whole town.
    ['bbox=112.1,32,112.1042,32.0036', [208, 209]],
    ['bbox=112,31.9,112.2,32.1&category=noise', [204, 210]],
    ['bbox=10,10,11,11', []],
  ])('narrows by %s', async (query, expected) => {
    const { body } = await ask(await townApp(), `/api/incidents?${query}`);
    expect(ids(body)).toEqual([...expected].sort((a, b) => newestFirst.indexOf(a) - newestFirst.indexOf(b)));
  });

  it('takes first and last day as days of the time zone, both included', async () => {
    const moment = await now();
    const app = await townApp();
    const day = (days: number) => townDays(daysBefore(moment, days)).today;
    // 201 was reported at 23:00 of the day before the town's noon.
    expect(ids((await ask(app, `/api/incidents?from=${day(1)}&to=${day(1)}`)).body)).toEqual([201]);
    expect(ids((await ask(app, `/api/incidents?from=${day(3)}&to=${day(2)}`)).body)).toEqual([202, 211, 203]);
    expect(ids((await ask(app, `/api/incidents?from=${day(0)}`)).body)).toEqual([]);
    expect(ids((await ask(app, `/api/incidents?to=${day(100)}`)).body)).toEqual([210, 212]);
  });

  it.each([
    ['status=gone', 'status'],
    ['from=2026-02-30', 'from'],
    ['from=2026-5-1', 'from'],
    ['to=yesterday', 'to'],
    ['from=2026-05-02&to=2026-05-01', 'from'],
    ['page=WyIyMDI2LTAxLTAxJyBvciAxPTEiLDFd', 'page'],
    ['limit=-1', 'limit'],
    ['area_code=%27', 'area_code'],
    ['limit=1&limit=2', 'limit'],
    ['bbox=1,2,3', 'bbox'],
    ['bbox=1,2,3,north', 'bbox'],
    ['bbox=112.2,32,112.1,32.1', 'bbox'],
    ['bbox=100,32,190,32.1', 'bbox'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await ask(await townApp(), `/api/incidents?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'bad_input', field } });
  });

  it('words a wrong status in both languages', async () => {
    const app = await townApp();
    expect((await ask(app, '/api/incidents?status=gone')).body).toMatchObject({
      error: {
        message: '「status」有误：状态应为闭环中的一步（如 reported、handling），或 open、overdue、done。',
      },
    });
    expect((await ask(app, '/api/incidents?status=gone', 'en')).body).toMatchObject({
      error: {
        message:
          '“status” is wrong: a status is a step of the loop such as reported or handling, or open, overdue or done.',
      },
    });
  });

  it('knows no other district', async () => {
    expect((await ask(await townApp(), '/api/incidents?area_code=110101')).status).toBe(404);
  });
});

describe('GET /api/incidents/cells', () => {
  it('counts by cell', async () => {
    const { body } = await ask(await townApp(), '/api/incidents/cells?status=open&resolution=8');
    const cells = body as IncidentCells;
    expect(Object.keys(cells)).toEqual(['resolution', 'cell', 'count', 'ring']);
    expect(cells.resolution).toBe(8);
    expect(cells.count.reduce((sum, count) => sum + count)).toBe(7);
    expect(cells.ring.every((ring) => ring.length === 7 && String(ring[0]) === String(ring[6]))).toBe(true);
  });

  it.each(['5', '12', '9.5', 'nine'])('refuses resolution %s', async (resolution) => {
    const { status, body } = await ask(await townApp(), `/api/incidents/cells?resolution=${resolution}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { field: 'resolution' } });
  });
});

describe('GET /api/incidents/histogram', () => {
  it('shows the last 90 days without gaps', async () => {
    const moment = await now();
    const { body } = await ask(await townApp(), '/api/incidents/histogram');
    const { from, to, count, open_count } = body as IncidentHistogram;
    expect([from, to]).toEqual([townDays(daysBefore(moment, 89)).today, townDays(moment).today]);
    const at = (daysAgo: number) => [count[89 - daysAgo], open_count[89 - daysAgo]];
    expect(count).toHaveLength(90);
    expect(open_count).toHaveLength(90);
    expect([0, 1, 2, 3, 4, 5, 8, 10, 30, 40].map(at)).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
      [2, 2],
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(count.reduce((sum, each) => sum + each)).toBe(10);
  });

  it('puts what was reported at 23:59 and 00:00 on their own days', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set reported_at = '2026-03-01T23:59:59.999+08:00' where id = 204`;
      await sql`update incident set reported_at = '2026-03-02T00:00:00+08:00' where id = 206`;
      const app = await townApp(sql);
      const { body } = await ask(app, '/api/incidents/histogram?from=2026-03-01&to=2026-03-03&area_code=990106');
      expect(body).toEqual({
        from: '2026-03-01',
        to: '2026-03-03',
        count: [1, 1, 0],
        open_count: [0, 1, 0],
      } satisfies IncidentHistogram);
    });
  });

  it('shows at most 1,100 days', async () => {
    const { status, body } = await ask(await townApp(), '/api/incidents/histogram?from=2020-01-01&to=2026-01-01', 'en');
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: 'bad_input',
        field: 'from',
        message: '“from” is wrong: a histogram shows at most 1100 days; choose a shorter period.',
      },
    });
  });
});
