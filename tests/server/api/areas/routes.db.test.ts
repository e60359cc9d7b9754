import { describe, expect, it } from 'vitest';
import {
  type AreaChild,
  type AreaDetail,
  type AreaIndicators,
  indicators,
} from '../../../../server/api/areas/schema.ts';
import type { AreaSummary, Page } from '../../../../server/api/wire.ts';
import { townArea } from '../../../fixtures/town.ts';
import { type TownLogin, townAccounts } from '../../../fixtures/town-accounts.ts';
import { townPath, townSummary } from '../../../fixtures/town-summaries.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask } from '../../../helpers/fakes.ts';

const everyArea = Object.values(townSummary).sort((a, b) => (a.area_code < b.area_code ? -1 : 1));

describe('GET /api/areas', () => {
  it('lists the tree in order of code', async () => {
    const { status, body } = await ask(await townApp(), '/api/areas');
    expect(status).toBe(200);
    expect(body).toEqual({ items: everyArea, next: null } satisfies Page<AreaSummary>);
  });

  it('pages: every area once, whatever the size', async () => {
    const app = await townApp();
    for (const limit of [1, 3, 8]) {
      expect(await allPages(app, `/api/areas?limit=${limit}`, limit)).toEqual(everyArea);
    }
  });

  it('keeps to what lies below an area, and to a level', async () => {
    const app = await townApp();
    const below = (await ask(app, `/api/areas?within=${townArea.north}`)).body;
    expect(below).toEqual({ items: [townSummary.northWest, townSummary.northEast], next: null });
    const communities = (await ask(app, '/api/areas?level=community')).body;
    expect(communities).toEqual({ items: [townSummary.north, townSummary.south], next: null });
    const none = (await ask(app, `/api/areas?within=${townArea.northWest}`)).body;
    expect(none).toEqual({ items: [], next: null });
  });

  it.each([
    ['within=12a', 400, 'within'],
    ['limit=0', 400, 'limit'],
    ['limit=201', 400, 'limit'],
    ['limit=ten', 400, 'limit'],
    ['page=!', 400, 'page'],
    ['page=abc', 400, 'page'],
    ['level=village', 400, 'level'],
    ['within=990107', 404, undefined],
  ])('refuses %s', async (query, status, field) => {
    const answer = await ask(await townApp(), `/api/areas?${query}`);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: { field?: string } }).error.field).toBe(field);
  });
});

