import { describe, expect, it } from 'vitest';
import { coverageOfPlan } from '../../../../server/api/patrol-coverage/coverage.ts';
import type { PatrolCoverage, PatrolTrack, StreetCover } from '../../../../server/api/patrol-coverage/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { metresBetween } from '../../../../server/roads/metric.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { enterAs, rolledBack } from '../../../helpers/database.ts';
import { checkIn, day, input, insertNight, insertTrack, night, result } from './patrol-night.ts';

const { gate, square } = townId.patrolPoint;
/** Metres along 清河路 between two longitudes. */
const along = (from: number, to: number) => metresBetween(from, 32.0036, to, 32.0036);
/** Of 机床路 and the lane that cross it, what lies within 30 m. */
const cross_m = 60;
const lane_m = 30;

async function ask<Answer>(sql: Database, path: string, login: TownLogin = 'leader'): Promise<Answer> {
  const response = await (await townApp(sql, login)).request(`/api/patrol-coverage${path}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as Answer;
}
const span = (area_code: string, from = day, to = day) => `area_code=${area_code}&from=${from}&to=${to}`;
const coverage = (sql: Database, area_code: string, login?: TownLogin) =>
  ask<PatrolCoverage>(sql, `?${span(area_code)}`, login);
const hoursOf = ({ hours }: PatrolCoverage, of: 'planned_m' | 'done_m') =>
  hours.filter((each) => each[of] > 0).map(({ hour }) => hour);

describe('coverage of an area', () => {
  it('is planned by issued plans, by hour and by grid, and done by nobody yet', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      const found = await coverage(sql, townArea.street);
      // The gate's lane, the crossing, and 30 m on at the east end.
      const planned_m = along(112.1, 112.1056) + 30 + cross_m + lane_m;
      expect(found.cover_m).toBe(30);
      expect(found.planned_m).toBeCloseTo(planned_m, -0.5);
      expect(found.done_m).toBe(0);
      expect(hoursOf(found, 'planned_m')).toEqual([20, 21]);
      expect(found.hours[20]!.planned_m).toBeCloseTo(along(112.1, 112.1018) + 30 + lane_m, -0.5);
      expect(found.grids.map(({ area_code }) => area_code)).toEqual([
        townArea.northWest,
        townArea.northEast,
        townArea.southWest,
        townArea.southEast,
      ]);
      const sum = (of: 'street_m' | 'planned_m') => found.grids.reduce((total, grid) => total + grid[of], 0);
      expect(Math.abs(sum('planned_m') - found.planned_m)).toBeLessThanOrEqual(2);
      expect(Math.abs(sum('street_m') - found.street_m)).toBeLessThanOrEqual(2);
    }));

  it('is done where stops were checked in, and between two that both were', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      await checkIn(sql, square, '21:10');
      const one = await coverage(sql, townArea.street);
      expect(one.done_m).toBeCloseTo(60, -0.5);
      expect(hoursOf(one, 'done_m')).toEqual([21]);
      await checkIn(sql, gate, '20:07');
      const both = await coverage(sql, townArea.street);
      expect(both.done_m).toBe(both.planned_m);
      expect(hoursOf(both, 'done_m')).toEqual([20, 21]);
    }));

  it('counts what was done of a plan that was withdrawn, and nothing of a draft', () =>
    rolledBack(async (sql) => {
      await insertNight(sql, { state: 'withdrawn' });
      await checkIn(sql, gate, '20:07');
      const found = await coverage(sql, townArea.street);
      expect(found.planned_m).toBe(0);
      expect(found.done_m).toBeGreaterThan(100);
      await sql`delete from patrol_walk`;
      await sql`update patrol_plan set state = 'draft'`;
      expect(await coverage(sql, townArea.street)).toMatchObject({ planned_m: 0, done_m: 0 });
    }));

  it('of a community has its part of a plan over the street, which its secretary cannot read', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      const [north, south] = [await coverage(sql, townArea.north), await coverage(sql, townArea.south)];
      const street = await coverage(sql, townArea.street);
      // 清河路 is the border of both, and each one's own.
      const road_m = along(112.1, 112.1056) + 30;
      expect(north.planned_m + south.planned_m).toBeCloseTo(street.planned_m + road_m, -0.5);
      expect(await coverage(sql, townArea.north, 'secretary')).toEqual(north);
      await enterAs(sql, 'secretary');
      await sql`set local role jingwei_api`;
      expect(await sql`select id from patrol_plan`).toHaveLength(0);
      expect(await sql`select route ? 'stops' as route from patrol_passing`).toEqual([{ route: true }]);
    }));

  it('of a plan is the same, before it is issued too', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      await checkIn(sql, square, '21:10');
      const street = await coverage(sql, townArea.street);
      await enterAs(sql, 'leader');
      const plan = { id: night.plan, area_code: townArea.street, input, result };
      expect(await coverageOfPlan(sql, plan, 'Asia/Shanghai')).toEqual(street);
      const none = await coverageOfPlan(sql, { ...plan, id: 1, result: null }, 'Asia/Shanghai');
      expect(none).toMatchObject({ planned_m: 0, done_m: 0, street_m: street.street_m });
    }));

  it('takes the metres beside a route that are asked for', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      const near = await ask<PatrolCoverage>(sql, `?${span(townArea.street)}&cover_m=10`);
      expect(near.planned_m).toBeCloseTo(along(112.1, 112.1056) + 10 + 20 + 10, -0.5);
    }));

  it('says what is wrong with a question', async () => {
    const app = await townApp();
    const fieldOf = async (query: string) => {
      const response = await app.request(`/api/patrol-coverage?${query}`);
      return [response.status, ((await response.json()) as { error: { field?: string } }).error.field];
    };
    expect(await fieldOf(span(townArea.street, '2026-05-02', '2026-05-01'))).toEqual([400, 'from']);
    expect(await fieldOf(span(townArea.street, '2026-01-01', '2026-05-01'))).toEqual([400, 'from']);
    expect(await fieldOf(`${span(townArea.street)}&cover_m=500`)).toEqual([400, 'cover_m']);
    expect(await fieldOf(span('990107'))).toEqual([404, undefined]);
  });
});

describe('streets', () => {
  const streets = async (sql: Database, query: string) =>
    (await ask<{ items: StreetCover[] }>(sql, `/streets?${query}`)).items;

  it('are told apart by whether and when somebody passed', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      await checkIn(sql, gate, '20:07');
      const items = await streets(sql, span(townArea.street));
      const road = items.filter(({ name, done }) => name === '清河路' && done);
      expect(road).toHaveLength(1);
      expect(road[0]).toMatchObject({ planned: true, road_id: townId.road.qingheWest });
      expect(road[0]!.length_m).toBeCloseTo(along(112.1, 112.1018) + 30, 0);
      expect(road[0]!.passed_at).toMatch(/^2026-05-18T12:0\d/);
      expect(items.some(({ done, passed_at }) => !done && passed_at !== null)).toBe(false);
      const street = await coverage(sql, townArea.street);
      expect(items.reduce((sum, { length_m }) => sum + length_m, 0)).toBeCloseTo(street.street_m, -1);
    }));

  it('remember when they were last passed, up to 92 days back', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      await checkIn(sql, gate, '20:07');
      const later = await streets(sql, span(townArea.street, '2026-06-01', '2026-06-20'));
      expect(later.some(({ planned, done }) => planned || done)).toBe(false);
      expect(later.filter(({ passed_at }) => passed_at).length).toBeGreaterThan(0);
      const muchLater = await streets(sql, span(townArea.street, '2026-08-01', '2026-08-20'));
      expect(muchLater.some(({ passed_at }) => passed_at !== null)).toBe(false);
    }));

  it('of one hour are planned and done in it, and passed whenever they were', () =>
    rolledBack(async (sql) => {
      await insertNight(sql);
      await checkIn(sql, gate, '20:07');
      const items = await streets(sql, `${span(townArea.street)}&hour=21`);
      expect(items.some(({ planned }) => planned)).toBe(true);
      expect(items.some(({ done }) => done)).toBe(false);
      expect(items.some(({ passed_at }) => passed_at !== null)).toBe(true);
    }));
});

describe('tracks', () => {
  it('count as done along the streets that they show, for who may see them', () =>
    rolledBack(async (sql) => {
      await insertNight(sql, { purpose: 'safety' });
      await insertTrack(sql);
      const found = await coverage(sql, townArea.street);
      // 360 m southwards, 30 m beyond either end, and as far into the street that crosses.
      expect(found.done_m).toBeGreaterThan(460);
      expect(found.done_m).toBeLessThan(490);
      expect(hoursOf(found, 'done_m')).toEqual([22]);
      expect((await coverage(sql, townArea.street, 'district')).done_m).toBe(0);
    }));

  it('are matched to streets and shown to who plans there', () =>
    rolledBack(async (sql) => {
      await insertNight(sql, { purpose: 'safety' });
      await insertTrack(sql);
      const track = await ask<PatrolTrack>(sql, `/tracks?walk_id=${night.walk}`);
      expect(track).toMatchObject({ walk_id: night.walk, fix_count: 19, used_count: 19 });
      expect(track.length_m).toBeGreaterThan(340);
      expect(track.length_m).toBeLessThan(370);
      expect(track.parts[0]!.from_at).toBe('2026-05-18T14:00:00.000Z');
      expect(track.parts.every(({ line }) => line.every(([longitude]) => Math.abs(longitude - 112.1042) < 1e-6))).toBe(
        true,
      );
      const district = await (await townApp(sql, 'district')).request(
        `/api/patrol-coverage/tracks?walk_id=${night.walk}`,
      );
      expect(district.status).toBe(403);
    }));
});

describe('no person stands in coverage', () => {
  it('as it is answered where no account, session or duty may be read', () =>
    rolledBack(async (sql) => {
      await insertNight(sql, { purpose: 'safety' });
      await insertTrack(sql);
      await checkIn(sql, gate, '20:07');
      await sql`revoke all on account, account_grant, session, token, hand_over, duty_holder from jingwei_api`;
      for (const path of [
        `?${span(townArea.street)}`,
        `/streets?${span(townArea.street)}`,
        `/tracks?walk_id=${night.walk}`,
      ]) {
        await ask(sql, path);
      }
      const response = await (await townApp(sql)).request(`/api/patrol-proposals?${span(townArea.street)}`);
      expect(response.status).toBe(200);
    }));

  it('and its views read no column that names somebody', () =>
    rolledBack(async (sql) => {
      const used = await sql<{ name: string }[]>`
        select distinct table_name || '.' || column_name as name from information_schema.view_column_usage
        where view_name in ('patrol_passing', 'patrol_plan_place') order by 1`;
      expect(
        used.map(({ name }) => name).filter((name) => !/^(patrol_(plan|walk|check_in)|squad)\./.test(name)),
      ).toEqual([]);
      expect(used.map(({ name }) => name).filter((name) => /account|created|declared|pass_|name$/.test(name))).toEqual(
        [],
      );
      expect(used.length).toBeGreaterThan(8);
    }));
});
