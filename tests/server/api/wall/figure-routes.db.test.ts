import { describe, expect, it } from 'vitest';
import type { WallFigures } from '../../../../server/api/wall/schema.ts';
import { createApp } from '../../../../server/app.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId, townNow } from '../../../fixtures/town.ts';
import { daysBefore } from '../../../fixtures/town-households.ts';
import { signedIn } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

/** The town's wall at some hours after its noon. */
function wallAt(sql: Database, now: Date, hours = 0) {
  const moment = new Date(now.getTime() + hours * 3_600_000);
  return signedIn(
    createApp({ sql, config: testConfig, tiles: fakeTiles(), sealer: testSealer, now: () => moment }),
    'wall',
  );
}
async function figures(sql: Database, hours = 0): Promise<WallFigures> {
  const { status, body } = await ask(wallAt(sql, await townNow(sql), hours), '/api/wall/figures');
  expect(status).toBe(200);
  return body as WallFigures;
}
/** Steps of an incident: its status and how many hours before noon it left it; null: it stands there. */
const steps = async (sql: Database, id: number, ...rows: [status: string, left: number | null][]) => {
  const now = await townNow(sql);
  for (const [position, [status, left]] of rows.entries()) {
    const left_at = left === null ? null : daysBefore(now, left / 24);
    await sql`insert into incident_step (incident_id, position, status, entered_at, left_at)
      values (${id}, ${position + 1}, ${status}, ${daysBefore(now, 3)}, ${left_at})`;
  }
};
const none = { value: null, before: null, usual: null };

