import { describe, expect, it } from 'vitest';
import type { DutyChecks, DutySigns } from '../../../../server/api/duty-chain/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { mendChain } from '../../../fixtures/town-chain.ts';
import { townDays } from '../../../fixtures/town-households.ts';
import { insertRows, rectangle } from '../../../fixtures/town-rows.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

const { northWest, northEast, southWest, southEast, north, south, street } = townArea;

const checks = async (sql: Database, areaCode: string, more = '') =>
  (await ask(await townApp(sql), `/api/duty-chain/checks?area_code=${areaCode}${more}`)).body as DutyChecks;
const codesOf = ({ items }: DutyChecks) => items.map(({ code, area_code, kind, id }) => [code, area_code, kind, id]);

describe('GET /api/duty-chain/checks', () => {
  it('finds nothing in a town that is in order', async () => {
    await rolledBack(async (sql) => {
      await mendChain(sql);
      const report = await checks(sql, street);
      expect(report).toEqual({
        as_of: townDays(await townNow(sql)).today,
        counts: { ground: 0, staff: 0, workers: 0, places: 0 },
        items: [],
        next: null,
      });
    });
  });

  it('finds ground that no grid covers, and that two do', async () => {
    await rolledBack(async (sql) => {
      await mendChain(sql);
      await sql`update area set geometry = ${rectangle(112.1, 32, 112.1044, 32.0036)} where area_code = ${southWest}`;
      await sql`update area set geometry = ${rectangle(112.1044, 32, 112.1084, 32.0035)} where area_code = ${southEast}`;
      await sql`update area set geometry = ${rectangle(112.1, 32.0036, 112.1046, 32.0072)} where area_code = ${northWest}`;
      const report = await checks(sql, street, '&group=ground');
      expect(codesOf(report)).toEqual([
        ['area_gap', south, 'area', 0],
        ['area_overlap', northWest, 'area', 0],
      ]);
      const [gap, overlap] = report.items;
      // 0.004° by 0.0001° of 32° north.
      expect(gap!.detail.area_m2).toBeGreaterThan(3900);
      expect(gap!.detail.area_m2).toBeLessThan(4500);
      expect(gap!.centre[1]).toBeCloseTo(32.00355, 5);
      expect(overlap!.detail).toMatchObject({ other_code: northEast, other_name: '第二网格' });
      const signs = (await ask(await townApp(sql), `/api/duty-chain/signs?area_code=${street}`)).body as DutySigns;
      expect(signs).toEqual({ area_code: [northWest, northEast, south], sign: ['double', 'double', 'gap'] });
    });
  });

  it('finds children beyond their parent, and areas without children', async () => {
    await rolledBack(async (sql) => {
      await mendChain(sql);
      await sql`update area set geometry = ${rectangle(112.1, 31.9995, 112.1042, 32.0036)} where area_code = ${southWest}`;
      await insertRows(sql, 'area', [
        {
          area_code: '990106001003',
          level: 'community',
          name: '空社区',
          geometry: rectangle(112.2, 32, 112.201, 32.001),
        },
      ]);
      const report = await checks(sql, street, '&group=ground');
      expect(codesOf(report)).toEqual([
        ['area_beyond', street, 'area', 0],
        ['area_beyond', south, 'area', 0],
        ['area_without_children', '990106001003', 'area', 0],
      ]);
    });
  });

  it('finds posts that nobody holds and heads of whom there are two', async () => {
    await rolledBack(async (sql) => {
      const { yesterday } = townDays(await townNow(sql));
      await mendChain(sql);
      await sql`update duty_holder set ends_on = ${yesterday} where id in (250, 260)`;
      await sql`delete from duty_holder where id = 241`;
      await insertRows(sql, 'duty_holder', [
        { id: 270, area_code: northWest, role: 'grid_head', name: '又一位', starts_on: '2025-06-01', deputy_of: null },
        // A deputy holds no post.
        { id: 271, area_code: northEast, role: 'grid_worker', name: '副手', starts_on: '2025-06-01', deputy_of: 250 },
      ]);
      const report = await checks(sql, street);
      expect(report.counts).toEqual({ ground: 0, staff: 4, workers: 0, places: 0 });
      expect(report.items.map(({ code, area_code, detail }) => [code, area_code, detail])).toEqual([
        ['community_secretary_missing', south, { last_name: '补260', ended_on: yesterday }],
        ['grid_head_double', northWest, { names: ['孙立', '又一位'] }],
        ['grid_head_missing', southWest, {}],
        ['grid_worker_missing', northEast, { last_name: '补250', ended_on: yesterday }],
      ]);
    });
  });

  it('finds workers of two grids, holders that may not sign in and grants that nobody holds', async () => {
    await rolledBack(async (sql) => {
      await mendChain(sql);
      await sql`update duty_holder set account_id = ${townAccounts.worker.id} where id = 250`;
      await sql`insert into account_grant (id, account_id, role, area_code, starts_on) overriding system value
        values (998, ${townAccounts.patrol.id}, 'grid_worker', ${southEast}, '2025-01-01')`;
      const report = await checks(sql, street);
      expect(report.counts).toEqual({ ground: 0, staff: 0, workers: 4, places: 0 });
      expect(codesOf(report)).toEqual([
        ['grant_without_holder', southEast, 'area', 998],
        ['holder_without_grant', northEast, 'area', 250],
        ['worker_in_two_grids', northWest, 'area', 225],
        ['worker_in_two_grids', northEast, 'area', 250],
      ]);
      expect(report.items[2]!.detail).toEqual({ name: '钱多', names: ['第一网格', '第二网格'] });
    });
  });

  it('finds what lies in no grid: below an area by its place, below the root wherever it is', async () => {
    await rolledBack(async (sql) => {
      await mendChain(sql);
      const before = (await checks(sql, '990106', '&group=places')).counts.places;
      // A strip of the south that no grid covers, under the works' building.
      await sql`update area set geometry = ${rectangle(112.1024, 32, 112.1042, 32.0036)} where area_code = ${southWest}`;
      await sql`select reassign_area_codes()`;
      const report = await checks(sql, south, '&group=places');
      expect(report.items.map(({ code, kind, id }) => [code, kind, id])).toContainEqual([
        'home_outside',
        'building',
        23,
      ]);
      expect((await checks(sql, north, '&group=places')).items).toEqual([]);
      const whole = await checks(sql, '990106', '&group=places');
      expect(whole.counts.places).toBe(before + report.counts.places);
    });
  });

  it('pages: every finding once, whatever the size', async () => {
    await rolledBack(async (sql) => {
      const all = await checks(sql, street);
      expect(all.items.length).toBeGreaterThan(5);
      const paged: unknown[] = [];
      let next: string | null = '';
      while (next !== null) {
        const report: DutyChecks = await checks(sql, street, `&limit=2${next && `&page=${next}`}`);
        paged.push(...report.items);
        next = report.next;
      }
      expect(paged).toEqual(all.items);
    });
  });

  it('is for who arranges duties there', async () => {
    await rolledBack(async (sql) => {
      const status = async (login: 'worker' | 'secretary' | 'auditor', areaCode: string) =>
        (await ask(await townApp(sql, login), `/api/duty-chain/checks?area_code=${areaCode}`)).status;
      expect(await status('worker', northWest)).toBe(403);
      expect(await status('auditor', street)).toBe(403);
      expect(await status('secretary', south)).toBe(403);
      expect(await status('secretary', north)).toBe(200);
    });
  });

  it('looks through two thousand grids at most', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into area (area_code, level, name, geometry)
        select '990106002001' || lpad(n::text, 3, '0'), 'grid', '格' || n, ${rectangle(112.2, 32, 112.201, 32.001)} from generate_series(1, 999) n
        union all select '990106002002' || lpad(n::text, 3, '0'), 'grid', '格' || n, ${rectangle(112.2, 32, 112.201, 32.001)} from generate_series(1, 999) n`;
      await insertRows(sql, 'area', [
        { area_code: '990106002', level: 'street', name: '大街道', geometry: rectangle(112.2, 32, 112.201, 32.001) },
        { area_code: '990106002001', level: 'community', name: '甲', geometry: rectangle(112.2, 32, 112.201, 32.001) },
        { area_code: '990106002002', level: 'community', name: '乙', geometry: rectangle(112.2, 32, 112.201, 32.001) },
      ]);
      const answer = await ask(await townApp(sql), '/api/duty-chain/checks?area_code=990106');
      expect(answer).toMatchObject({ status: 400, body: { error: { field: 'area_code' } } });
    });
  });
});
