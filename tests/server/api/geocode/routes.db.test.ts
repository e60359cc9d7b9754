import { describe, expect, it } from 'vitest';
import type { GeocodeAnswer, ReverseAnswer } from '../../../../server/api/geocode/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';

async function ask<Answer>(sql: Database, path: string, login: TownLogin = 'leader') {
  const response = await (await townApp(sql, login)).request(path);
  return { status: response.status, body: (await response.json()) as Answer };
}
const asked = (q: string, more = '') => `/api/geocode?q=${encodeURIComponent(q)}${more}`;

describe('geocoding', () => {
  it('tells the door, where it is and what of the text says so', async () => {
    await rolledBack(async (sql) => {
      const { body } = await ask<GeocodeAnswer>(sql, asked('清河花园1幢一单元101 李女士收'));
      expect(body.items[0]).toMatchObject({
        level: 'door',
        kind: 'building',
        id: '21',
        unit_id: 31,
        household_id: 41,
        name: '清河花园1幢',
        address: '清河区清河街道清河社区清河路18号1幢1单元101室',
        area_code: townArea.northWest,
      });
      expect(body.items[0]!.place[0]).toBeCloseTo(112.1012, 4);
      expect(body.items[0]!.matched.map(({ text }) => text)).toEqual(['清河花园', '1幢', '一单元', '101']);
      expect(body.items[0]!.confidence).toBeGreaterThan(0.8);
    });
  });

  it('ends at the unit for whoever sees no doors there', async () => {
    await rolledBack(async (sql) => {
      for (const login of ['district', 'officer', 'auditor'] as const) {
        const { body } = await ask<GeocodeAnswer>(sql, asked('清河花园1幢1单元101'), login);
        expect(body.items[0]).toMatchObject({ level: 'unit', household_id: null });
        expect(JSON.stringify(body)).not.toContain('101室');
      }
      // The worker's doors are those of the north-west.
      const { body } = await ask<GeocodeAnswer>(sql, asked('机床厂宿舍1幢1单元101'), 'worker');
      expect(body.items[0]).toMatchObject({ level: 'unit', household_id: null });
    });
  });

  it('keeps to an area and a number of places', async () => {
    await rolledBack(async (sql) => {
      const { body } = await ask<GeocodeAnswer>(sql, asked('1幢 清河路 机床路', `&area=${townArea.south}&limit=2`));
      expect(body.items.length).toBeLessThanOrEqual(2);
      expect(body.items.every(({ area_code }) => area_code?.startsWith(townArea.south))).toBe(true);
      expect((await ask<GeocodeAnswer>(sql, asked('火星第九基地'))).body).toEqual({ items: [] });
    });
  });

  it('says what is wrong with a question', async () => {
    await rolledBack(async (sql) => {
      for (const [query, field] of [
        ['q=', 'q'],
        [`q=${'路'.repeat(161)}`, 'q'],
        ['q=a&limit=21', 'limit'],
        ['q=a&area=x', 'area'],
      ] as const) {
        const answer = await ask<{ error: { field: string } }>(sql, `/api/geocode?${query}`);
        expect([answer.status, answer.body.error.field]).toEqual([400, field]);
      }
    });
  });
});

describe('reverse geocoding', () => {
  it('tells building, road with number, and areas', async () => {
    await rolledBack(async (sql) => {
      const { body } = await ask<ReverseAnswer>(sql, '/api/geocode/reverse?lon=112.1012&lat=32.0047');
      expect(body.building).toEqual({
        id: 21,
        name: '清河花园1幢',
        address: '清河区清河街道清河社区清河路18号1幢',
        distance_m: 0,
      });
      expect(body.road).toMatchObject({ name: '清河路' });
      expect(body.areas.map(({ area_code }) => area_code)).toEqual([
        ...[townArea.district, townArea.street, townArea.north, townArea.northWest],
      ]);
      const far = await ask<ReverseAnswer>(sql, '/api/geocode/reverse?lon=120&lat=30');
      expect(far.body).toEqual({ building: null, road: null, areas: [] });
    });
  });
});
