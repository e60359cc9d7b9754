import { describe, expect, it } from 'vitest';
import type { Compound } from '../../../server/api/compounds/schema.ts';
import type { Device } from '../../../server/api/devices/schema.ts';
import type { Facility } from '../../../server/api/facilities/schema.ts';
import type { Organisation } from '../../../server/api/organisations/schema.ts';
import type { PatrolPoint } from '../../../server/api/patrol/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { townArea } from '../../fixtures/town.ts';
import { townPath } from '../../fixtures/town-summaries.ts';
import { townApp } from '../../helpers/app.ts';
import { allPages, ask } from '../../helpers/fakes.ts';

const { northWest, northEast, southWest, southEast } = townArea;

const gardens: Compound = {
  id: 11,
  area_code: northWest,
  kind: 'walled',
  name: '清河花园',
  address: '清河路18号',
  property_company: '清河物业公司',
  owners_committee: true,
  confirmed_on: '2026-03-01',
  building_count: 2,
  household_count: 7,
  centre: [112.1018, 32.0053],
};
const dormitories: Compound = {
  id: 12,
  area_code: southWest,
  kind: 'open',
  name: '机床厂宿舍',
  address: '机床路3号',
  property_company: null,
  owners_committee: false,
  confirmed_on: null,
  building_count: 1,
  household_count: 1,
  centre: [112.1016, 32.0016],
};
const kindergarten: Organisation = {
  id: 93,
  area_code: northEast,
  building_id: null,
  kind: 'kindergarten',
  name: '清河幼儿园',
  address: null,
  staff_count: null,
  confirmed_on: null,
  centre: [112.1074, 32.006],
};
const school: Organisation = {
  id: 91,
  area_code: southEast,
  building_id: null,
  kind: 'school',
  name: '清河小学',
  address: '清河路30号',
  staff_count: 60,
  confirmed_on: '2026-02-10',
  centre: [112.1072, 32.002],
};
const supermarket: Organisation = {
  id: 92,
  area_code: southEast,
  building_id: 24,
  kind: 'supermarket',
  name: '万和超市',
  address: '清河路25号',
  staff_count: 12,
  confirmed_on: null,
  centre: [112.1058, 32.003],
};
const serviceCentre: Facility = {
  id: 101,
  area_code: northEast,
  kind: 'service_centre',
  name: '清河社区党群服务中心',
  address: '清河路20号',
  operator: '清河社区',
  confirmed_on: '2026-01-15',
  centre: [112.1046, 32.0042],
};
const hydrant: Facility = {
  id: 102,
  area_code: southWest,
  kind: 'hydrant',
  name: '机床路消火栓',
  address: null,
  operator: null,
  confirmed_on: null,
  centre: [112.1036, 32.001],
};
const camera: Device = {
  id: 111,
  area_code: northWest,
  kind: 'camera',
  name: '花园南门视频设备',
  address: '清河路18号南门',
  operator: '清河物业公司',
  purpose: '出入口安全',
  sign_up: true,
  retention_days: 30,
  status: 'working',
  confirmed_on: '2026-03-01',
  centre: [112.1018, 32.0043],
};
const gauge: Device = {
  id: 112,
  area_code: southWest,
  kind: 'water_level',
  name: '机床路积水监测',
  address: null,
  operator: null,
  purpose: null,
  sign_up: false,
  retention_days: null,
  status: 'faulty',
  confirmed_on: null,
  centre: [112.1038, 32.0006],
};
const patrolPoint = (
  id: number,
  area_code: string,
  [name, address]: [string, string | null],
  squad: PatrolPoint['squad'],
  centre: LonLat,
): PatrolPoint => ({
  id,
  area_code,
  name,
  address,
  window_start: '18:00',
  window_end: '06:00',
  dwell_min: 5,
  wanted_visits: 2,
  ...{ priority: 3, optional: false, gap_min: 60, people: 1, code: `POINT0000${id}`, version: 1 },
  squad,
  centre,
});
const fullTime = { id: 171, kind: 'full_time', name: '清河专职队', member_count: 8 } as const;
const volunteers = { id: 172, kind: 'volunteer', name: '红袖章队', member_count: 20 } as const;
const gate = patrolPoint(181, northWest, ['花园南门', '清河路18号'], fullTime, [112.1018, 32.004]);
const square = patrolPoint(182, northEast, ['清河广场', null], volunteers, [112.1056, 32.0048]);
const yard = patrolPoint(183, southWest, ['机床厂宿舍', null], null, [112.1028, 32.0016]);
const evening = {
  id: 191,
  area_code: northWest,
  name: '夜巡一线',
  shift: '夜班',
  starts_at: '20:00',
  ends_at: '23:30',
  length_m: 371.5,
  squad: fullTime,
  stops: [
    { id: 181, name: '花园南门', centre: [112.1018, 32.004] },
    { id: 182, name: '清河广场', centre: [112.1056, 32.0048] },
  ],
};

