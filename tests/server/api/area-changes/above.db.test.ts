import { describe, expect, it } from 'vitest';
import type { AreaChange } from '../../../../server/api/area-changes/schema.ts';
import type { ErrorBody } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { insertPacks } from '../../../access/matrix-packs.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { signedIn, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { gridCode, insertSquareTown, squareTown } from '../../areas/square-town.ts';
import { apply, get, post, preview } from './asking.ts';

const [west_half, east_half] = [[1, 2, 5, 6].map(gridCode), [3, 4, 7, 8].map(gridCode)];
const split = {
  kind: 'split',
  area_code: squareTown.community,
  parts: [west_half, east_half],
  names: ['西社区', '东社区'],
};

describe('a community', () => {
  it('is split by its grids, which move whole to new codes, and is taken back', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      const plan = await preview(app, split);
      expect(plan.problems).toEqual([]);
      expect(plan.after).toMatchObject([
        { area_code: `${squareTown.street}002`, name: '西社区', household_count: 100, patrol_point_count: 0 },
        { area_code: `${squareTown.street}003`, name: '东社区', household_count: 100 },
      ]);
      expect(plan.carried).toHaveLength(8);
      expect(plan.carried[2]).toEqual({ area_code: gridCode(3), name: '方格3', to_code: `${squareTown.street}003001` });
      expect(plan.answering.every(({ fixed }) => fixed)).toBe(true);
      const change = await apply(app, split);
      const [moved] = await sql<[{ codes: string[] }]>`
        select array_agg(distinct left(area_code, 12) order by left(area_code, 12)) as codes from household
        where area_code ^@ ${squareTown.street}`;
      expect(moved.codes).toEqual([`${squareTown.street}002`, `${squareTown.street}003`]);
      const listed = await get<{ items: AreaChange[] }>(app, `?area_code=${squareTown.street}`);
      expect(listed.items[0]!.steps).toHaveLength(10);
      expect((await post(app, `/${change.id}/undo`, {})).status).toBe(200);
      expect((await preview(app, split)).before).toEqual(plan.before);
    });
  });

  it.each([
    ['leaves one out', [west_half, east_half!.slice(1)], '方格3 belongs in one part'],
    ['names one twice', [west_half, [...east_half!, gridCode(1)]], '方格1 belongs in one part'],
    ['names another’s', [west_half, [...east_half!, townArea.northWest]], `${townArea.northWest} is not one of`],
  ])('is not split where a part %s', async (_, parts, said) => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      const { status, answer } = await post<ErrorBody>(app, '/preview', { ...split, parts });
      expect([status, answer.error.field]).toEqual([400, 'parts']);
      expect(answer.error.message).toContain(said);
    });
  });

  it('gives a grid to its neighbour, and both keep their codes', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      await apply(app, split);
      const [one, other] = [`${squareTown.street}002`, `${squareTown.street}003`];
      const codes = (parent: string, numbers: number[]) => numbers.map((n) => `${parent}00${n}`);
      const parts = [codes(one, [1, 3]), [...codes(one, [2, 4]), ...codes(other, [1, 2, 3, 4])]];
      const plan = await preview(app, { kind: 'redraw', area_codes: [one, other], parts });
      expect(plan.problems).toEqual([]);
      expect(plan.after.map(({ area_code, household_count }) => [area_code, household_count])).toEqual([
        [one, 50],
        [other, 150],
      ]);
      expect(plan.carried.map(({ to_code }) => to_code)).toEqual(codes(other, [5, 6]));
      await apply(app, { kind: 'redraw', area_codes: [other, one], parts: parts.toReversed() });
      const apart = await preview(app, {
        kind: 'redraw',
        area_codes: [one, other],
        parts: [codes(other, [2]).concat(codes(one, [1, 3])), codes(other, [1, 3, 4, 5, 6])],
      });
      expect(apart.problems.map(({ kind }) => kind)).toContain('pieces');
    });
  });

  it('is merged though it has report packs, which stay those of the area that they were made of', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertPacks(sql);
      const packs = () => sql<{ id: number; area_code: string }[]>`select id, area_code from report_pack order by id`;
      const before = await packs();
      expect(before.map(({ area_code }) => area_code)).toEqual([townArea.north, townArea.south, townArea.street]);
      const change = await apply(app, { kind: 'merge', area_codes: [townArea.north, townArea.south] });
      const [kept] = await sql<[{ n: number }]>`
        select count(*)::int as n from area where area_code = any (${[townArea.north, townArea.south]})`;
      expect(kept.n).toBe(0);
      expect(await packs()).toEqual(before);
      expect((await post(app, `/${change.id}/undo`, {})).status).toBe(200);
      expect(await packs()).toEqual(before);
    });
  });

  it.each([
    ['visits of one name', 'duty_set', '月访', '清河社区, 机床社区 each have visits called “月访”'],
    ['an emergency of one plan', 'emergency', 'flood', '清河社区, 机床社区 each have an emergency'],
  ])('is not merged with another while each has %s: a sentence says what to do first', async (_, table, name, said) => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const body = { kind: 'merge', area_codes: [townArea.north, townArea.south] };
      const add = (code: string) =>
        table === 'duty_set'
          ? sql`insert into duty_set (name, area_code, tags, period, every, due_day, starts_on)
              values (${name}, ${code}, '{living_alone}', 'month', 1, 20, '2026-01-01')`
          : sql`insert into emergency (plan, grade, area_code) values (${name}, 4, ${code})`;
      await add(townArea.north);
      expect((await post(app, '/preview', body)).status).toBe(200);
      await add(townArea.south);
      const { status, answer } = await post<ErrorBody>(app, '/preview', body);
      expect([status, answer.error.field]).toEqual([409, 'area_codes']);
      expect(answer.error.message).toContain(said);
    });
  });

  it('may be split by who leads the street; the street only by who stands above it', async () => {
    await rolledBack(async (sql) => {
      const app = signedIn(await townApp(sql), 'street');
      await insertSquareTown(sql);
      const street = townArea.north.slice(0, 9);
      const parts = [[townArea.north], [townArea.south]];
      const own = await post<ErrorBody>(app, '/preview', { kind: 'split', area_code: street, parts });
      expect([own.status, own.answer.error.message]).toEqual([403, expect.stringContaining('one level above')]);
      const merged_codes = { kind: 'merge', area_codes: [townArea.north, townArea.south] };
      expect((await post(app, '/preview', merged_codes)).status).toBe(200);
    });
  });
});