describe('GET /api/areas/indicators', () => {
  it('counts every grid of the town', async () => {
    const { body } = await ask(await townApp(), `/api/areas/indicators?within=${townArea.district}&level=grid`);
    expect(body).toEqual({
      level: 'grid',
      small_count_below: null,
      area_code: [townArea.northWest, townArea.northEast, townArea.southWest, townArea.southEast],
      incident_open_count: [3, 2, 1, 1],
      incident_overdue_count: [1, 1, 1, 0],
      household_count: [7, 0, 1, 0],
      visit_due_count: [2, 0, 1, 0],
      visit_overdue_count: [1, 0, 0, 0],
      proactive_share: [null, null, null, null],
    } satisfies AreaIndicators);
  });

  it('counts the area itself where its own level is asked for', async () => {
    const { body } = await ask(await townApp(), `/api/areas/indicators?within=${townArea.north}&level=community`);
    expect(body).toEqual({
      level: 'community',
      small_count_below: null,
      area_code: [townArea.north],
      incident_open_count: [5],
      incident_overdue_count: [2],
      household_count: [7],
      visit_due_count: [2],
      visit_overdue_count: [1],
      proactive_share: [null],
    } satisfies AreaIndicators);
  });

  it('tells what was found before anybody complained, of at least five matters of the last 90 days, in areas of a district', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set channel = case when id in (201, 202, 203) then 'patrol' else 'hotline' end`;
      const share = async (query: string) =>
        ((await ask(await townApp(sql), `/api/areas/indicators?${query}`)).body as AreaIndicators).proactive_share;
      // North: 3 of 7. Its grids have 3 of 4 and 0 of 3; what the south has is too old or too little.
      expect(await share(`within=${townArea.district}&level=community`)).toEqual([43, null]);
      expect(await share(`within=${townArea.north}&level=grid`)).toEqual([null, null]);
      await sql`update incident set channel = 'device' where id = 204`;
      expect(await share(`within=${townArea.north}&level=community`)).toEqual([50]);
      expect(await share('within=9901&level=community')).toEqual([null, null]);
    });
  });

  it('need not be sent again while they are the same, and hold nothing but codes and counts', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      const address = `/api/areas/indicators?within=${townArea.district}&level=grid`;
      const { headers, body } = await ask(app, address);
      const [level, below, ...arrays] = Object.keys(body as AreaIndicators);
      expect([level, below]).toEqual(['level', 'small_count_below']);
      expect(arrays).toEqual(['area_code', ...indicators]);
      const again = () => app.request(address, { headers: { 'If-None-Match': headers.get('ETag')! } });
      const unchanged = await again();
      expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
      await sql`delete from household where area_code = ${townArea.southWest}`;
      const changed = await again();
      expect(changed.status).toBe(200);
      expect(((await changed.json()) as AreaIndicators).household_count).toEqual([7, 0, 0, 0]);
    });
  });

  it.each([
    ['within=990106', 'level', '缺少「level」。', '“level” is missing.'],
    [
      'within=990106&level=village',
      'level',
      '「level」有误：层级应为district、street、community、grid之一。',
      '“level” is wrong: a level is one of district, street, community, grid.',
    ],
    [
      "within=1'or'1&level=grid",
      'within',
      '「within」有误：网格编码应为2至18位数字。',
      '“within” is wrong: an area code is 2 to 18 digits.',
    ],
  ])('refuses %s in both languages', async (query, field, zh, en) => {
    const app = await townApp();
    const address = `/api/areas/indicators?${query}`;
    const chinese = await ask(app, address);
    expect(chinese.status).toBe(400);
    expect(chinese.body).toEqual({ error: { code: 'bad_input', field, message: zh } });
    expect((await ask(app, address, 'en')).body).toEqual({ error: { code: 'bad_input', field, message: en } });
  });

  it('knows no other district', async () => {
    expect((await ask(await townApp(), '/api/areas/indicators?within=110101&level=grid')).status).toBe(404);
  });
});

describe('GET /api/areas/at', () => {
  it('finds the areas that hold a point', async () => {
    const { body } = await ask(await townApp(), '/api/areas/at?longitude=112.107&latitude=32.001');
    expect(body).toEqual({ path: townPath.southEast });
  });

  it('gives a point on a shared edge to the first grid', async () => {
    const { body } = await ask(await townApp(), '/api/areas/at?longitude=112.1042&latitude=32.0036');
    expect(body).toEqual({ path: townPath.northWest });
  });

  it('finds nothing outside every grid', async () => {
    const app = await townApp();
    expect((await ask(app, '/api/areas/at?longitude=-70&latitude=40')).body).toEqual({ path: [] });
    expect((await ask(app, '/api/areas/at?longitude=112.0995&latitude=32')).body).toEqual({ path: [] });
  });

  it.each([
    ['longitude=181&latitude=0', 'longitude'],
    ['longitude=1&latitude=-91', 'latitude'],
    ['longitude=&latitude=32', 'longitude'],
    ['longitude=112.1', 'latitude'],
    ['longitude=NaN&latitude=1', 'longitude'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await ask(await townApp(), `/api/areas/at?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { field } });
  });
});