/** A resource, all its rows in order, the name of a detail's own part, and what 404 calls it. */
const resources = [
  ['compounds', [gardens, dormitories], 'compound', '小区'],
  ['organisations', [kindergarten, school, supermarket], 'organisation', '单位'],
  ['facilities', [serviceCentre, hydrant], 'facility', '公共设施'],
  ['devices', [camera, gauge], 'device', '设备'],
  ['patrol-points', [gate, square, yard], 'patrol_point', '巡逻点'],
  ['patrol-routes', [evening], 'patrol_route', '巡逻路线'],
] as const;

describe.each(resources)('GET /api/%s', (resource, rows, part, zh) => {
  it('lists those of an area in order of code and number', async () => {
    const app = await townApp();
    expect((await ask(app, `/api/${resource}?area_code=990106`)).body).toEqual({ items: rows, next: null });
    const inNorth = rows.filter((row) => row.area_code?.startsWith(townArea.north));
    expect((await ask(app, `/api/${resource}?area_code=${townArea.north}`)).body).toEqual({
      items: inNorth,
      next: null,
    });
  });

  it('pages: every row once', async () => {
    expect(await allPages(await townApp(), `/api/${resource}?area_code=990106&limit=1`, 1)).toEqual(rows);
  });

  it('shows each with the areas that hold it', async () => {
    const app = await townApp();
    for (const row of rows) {
      const { body } = await ask(app, `/api/${resource}/${row.id}`);
      const detail = body as { bounds: number[]; centre: number[] };
      const place = Object.keys(townArea).find((key) => townArea[key as keyof typeof townArea] === row.area_code);
      const path = townPath[place as keyof typeof townPath];
      expect(body).toEqual({ path, centre: detail.centre, bounds: detail.bounds, [part]: row });
      expect(detail.centre).toHaveLength(2);
      expect(detail.bounds).toHaveLength(4);
    }
  });

  it('refuses what is malformed and does not find what is not there', async () => {
    const app = await townApp();
    const refused = await ask(app, `/api/${resource}`);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      error: { code: 'bad_input', field: 'area_code', message: '缺少「area_code」。' },
    });
    expect((await ask(app, `/api/${resource}?area_code=990106&page=abc`)).body).toMatchObject({
      error: { field: 'page' },
    });
    expect((await ask(app, `/api/${resource}?area_code=1101`)).status).toBe(404);
    expect((await ask(app, `/api/${resource}/one`)).body).toMatchObject({ error: { field: 'id' } });
    const missing = await ask(app, `/api/${resource}/999`);
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual({ error: { code: 'not_found', message: `没有找到${zh} 999。` } });
  });
});

it.each([
  ['organisations?area_code=990106&kind=school', [school]],
  ['facilities?area_code=990106&kind=hydrant', [hydrant]],
  ['devices?area_code=990106&kind=camera', [camera]],
  ["devices?area_code=990106&kind=camera' or '1'='1", []],
])('keeps one kind: %s', async (query, items) => {
  expect((await ask(await townApp(), `/api/${query}`)).body).toEqual({ items, next: null });
});

it('places a compound, a device and a route', async () => {
  const app = await townApp();
  const where = async (address: string) => {
    const { centre, bounds } = (await ask(app, address)).body as { centre: LonLat; bounds: number[] };
    return { centre, bounds };
  };
  expect(await where('/api/compounds/11')).toEqual({
    centre: [112.1018, 32.0053],
    bounds: [112.1006, 32.0042, 112.103, 32.0064],
  });
  expect(await where('/api/devices/112')).toEqual({
    centre: [112.1038, 32.0006],
    bounds: [112.1038, 32.0006, 112.1038, 32.0006],
  });
  expect(await where('/api/patrol-routes/191')).toEqual({
    centre: [112.1037327, 32.0042398],
    bounds: [112.1018, 32.004, 112.1056, 32.0048],
  });
});
