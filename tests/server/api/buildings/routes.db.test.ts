import { describe, expect, it } from 'vitest';
import type { BuildingDetail, BuildingSummary, DoorMatrix } from '../../../../server/api/buildings/schema.ts';
import type { Compound, CompoundDetail } from '../../../../server/api/compounds/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import { townArea } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townPath } from '../../../fixtures/town-summaries.ts';
import { type AskedApp, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask } from '../../../helpers/fakes.ts';

const tower: BuildingSummary = {
  id: 21,
  area_code: townArea.northWest,
  compound_id: 11,
  kind: 'apartments',
  name: '1幢',
  address: '清河路18号1幢',
  floor_count: 3,
  household_count: 6,
  visit_due_count: 1,
  centre: [112.1012, 32.0047],
};
const slab: BuildingSummary = {
  id: 22,
  area_code: townArea.northWest,
  compound_id: 11,
  kind: 'apartments',
  name: '2幢',
  address: '清河路18号2幢',
  floor_count: 6,
  household_count: 1,
  visit_due_count: 0,
  centre: [112.1021, 32.0047],
};
const works: BuildingSummary = {
  id: 23,
  area_code: townArea.southWest,
  compound_id: 12,
  kind: 'dormitory',
  name: '1幢',
  address: '机床路3号1幢',
  floor_count: 4,
  household_count: 1,
  visit_due_count: 1,
  centre: [112.1014, 32.0013],
};
const mall: BuildingSummary = {
  id: 24,
  area_code: townArea.southEast,
  compound_id: null,
  kind: 'commercial',
  name: '万和商厦',
  address: '清河路25号',
  floor_count: 5,
  household_count: 0,
  visit_due_count: 0,
  centre: [112.1059, 32.0031],
};
const units = [
  { id: 31, unit_no: 1, name: '1单元', household_count: 4, visit_due_count: 1 },
  { id: 32, unit_no: 2, name: '2单元', household_count: 2, visit_due_count: 0 },
];

describe('GET /api/buildings', () => {
  it('lists those of an area and of one compound', async () => {
    const app = await townApp();
    const all = (await ask(app, `/api/buildings?area_code=${townArea.district}`)).body;
    expect(all).toEqual({ items: [tower, slab, works, mall], next: null });
    const south = (await ask(app, `/api/buildings?area_code=${townArea.south}`)).body;
    expect(south).toEqual({ items: [works, mall], next: null });
    const compound = (await ask(app, `/api/buildings?area_code=${townArea.district}&compound_id=12`)).body;
    expect(compound).toEqual({ items: [works], next: null });
    expect((await ask(app, `/api/buildings?area_code=${townArea.northEast}`)).body).toEqual({ items: [], next: null });
  });

  it('pages: every building once, whatever the size', async () => {
    const app = await townApp();
    for (const limit of [1, 2, 3]) {
      const rows = await allPages(app, `/api/buildings?area_code=990106&limit=${limit}`, limit);
      expect(rows).toEqual([tower, slab, works, mall]);
    }
  });

  it.each([
    ['', 400, 'area_code'],
    ['?area_code=99010a', 400, 'area_code'],
    ['?area_code=990106&compound_id=0', 400, 'compound_id'],
    ['?area_code=990106&compound_id=1%20or%201=1', 400, 'compound_id'],
    ['?area_code=990106&limit=500', 400, 'limit'],
    ['?area_code=990106&page=WyI5OTAxMDYiXQ', 400, 'page'],
    ['?area_code=110101', 404, undefined],
  ])('refuses %s', async (query, status, field) => {
    const answer = await ask(await townApp(), `/api/buildings${query}`);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: { field?: string } }).error.field).toBe(field);
  });
});

describe('GET /api/buildings/:id', () => {
  it('shows the tower', async () => {
    const { body } = await ask(await townApp(), '/api/buildings/21');
    expect(body).toEqual({
      path: townPath.northWest,
      centre: [112.1012, 32.0047],
      bounds: [112.101, 32.0046, 112.1014, 32.0048],
      building: {
        ...tower,
        compound_name: '清河花园',
        property_company: '清河物业公司',
        basement_count: 1,
        height_m: 10.5,
        built_year: 2008,
        confirmed_on: '2026-03-02',
        resident_count: 5,
      },
      units,
      duty_holders: [
        { role: 'building_head', name: '冯春', phone: null, starts_on: '2025-01-01' },
        { role: 'unit_head', name: '陈静', phone: '13366667777', starts_on: '2025-01-01' },
      ],
      organisations: [],
    } satisfies BuildingDetail);
  });

  it('shows a building without compound, units or people', async () => {
    const { body } = await ask(await townApp(), '/api/buildings/24');
    expect(body).toEqual({
      path: townPath.southEast,
      centre: [112.1059, 32.0031],
      bounds: [112.1054, 32.0028, 112.1064, 32.0034],
      building: {
        ...mall,
        compound_name: null,
        property_company: null,
        basement_count: 2,
        height_m: 21.5,
        built_year: 2015,
        confirmed_on: '2025-11-20',
        resident_count: 0,
      },
      units: [],
      duty_holders: [],
      organisations: [{ id: 92, kind: 'supermarket', name: '万和超市' }],
    } satisfies BuildingDetail);
  });

  it('has an empty path outside every grid', async () => {
    await rolledBack(async (sql) => {
      await sql`update building set geometry = ST_Translate(geometry, 1, 0) where id = 24`;
      const { body } = await ask(await townApp(sql), '/api/buildings/24');
      expect(body).toMatchObject({ path: [], building: { area_code: null } });
    });
  });
});