describe('GET /api/areas/:area_code', () => {
  it('shows the grid that has everything', async () => {
    const { body } = await ask(await townApp(), `/api/areas/${townArea.northWest}`);
    const detail = body as AreaDetail;
    expect(detail).toEqual({
      path: townPath.northWest,
      centre: townSummary.northWest.centre,
      bounds: townSummary.northWest.bounds,
      area: townSummary.northWest,
      area_m2: detail.area_m2,
      counts: {
        household_count: 7,
        resident_count: 6,
        building_count: 2,
        compound_count: 1,
        organisation_count: 0,
        facility_count: 0,
        device_count: 1,
        patrol_point_count: 1,
        incident_open_count: 3,
        incident_overdue_count: 1,
        visit_due_count: 2,
        visit_overdue_count: 1,
      },
      small_count_below: null,
      duty_holders: [
        { role: 'grid_head', name: '孙立', phone: '13333334444', starts_on: '2025-01-01' },
        { role: 'grid_worker', name: '钱多', phone: '13344445555', starts_on: '2025-01-01' },
      ],
    } satisfies AreaDetail);
    expect(detail.area_m2).toBeCloseTo(158_418.86, 1);
  });

  it('rolls the counts up to the district', async () => {
    const detail = (await ask(await townApp(), `/api/areas/${townArea.district}`)).body as AreaDetail;
    expect(detail.path).toEqual([townSummary.district]);
    expect(detail.counts).toEqual({
      household_count: 8,
      resident_count: 8,
      building_count: 4,
      compound_count: 2,
      organisation_count: 3,
      facility_count: 2,
      device_count: 2,
      patrol_point_count: 3,
      incident_open_count: 7,
      incident_overdue_count: 3,
      visit_due_count: 3,
      visit_overdue_count: 1,
    });
    expect(detail.duty_holders).toEqual([
      { role: 'first_secretary', name: '周正', phone: null, starts_on: '2025-01-01' },
    ]);
  });

  it('moves people when their building moves to another grid', async () => {
    await rolledBack(async (sql) => {
      await sql`update building set geometry = ST_Translate(geometry, 0.0042, 0) where id = 22`;
      await sql`select reassign_area_codes()`;
      const app = await townApp(sql);
      const counts = async (code: string) => ((await ask(app, `/api/areas/${code}`)).body as AreaDetail).counts;
      expect(await counts(townArea.northWest)).toMatchObject({ household_count: 6, resident_count: 5 });
      expect(await counts(townArea.northEast)).toMatchObject({ household_count: 1, resident_count: 1 });
    });
  });

  it.each([
    ['990106001001003', 404],
    ['99010', 404],
    ['x', 400],
    ['9901060010010010000', 400],
    ["990106'--", 400],
  ])('answers %s with %i', async (code, status) => {
    expect((await ask(await townApp(), `/api/areas/${encodeURIComponent(code)}`)).status).toBe(status);
  });
});