describe('GET /api/wall/figures', () => {
  it('counts what is open, comes and goes', () =>
    rolledBack(async (sql) => {
      const now = await townNow(sql);
      const { at, today, now: open, flow, rose, areas } = await figures(sql);
      expect([at, today]).toEqual([now.toISOString(), { reported_count: 0, settled_count: 0 }]);
      expect(open).toEqual({ open_count: 7, overdue_count: 3, due_soon_count: 1, urgent_count: 1 });
      const hours = Array(24).fill(0);
      expect(flow).toEqual({
        from: daysBefore(now, 23 / 24).toISOString(),
        inflow_count: hours.with(10, 1),
        outflow_count: hours,
      });
      expect(rose.map(({ category, count, usual_count }) => [category, count, usual_count])).toEqual([
        ...[['environment', 1, 0.25], ...['fire', 'noise', 'parking', 'safety', 'traffic'].map((id) => [id, 1, 0])],
        ...[
          ['dispute', 0, 0.25],
          ['property', 0, 0.25],
        ],
      ]);
      // The district has one street: its communities are shown.
      expect(areas).toEqual([
        { area_code: townArea.north, name: '清河社区', open_count: 5, overdue_count: 2 },
        { area_code: townArea.south, name: '机床社区', open_count: 2, overdue_count: 1 },
      ]);
    }));

  it('counts a day from its midnight, hours as the clock has them', () =>
    rolledBack(async (sql) => {
      const now = await townNow(sql);
      const came = (id: number, hours: number) =>
        sql`update incident set reported_at = ${daysBefore(now, hours / 24)} where id = ${id}`;
      const went = (id: number, hours: number, status: string) =>
        sql`update incident set closed_at = ${daysBefore(now, hours / 24)}, status = ${status} where id = ${id}`;
      // An hour after midnight and one before; in the running hour, and as the first of 24 begins and just before.
      for (const [id, hours] of [
        [201, 11],
        [202, 13],
        [203, 0],
        [206, 23],
        [207, 23.01],
      ] as const)
        await came(id, hours);
      await went(204, 2.5, 'resolved');
      await went(205, 14, 'closed');
      await went(208, 1, 'merged');
      const { today, flow, loop } = await figures(sql);
      expect(today).toEqual({ reported_count: 2, settled_count: 1 });
      const hours = Array(24).fill(0);
      expect(flow.inflow_count).toEqual(hours.with(0, 1).with(10, 1).with(12, 1).with(23, 1));
      expect(flow.outflow_count).toEqual(hours.with(9, 1).with(20, 1));
      expect(loop.find(({ step }) => step === 'evaluated')).toMatchObject({ count: 1 });
    }));

  it('tells the weather of the loop', () =>
    rolledBack(async (sql) => {
      await steps(sql, 202, ['reported', 2], ['dispatched', null]);
      await steps(sql, 203, ['reported', 30], ['dispatched', 3], ['handling', null]);
      await steps(sql, 204, ['handling', 2], ['resolved', 1], ['evaluated', null]);
      await steps(sql, 205, ['dispatched', 1], ['returned', null]);
      await steps(sql, 212, ['reported', 1], ['dispatched', null]);
      expect((await figures(sql)).loop).toEqual([
        { step: 'reported', count: 3, overdue_count: 1, passed_count: 1 },
        { step: 'dispatched', count: 2, overdue_count: 2, passed_count: 1 },
        { step: 'handling', count: 2, overdue_count: 0, passed_count: 1 },
        { step: 'resolved', count: 2, overdue_count: 0, passed_count: 1 },
        { step: 'evaluated', count: 0, overdue_count: 0, passed_count: 1 },
      ]);
    }));

  it('lists what stands longest by place, nothing about persons at home, no building of few homes', () =>
    rolledBack(async (sql) => {
      await sql`update incident set category = 'dispute' where id = 209`;
      await sql`update incident set geometry = ST_SetSRID(ST_MakePoint(112.1058, 32.003), 4326) where id = 207`;
      await sql`update incident set geometry = ST_SetSRID(ST_MakePoint(112.1011, 32.0047), 4326) where id = 206`;
      const { oldest } = await figures(sql);
      expect(oldest.map(({ id }) => id)).toEqual([207, 206, 203, 211, 202, 201]);
      expect(oldest.slice(0, 3).map(({ place, centre }) => [place, centre])).toEqual([
        [
          ['机床社区', '第四网格', '万和商厦'],
          [112.1059, 32.0031],
        ],
        [
          ['清河社区', '第一网格'],
          [112.1012, 32.0047],
        ],
        [
          ['清河社区', '第一网格'],
          [112.1016, 32.00526],
        ],
      ]);
      expect(Object.keys(oldest[0]!).sort()).toEqual(
        ['category', 'centre', 'due_at', 'id', 'item', 'place', 'reported_at', 'severity', 'status'].sort(),
      );
    }));

  it('names a building of many homes by its compound', () =>
    rolledBack(async (sql) => {
      await sql`update incident set geometry = ST_SetSRID(ST_MakePoint(112.1011, 32.0047), 4326) where id = 207`;
      await sql`update deployment set small_count_below = 6`;
      expect((await figures(sql)).oldest.find(({ id }) => id === 207)!.place).toEqual([
        ...['清河社区', '第一网格', '清河花园1幢'],
      ]);
    }));

  it('compares the last days with the area’s own past, as far as the record reaches', () =>
    rolledBack(async (sql) => {
      const { past } = await figures(sql);
      expect(past).toEqual([
        {
          days: 7,
          reported: { value: 6, before: 2, usual: 0.2 },
          settled: { value: 1, before: 1, usual: 0.2 },
          median_settle_h: { value: 24, before: 48, usual: 84 },
          late_share: { value: 0, before: 0, usual: 0 },
        },
        {
          days: 30,
          reported: { value: 9, before: 1, usual: null },
          settled: { value: 3, before: 0, usual: null },
          median_settle_h: { value: 48, before: null, usual: null },
          late_share: { value: 0, before: null, usual: null },
        },
      ]);
    }));

  it('gives visits as everybody gets them who may not see the doors', () =>
    rolledBack(async (sql) => {
      const { visits } = await figures(sql);
      const asked = async (level: string) =>
        (
          await ask(
            wallAt(sql, await townNow(sql)),
            `/api/people-counts?measure=visit_due&area_code=990106&level=${level}`,
          )
        ).body as {
          count: (number | null)[][];
          small_count_below: number;
        };
      const [whole, parts] = [await asked('district'), await asked('community')];
      expect([visits.due_count, visits.small_count_below]).toEqual([whole.count[0]![0], 10]);
      expect(visits.areas.map(({ due_count }) => due_count)).toEqual(parts.count.map(([count]) => count));
      expect(visits.areas.map(({ name }) => name)).toEqual(['清河社区', '机床社区']);
    }));

  it('puts things by when they were last confirmed', () =>
    rolledBack(async (sql) => {
      const { tower, slab, works, mall } = townId.building;
      for (const [id, days] of [
        [tower, 0],
        [slab, 30],
        [works, 31],
        [mall, 365],
      ] as const)
        await sql`update building set confirmed_on = (${await townNow(sql)}::timestamptz at time zone 'Asia/Shanghai')::date - ${days}::int where id = ${id}`;
      await sql`update organisation set confirmed_on = '2001-01-01'`;
      const { freshness } = await figures(sql);
      expect(freshness.map(({ kind }) => kind)).toEqual(['building', 'organisation', 'facility']);
      expect(freshness[0]!.classes).toEqual([
        { days: 30, count: 2 },
        { days: 90, count: 1 },
        { days: 180, count: 0 },
        { days: 365, count: 1 },
        { days: null, count: 0 },
      ]);
      expect(freshness[1]!.classes.at(-1)).toEqual({ days: null, count: 3 });
    }));

  it('tells which patrols are on duty by the clock, over midnight too', () =>
    rolledBack(async (sql) => {
      const under_way = { squad_count: 0, done_count: 0, stop_count: 0, late_count: 0, more: false };
      expect((await figures(sql)).patrol).toEqual({
        squads: [],
        open_point_count: 0,
        point_count: 3,
        next_shift_at: '20:00',
        walks: [],
        under_way,
      });
      const squad = {
        id: townId.squad.fullTime,
        kind: 'full_time',
        name: '清河专职队',
        member_count: 8,
        route: '夜巡一线',
      };
      expect((await figures(sql, 9)).patrol).toEqual({
        squads: [{ ...squad, starts_at: '20:00', ends_at: '23:30' }],
        ...{ open_point_count: 3, point_count: 3, next_shift_at: '20:00', walks: [], under_way },
      });
      await sql`update patrol_route set starts_at = '22:00', ends_at = '06:00'`;
      expect((await figures(sql, 13)).patrol.squads).toEqual([{ ...squad, starts_at: '22:00', ends_at: '06:00' }]);
      expect((await figures(sql, 18)).patrol).toMatchObject({
        squads: [],
        open_point_count: 0,
        next_shift_at: '22:00',
      });
    }));

  it('is shared for two seconds, so that all screens of an area cost as one', () =>
    rolledBack(async (sql) => {
      const openAt = async (seconds: number) => (await figures(sql, seconds / 3600)).now.open_count;
      expect(await openAt(0)).toBe(7);
      await sql`update incident set status = 'handling', closed_at = null where id = 204`;
      expect([await openAt(1.9), await openAt(2)]).toEqual([7, 8]);
    }));

  it('of a wall over one grid holds no parts and no past that is not its own', () =>
    rolledBack(async (sql) => {
      await sql`update wall set area_code = ${townArea.southEast}`;
      await sql`update token set area_code = ${townArea.southEast} where kind = 'display'`;
      await sql`delete from incident where area_code = ${townArea.southEast} and id <> 211`;
      const { areas, visits, now, past, oldest } = await figures(sql);
      expect([areas, visits.areas, now.open_count]).toEqual([[], [], 1]);
      expect(oldest.map(({ id, place }) => [id, place])).toEqual([[211, ['第四网格']]]);
      expect(past[0]).toEqual({
        ...{ days: 7, reported: { ...none, value: 1 }, settled: { ...none, value: 0 } },
        ...{ median_settle_h: none, late_share: none },
      });
    }));
});