describe('GET /api/buildings/:id/households', () => {
  it('lays out the door matrix from the top floor down', async () => {
    const { body } = await ask(await townApp(), '/api/buildings/21/households');
    const home = { door_use: 'home' as const, joined_doors: [] };
    expect(body).toEqual({
      building_id: 21,
      units,
      doors: [
        { household_id: 43, unit_id: 31, floor: 3, door: '301', door_state: 'empty', ...home, visit_owed: null },
        { household_id: 42, unit_id: 31, floor: 2, door: '201', door_state: 'let', ...home, visit_owed: null },
        {
          household_id: 41,
          unit_id: 31,
          floor: 1,
          door: '101',
          door_state: 'occupied',
          ...home,
          visit_owed: 'overdue',
        },
        { household_id: 44, unit_id: 31, floor: -1, door: 'B101', door_state: 'unknown', ...home, visit_owed: null },
        { household_id: 45, unit_id: 32, floor: 1, door: '101', door_state: 'occupied', ...home, visit_owed: null },
        { household_id: 46, unit_id: 32, floor: 1, door: '102', door_state: 'occupied', ...home, visit_owed: null },
      ],
    } satisfies DoorMatrix);
  });

  it('is empty for a building without doors', async () => {
    const { body } = await ask(await townApp(), '/api/buildings/24/households');
    expect(body).toEqual({ building_id: 24, units: [], doors: [] });
  });
});

describe('for who does not see the doors', () => {
  const hidden = { household_count: null, visit_due_count: null };

  it('counts nobody in a list', async () => {
    const list = async (login: TownLogin) =>
      (await ask(await townApp(undefined, login), `/api/buildings?area_code=${townArea.district}`)).body;
    const without = [tower, slab, works, mall].map((building) => ({ ...building, ...hidden }));
    expect(await list('district')).toEqual({ items: without, next: null });
    expect(await list('worker')).toEqual({ items: [tower, slab, ...without.slice(2)], next: null });
    // The head of the tower sees its doors and no others of the grid.
    expect(await list('head')).toEqual({ items: [tower, ...without.slice(1)], next: null });
  });

  it('shows a building without people and units', async () => {
    const { body } = await ask(await townApp(undefined, 'officer'), '/api/buildings/21');
    const { building, units: shown, duty_holders } = body as BuildingDetail;
    expect(building).toMatchObject({ ...tower, ...hidden, resident_count: null });
    expect(shown).toEqual([]);
    expect(duty_holders.map(({ phone }) => phone)).toEqual([null, '13366667777']);
    const outside = (await ask(await townApp(undefined, 'head'), '/api/buildings/23')).body as BuildingDetail;
    expect(outside.building).toMatchObject({ ...hidden, resident_count: null });
  });

  it('shows the head the tower', async () => {
    const { body } = await ask(await townApp(undefined, 'head'), '/api/buildings/21');
    expect(body).toMatchObject({ building: { ...tower, resident_count: 5 }, units });
    const doors = (await ask(await townApp(undefined, 'head'), '/api/buildings/21/households')).body as DoorMatrix;
    expect(doors.doors).toHaveLength(6);
  });

  it.each<[TownLogin, number]>([
    ['district', 21],
    ['officer', 21],
    ['registrar', 21],
    ['head', 22],
    ['worker', 23],
  ])('keeps the doors closed to the %s (building %i)', async (login, id) => {
    const { status, body } = await ask(await townApp(undefined, login), `/api/buildings/${id}/households`);
    expect(status).toBe(403);
    expect(body).toEqual({
      error: { code: 'forbidden', message: '您的职责不包含查看该楼栋的各户，只能查看楼栋信息。' },
    });
  });

  it('counts the doors of a compound only for who sees each of its buildings', async () => {
    const compound = async (app: AskedApp) => {
      const { items } = (await ask(app, `/api/compounds?area_code=${townArea.north}`)).body as Page<Compound>;
      const one = ((await ask(app, '/api/compounds/11')).body as CompoundDetail).compound;
      expect(items).toEqual([one]);
      return [one.building_count, one.household_count];
    };
    expect(await compound(await townApp(undefined, 'worker'))).toEqual([2, 7]);
    expect(await compound(await townApp(undefined, 'officer'))).toEqual([2, null]);
    expect(await compound(await townApp(undefined, 'head'))).toEqual([2, null]);
    await rolledBack(async (sql) => {
      await sql`update building set geometry = ST_Translate(geometry, 0.0042, 0) where id = 22`;
      expect(await compound(await townApp(sql, 'worker'))).toEqual([2, null]);
      expect(await compound(await townApp(sql, 'secretary'))).toEqual([2, 7]);
    });
  });
});

it.each(['/api/buildings/999', '/api/buildings/999/households'])('%s is not found', async (address) => {
  const { status, body } = await ask(await townApp(), address);
  expect(status).toBe(404);
  expect(body).toEqual({ error: { code: 'not_found', message: '没有找到楼栋 999。' } });
});

it.each(['/api/buildings/1.5', '/api/buildings/0/households', '/api/buildings/2147483648', '/api/buildings/21;drop'])(
  '%s is refused',
  async (address) => {
    const { status, body } = await ask(await townApp(), address, 'en');
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { field: 'id' } });
  },
);