describe('what is counted for whom', () => {
  const detail = async (login: TownLogin, code: string) =>
    (await ask(await townApp(undefined, login), `/api/areas/${code}`)).body as AreaDetail;

  it.each<TownLogin>(['district', 'wall'])('protects small counts from the %s', async (login) => {
    const { counts, small_count_below } = await detail(login, townArea.northWest);
    expect(small_count_below).toBe(10);
    expect(counts).toEqual({
      household_count: null,
      resident_count: null,
      building_count: 2,
      compound_count: 1,
      organisation_count: 0,
      facility_count: 0,
      device_count: 1,
      patrol_point_count: 1,
      incident_open_count: 3,
      incident_overdue_count: 1,
      // Two small leaves, two duties with one visit each, count for 5 each.
      visit_due_count: 10,
      visit_overdue_count: null,
    });
    expect((await detail(login, townArea.northEast)).counts).toMatchObject({ household_count: 0, visit_due_count: 0 });
  });

  it('shows an area above or beside one’s own without counts', async () => {
    for (const code of [townArea.district, townArea.street, townArea.south]) {
      const { area, counts, small_count_below } = await detail('secretary', code);
      expect([area.area_code, counts, small_count_below]).toEqual([code, null, null]);
    }
    expect((await detail('secretary', townArea.north)).counts).toMatchObject({ household_count: 7 });
    expect((await detail('head', townArea.northWest)).counts).toBeNull();
  });

  it('shows no incidents to who may not see where they are', async () => {
    const { counts } = await detail('auditor', townArea.district);
    expect(counts).toMatchObject({ building_count: 4, incident_open_count: null, incident_overdue_count: null });
  });

  it.each<[TownLogin, (string | null)[]]>([
    ['leader', ['13333334444', '13344445555']],
    ['district', ['13333334444', '13344445555']],
    ['worker', ['13333334444', '13344445555']],
    ['head', ['13333334444', '13344445555']],
    ['wall', []],
  ])('gives the %s the numbers of who answers for the grid: %j', async (login, phones) => {
    expect((await detail(login, townArea.northWest)).duty_holders.map(({ phone }) => phone)).toEqual(phones);
  });

  it('masks the numbers of who answers for other areas', async () => {
    expect((await detail('worker', townArea.north)).duty_holders).toEqual([
      { role: 'community_secretary', name: '诸葛明', phone: '133****3333', starts_on: '2025-01-01' },
    ]);
  });

  it('lists children and indicators of one’s own area only, exact where all of them are seen', async () => {
    const app = await townApp(undefined, 'secretary');
    expect((await ask(app, `/api/areas/${townArea.street}/children`)).body).toMatchObject({
      items: [{ area_code: townArea.north, household_count: 7, visit_due_count: 2, incident_open_count: 5 }],
      small_count_below: null,
    });
    const { body } = await ask(app, `/api/areas/indicators?within=${townArea.district}&level=grid`);
    expect(body).toEqual({
      level: 'grid',
      small_count_below: null,
      area_code: [townArea.northWest, townArea.northEast],
      incident_open_count: [3, 2],
      incident_overdue_count: [1, 1],
      household_count: [7, 0],
      visit_due_count: [2, 0],
      visit_overdue_count: [1, 0],
      proactive_share: [null, null],
    } satisfies AreaIndicators);
    const above = (await ask(app, `/api/areas/indicators?within=${townArea.district}&level=street`)).body;
    expect((above as AreaIndicators).area_code).toEqual([]);
  });

  it('protects all of an answer of which a part is not seen', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into account_grant (account_id, role, area_code, starts_on)
        values (${townAccounts.secretary.id}, 'department_officer', ${townArea.street}, '2025-01-01')`;
      const app = await townApp(sql, 'secretary');
      const { body } = await ask(app, `/api/areas/${townArea.street}/children`);
      expect(body).toMatchObject({
        items: [
          { area_code: townArea.north, household_count: null, visit_due_count: 10 },
          { area_code: townArea.south, household_count: null, visit_due_count: null },
        ],
        small_count_below: 10,
      });
      const own = (await ask(app, `/api/areas/${townArea.north}`)).body as AreaDetail;
      expect([own.counts?.household_count, own.small_count_below]).toEqual([7, null]);
    });
  });

  it('shows everything exactly where the deployment protects nothing', async () => {
    await rolledBack(async (sql) => {
      await sql`update deployment set small_count_below = 1`;
      const { body } = await ask(await townApp(sql, 'wall'), `/api/areas/${townArea.district}`);
      expect(body).toMatchObject({
        small_count_below: null,
        counts: { household_count: 8, resident_count: 8, visit_due_count: 3 },
      });
    });
  });
});

describe('GET /api/areas/:area_code/children', () => {
  it('lists the communities of the street with their indicators', async () => {
    const { body } = await ask(await townApp(), `/api/areas/${townArea.street}/children`);
    const items: AreaChild[] = [
      {
        ...townSummary.north,
        incident_open_count: 5,
        incident_overdue_count: 2,
        household_count: 7,
        visit_due_count: 2,
        visit_overdue_count: 1,
        proactive_share: null,
      },
      {
        ...townSummary.south,
        incident_open_count: 2,
        incident_overdue_count: 1,
        household_count: 1,
        visit_due_count: 1,
        visit_overdue_count: 0,
        proactive_share: null,
      },
    ];
    expect(body).toEqual({ items, small_count_below: null });
  });

  it('is empty for a grid, and 404 where there is no area', async () => {
    const app = await townApp();
    expect((await ask(app, `/api/areas/${townArea.southEast}/children`)).body).toEqual({
      items: [],
      small_count_below: null,
    });
    const { status, body } = await ask(app, '/api/areas/990106009/children', 'en');
    expect(status).toBe(404);
    expect(body).toEqual({ error: { code: 'not_found', message: 'There is no area 990106009.' } });
  });
});
