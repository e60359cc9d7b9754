import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../server/api/calendar.ts';
import type { PeopleCounts } from '../../../../server/api/people-counts/schema.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townDays } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { testDatabase } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

const get = async (query: string, login: TownLogin = 'leader', language = 'zh-CN') =>
  ask(await townApp(undefined, login), `/api/people-counts?${query}`, language);

/** Months by how many lie between them and the town's. */
async function month(back: number): Promise<string> {
  const { today } = townDays(await townNow((await testDatabase()).sql));
  let day = `${today.slice(0, 7)}-01`;
  for (let step = 0; step < back; step++) day = `${addDays(day, -1).slice(0, 7)}-01`;
  return day.slice(0, 7);
}

const duties = ['hardship', 'living_alone', 'disabled', 'newcomer', 'veteran_member', 'support'];

describe('GET /api/people-counts', () => {
  it('counts the area itself where no level is named', async () => {
    expect((await get(`measure=resident&area_code=${townArea.north}`)).body).toEqual({
      measure: 'resident',
      level: 'community',
      month: null,
      small_count_below: null,
      area_code: [townArea.north],
      category: [null],
      count: [[6]],
    } satisfies PeopleCounts);
  });

  it('counts visits by duty, for a month', async () => {
    const query = `measure=visit_due&area_code=${townArea.district}&level=grid&by=category`;
    const answer: PeopleCounts = {
      measure: 'visit_due',
      level: 'grid',
      month: await month(0),
      small_count_below: null,
      area_code: [townArea.northWest, townArea.northEast, townArea.southWest, townArea.southEast],
      category: duties,
      count: [
        [1, 1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0],
        [0, 0, 0, 1, 0, 0],
        [0, 0, 0, 0, 0, 0],
      ],
    };
    expect((await get(query)).body).toEqual(answer);
    expect((await get(`${query}&month=${await month(0)}`)).body).toEqual(answer);
    const before = (await get(`${query}&month=${await month(1)}`)).body as PeopleCounts;
    expect([before.month, before.count[0], before.count[2]]).toEqual([
      await month(1),
      [1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
  });

  it('counts households with a valid tag', async () => {
    const { category, count } = (await get('measure=need_tag&area_code=990106&by=category')).body as PeopleCounts;
    expect(count[0]![category.indexOf('living_alone')]).toBe(2);
    expect(count[0]!.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(2);
  });

  it('protects counts from who does not see the people', async () => {
    const query = `measure=visit_due&area_code=${townArea.district}&level=community`;
    expect((await get(query, 'wall')).body).toMatchObject({ small_count_below: 10, count: [[10], [null]] });
    const byDuty = (await get(`${query}&by=category`, 'district')).body as PeopleCounts;
    expect(byDuty.count).toEqual([
      [null, null, 0, 0, 0, 0],
      [0, 0, 0, null, 0, 0],
    ]);
  });

  it('keeps to the areas that the caller sees counted', async () => {
    const own = (await get('measure=household&area_code=990106&level=grid', 'officer')).body as PeopleCounts;
    expect([own.area_code, own.count]).toEqual([
      [townArea.northWest, townArea.northEast],
      [[null], [0]],
    ]);
    const above = (await get('measure=household&area_code=990106', 'officer')).body as PeopleCounts;
    expect([above.area_code, above.count]).toEqual([[], []]);
  });

  it.each<[string, TownLogin, number]>([
    [`area_code=${townArea.south}`, 'officer', 403],
    [`area_code=${townArea.northWest}`, 'head', 403],
    ['area_code=990107', 'officer', 404],
    ['area_code=990107&level=grid', 'officer', 404],
  ])('%s is not for the %s: %i', async (query, login, status) => {
    expect((await get(`measure=household&${query}`, login)).status).toBe(status);
  });

  it('is not for who has no right to counts at all', async () => {
    const { status, body } = await get(`measure=household&area_code=${townArea.south}`, 'officer', 'en');
    expect([status, body]).toEqual([
      403,
      {
        error: {
          code: 'forbidden',
          message: 'Your duties do not include the people and households of this area.',
        },
      },
    ]);
  });
});

describe('questions that are not answered', () => {
  it.each([
    [
      'area_code=990106',
      'measure',
      '「measure」有误：指标应为household、resident、visit_due、visit_overdue、need_tag之一。',
    ],
    [
      'measure=income&area_code=990106',
      'measure',
      '「measure」有误：指标应为household、resident、visit_due、visit_overdue、need_tag之一。',
    ],
    ['measure=household&area_code=x', 'area_code', '「area_code」有误：网格编码应为2至18位数字。'],
    ['measure=household', 'area_code', '缺少「area_code」。'],
    ['measure=household&area_code=990106&by=category', 'by', '「by」有误：该指标不分类别。'],
    ['measure=visit_due&area_code=990106&by=sex', 'by', '「by」有误：只能按category分类。'],
    [
      'measure=need_tag&area_code=990106&month=2026-01',
      'month',
      '「month」有误：该指标只统计当前，只有待走访可按月查询。',
    ],
    ['measure=visit_due&area_code=990106&month=2026-5', 'month', '「month」有误：月份格式应为YYYY-MM，例如2026-05。'],
    ['measure=visit_due&area_code=990106&month=2099-01', 'month', '「month」有误：只能查询本月和此前12个月。'],
    ['measure=visit_due&area_code=990106&month=2001-01', 'month', '「month」有误：只能查询本月和此前12个月。'],
    [
      'measure=household&area_code=990106&level=village',
      'level',
      '「level」有误：层级应为district、street、community、grid之一。',
    ],
    [
      'measure=resident&area_code=990106&birth_year=1950',
      'birth_year',
      '「birth_year」有误：人员统计只能按指标、区域、层级、类别和月份查询。',
    ],
    [
      'measure=visit_due&area_code=990106&due_on=2026-05-20',
      'due_on',
      '「due_on」有误：人员统计只能按指标、区域、层级、类别和月份查询。',
    ],
  ])('%s', async (query, field, message) => {
    const { status, body } = await get(query);
    expect([status, body]).toEqual([400, { error: { code: 'bad_input', field, message } }]);
  });

  it('reach back a year and no further', async () => {
    expect((await get(`measure=visit_due&area_code=990106&month=${await month(12)}`)).status).toBe(200);
    expect((await get(`measure=visit_due&area_code=990106&month=${await month(13)}`)).status).toBe(400);
  });
});
