import { describe, expect, it } from 'vitest';
import { readPointColumns } from '../../../../client/map/point-columns.ts';
import { readPoints } from '../../../../server/api/incidents/points.ts';
import { type IncidentStatus, incidentStatuses } from '../../../../server/api/incidents/schema.ts';
import type { IncidentFilter } from '../../../../server/api/incidents/sql.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townNow } from '../../../fixtures/town.ts';
import { daysBefore } from '../../../fixtures/town-households.ts';
import { townIncidents } from '../../../fixtures/town-incidents.ts';
import { townApp } from '../../../helpers/app.ts';
import { enterAs, rolledBack, testDatabase } from '../../../helpers/database.ts';

const time_zone = 'Asia/Shanghai';
const ids = townIncidents.map(({ id }) => id);
const categories = [
  'dispute',
  'environment',
  'fire',
  'noise',
  'parking',
  'property',
  'public_works',
  'safety',
  'traffic',
];

/** Days since 1970 of a moment on a wall in the town. */
const dayOf = (moment: Date) => Math.floor((moment.getTime() + 8 * 3_600_000) / 86_400_000);

/** What the browser makes of the answer over HTTP. */
async function ask(query: string, sql?: Database) {
  const answer = await (await townApp(sql)).request(`/api/incidents/points?${query}`);
  expect(answer.status).toBe(200);
  return { ...readPointColumns(await answer.arrayBuffer()), answer };
}

async function read(sql: Database, filter: IncidentFilter, most?: number) {
  await enterAs(sql, 'leader');
  const bytes = await readPoints(sql, filter, { now: await townNow(sql), time_zone }, most);
  return readPointColumns(bytes.buffer);
}

describe('GET /api/incidents/points', () => {
  it('gives every point, exact to a centimetre, in order of id', async () => {
    const now = await townNow((await testDatabase()).sql);
    const points = await ask('');
    expect(points.header).toEqual({
      count: 12,
      offsets: { id: 0, position: 48, day: 144, category: 168, status: 184, urgency: 200, course: 216 },
      categories: [...categories, ''],
      statuses: [...incidentStatuses],
      time_zone,
      first_day: '1900-01-01',
      truncated: false,
      complete_from: null,
    });
    expect([...points.id]).toEqual(ids);
    expect([...points.position]).toEqual(
      townIncidents.flatMap(({ at }) => at.map((degrees) => Math.round(degrees * 1e7))),
    );
    expect([...points.day].map((day) => day - 25_567)).toEqual(
      townIncidents.map(({ reported }) => dayOf(daysBefore(now, reported))),
    );
    expect([...points.category]).toEqual(townIncidents.map(({ category }) => categories.indexOf(category)));
    expect([...points.status].map((status) => incidentStatuses[status])).toEqual(
      townIncidents.map(({ status }) => status),
    );
    expect([...points.urgency]).toEqual([2, 3, 1, 0, 0, 3, 1, 0, 3, 0, 1, 0]);
    const levels = ['grid', 'community', 'street', 'district'];
    expect([...points.course].map((course) => course >> 4)).toEqual(
      townIncidents.map(({ settled_at }) => levels.indexOf(settled_at ?? '') + 1),
    );
  });

  it('says through how many hands each passed, and that a stopped clock is neither due nor overdue', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set hand_count = 3 where id = 202`;
      await sql`update incident set hand_count = 99, settled_at = 'district' where id = 208`;
      await sql`update incident set status = 'suspended', due_at = null where id = 206`;
      const { course, urgency, id } = await read(sql, {});
      const at = (wanted: number) => id.indexOf(wanted);
      expect([course[at(202)], course[at(208)], urgency[at(206)]]).toEqual([3, (4 << 4) | 15, 1]);
    });
  });

  it('says what it is and is not sent again while nothing changed', async () => {
    const { answer } = await ask('');
    expect(answer.headers.get('Content-Type')).toBe('application/vnd.jingwei.incident-points');
    const again = await (await townApp()).request('/api/incidents/points', {
      headers: { 'If-None-Match': answer.headers.get('ETag')!, 'Accept-Encoding': 'gzip' },
    });
    expect(again.status).toBe(304);
  });

  it('is empty where nothing matches', async () => {
    const points = await ask('category=nothing');
    expect(points.header.count).toBe(0);
    expect(points.urgency).toHaveLength(0);
  });

  it('is filtered by state, place and day', async () => {
    const { sql } = await testDatabase();
    const now = await townNow(sql);
    expect([...(await ask('status=done')).id]).toEqual([204, 205, 208, 210, 212]);
    expect([...(await ask('status=overdue')).id]).toEqual([202, 206, 209]);
    expect([...(await ask('bbox=112.15,32.05,112.25,32.15')).id]).toEqual([212]);
    const day = daysBefore(now, 3).toISOString().slice(0, 10);
    const ofDay = await ask(`from=${day}&to=${day}`);
    expect([...ofDay.id]).toEqual([203, 211]);
    expect(ofDay.header.first_day).toBe(day);
    expect([...ofDay.day]).toEqual([0, 0]);
  });

  it('counts a day from midnight to midnight of the time zone', async () => {
    await rolledBack(async (sql) => {
      // 16:00 in UTC is midnight in Shanghai.
      await sql`update incident set reported_at = '2026-03-01T15:59:59.999Z' where id = 201`;
      await sql`update incident set reported_at = '2026-03-01T16:00:00Z' where id = 202`;
      const points = await read(sql, { from: '2026-03-01', to: '2026-03-02' });
      expect([...points.id].slice(0, 2)).toEqual([201, 202]);
      expect([...points.day].slice(0, 2)).toEqual([0, 1]);
      expect([...(await read(sql, { from: '2026-03-02', to: '2026-03-02' })).id]).toContain(202);
      expect([...(await read(sql, { from: '2026-03-02', to: '2026-03-02' })).id]).not.toContain(201);
    });
  });

  it('keeps whole days, the newest, where there are too many, and says from when on', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      const day = (ago: number) => new Date(dayOf(daysBefore(now, ago)) * 86_400_000).toISOString().slice(0, 10);
      // 201 and 202 fit; of the two reported three days ago one would not.
      const three = await read(sql, {}, 3);
      expect([...three.id]).toEqual([201, 202]);
      expect(three.header).toMatchObject({ truncated: true, complete_from: day(2), first_day: day(2) });
      expect([...(await read(sql, {}, 4)).id]).toEqual([201, 202, 203, 211]);
      expect((await read(sql, {}, 12)).header.truncated).toBe(false);
    });
  });

  it('gives as many as it can of a last day that alone has too many', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set reported_at = '2026-03-01T04:00:00Z'`;
      const points = await read(sql, { from: '2026-01-01' }, 5);
      expect(points.id).toHaveLength(5);
      expect(points.header).toMatchObject({ truncated: true, first_day: '2026-03-01', complete_from: '2026-03-02' });
    });
  });

  it('names a category beyond the first 200 as none of them', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into incident (incident_code, category, title, reported_at, due_at, geometry)
        select 'C' || n, 'a' || lpad(n::text, 3, '0'), 'x', now(), now(), ST_SetSRID(ST_MakePoint(112.1, 32), 4326)
        from generate_series(1, 200) n`;
      const points = await read(sql, {});
      expect(points.header.categories).toHaveLength(201);
      const of = (id: number) => points.header.categories[points.category[points.id.indexOf(id)]!];
      expect(of(201)).toBe('');
    });
  });

  it('has every status in its list', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ status: IncidentStatus }[]>`select distinct status from incident`;
    expect(rows.every(({ status }) => incidentStatuses.includes(status))).toBe(true);
  });
});