describe('who answers', () => {
  const holding = async (sql: Database, code: string) => {
    const now = await townNow(sql);
    return sql<{ kind: string; area_code: string }[]>`
      select kind, area_code from (
        select 'grant' as kind, area_code, ends_on from account_grant
        union all select 'holder', area_code, ends_on from duty_holder) held
      where area_code ^@ ${code} and (ends_on is null or ends_on > (${now}::timestamptz at time zone 'Asia/Shanghai')::date)
      order by kind, area_code`;
  };

  it('may answer for all parts of a split, until it is taken back', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      await sql`update duty_holder set area_code = ${squareTown.community} where area_code = ${gridCode(1)}`;
      await sql`update account_grant set area_code = ${squareTown.community} where area_code = ${gridCode(1)}`;
      const was = await holding(sql, squareTown.community);
      const { answering } = await preview(app, split);
      const shared = answering.filter(({ fixed }) => !fixed).map(({ kind, id }) => `${kind} ${id}`);
      expect(shared.map((key) => key.split(' ')[0])).toEqual(['account_grant', 'duty_holder']);
      const change = await apply(app, { ...split, shared });
      const parts = [`${squareTown.street}002`, `${squareTown.street}003`];
      const after = (await holding(sql, squareTown.street)).filter(({ area_code }) => area_code.length === 12);
      expect(after).toEqual(['grant', 'holder'].flatMap((kind) => parts.map((area_code) => ({ kind, area_code }))));
      expect((await post(app, `/${change.id}/undo`, {})).status).toBe(200);
      expect(await holding(sql, squareTown.street)).toEqual(was);
      const wrong = await post<ErrorBody>(app, '/preview', { ...split, shared: ['duty_holder 999999'] });
      expect([wrong.status, wrong.answer.error.field]).toEqual([400, 'shared']);
    });
  });

  it('of both merged areas answers for the new one once, and for both again when that is taken back', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      await insertSquareTown(sql);
      await sql`update duty_holder set name = '同一人' where area_code = any (${[gridCode(1), gridCode(2)]})`;
      const change = await apply(app, { kind: 'merge', area_codes: [gridCode(1), gridCode(2)] });
      expect(await holding(sql, gridCode(9))).toEqual([
        { kind: 'grant', area_code: gridCode(9) },
        { kind: 'holder', area_code: gridCode(9) },
      ]);
      expect((await post(app, `/${change.id}/undo`, {})).status).toBe(200);
      const back = await holding(sql, squareTown.community);
      expect(back.slice(0, 2).map(({ area_code }) => area_code)).toEqual([gridCode(1), gridCode(2)]);
      expect(back).toHaveLength(16);
    });
  });
});
