import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { AppError } from '../../../server/errors.ts';
import { geocode } from '../../../server/geocode/geocode.ts';
import { type PlaceLimits, type PlaceRequest, placeIndex } from '../../../server/geocode/loader.ts';
import { townArea, townId } from '../../fixtures/town.ts';
import { rolledBack } from '../../helpers/database.ts';

/** Follows at once. */
const limits: PlaceLimits = { whole: 1000, most: 1000, stale_ms: 0 };

async function first(sql: Database, text: string, request: PlaceRequest = {}) {
  const [found] = geocode(await placeIndex(sql, { limits, ...request }), text);
  return found && [found.level, found.kind, found.id];
}

describe('the places of a database', () => {
  it('are found down to the unit, and to the door where doors are asked for', async () => {
    await rolledBack(async (sql) => {
      const text = '清河路18号清河花园1幢1单元101';
      expect(await first(sql, text)).toEqual(['unit', 'building', String(townId.building.tower)]);
      const index = await placeIndex(sql, { doors: true });
      expect(geocode(index, text)[0]).toMatchObject({ level: 'door', household_id: 41, unit_id: 31 });
      expect(await first(sql, '万和超市')).toEqual(['poi', 'organisation', String(townId.organisation.supermarket)]);
      expect(await first(sql, '机床路')).toEqual(['road', 'road', String(townId.road.works)]);
      expect(await first(sql, '机床社区')).toEqual(['community', 'area', townArea.south]);
    });
  });

  it('have a door by each number that was joined', async () => {
    await rolledBack(async (sql) => {
      await sql`update household set joined_doors = array['199'] where id = 41`;
      const index = await placeIndex(sql, { doors: true });
      expect(geocode(index, '清河花园1幢1单元199')[0]).toMatchObject({ level: 'door', household_id: 41 });
    });
  });

  it('stay the same until one of them changes', async () => {
    await rolledBack(async (sql) => {
      const before = await placeIndex(sql, { limits });
      expect((await placeIndex(sql, { limits })).areas).toBe(before.areas);
      await sql`update compound set name = '听枫苑' where id = ${townId.compound.walled}`;
      expect(await first(sql, '听枫苑')).toEqual(['compound', 'compound', String(townId.compound.walled)]);
      await sql`insert into unit (building_id, unit_no, name) values (${townId.building.slab}, 2, '东单元')`;
      expect(await first(sql, '清河路18号2幢东单元')).toEqual(['unit', 'building', String(townId.building.slab)]);
    });
  });

  it('may be as they were for a while', async () => {
    await rolledBack(async (sql) => {
      const stale = { ...limits, stale_ms: 1e9 };
      await placeIndex(sql, { limits });
      await sql`update compound set name = '听枫苑' where id = ${townId.compound.walled}`;
      expect(await first(sql, '听枫苑', { limits: stale })).toBeUndefined();
      expect(await first(sql, '听枫苑')).toBeDefined();
    });
  });

  it('go by what they were called before', async () => {
    await rolledBack(async (sql) => {
      await sql`update area set name = '新渡社区' where area_code = ${townArea.south}`;
      await sql`update compound set name = '新渡花园' where id = ${townId.compound.walled}`;
      await sql`insert into area_succession (change_id, kind, from_code, from_name, to_code, to_name, household_count)
        values (1, 'merge', '990106001009', '染坊社区', ${townArea.north}, '清河社区', 0)`;
      expect(await first(sql, '机床社区')).toEqual(['community', 'area', townArea.south]);
      expect(await first(sql, '染坊社区')).toEqual(['community', 'area', townArea.north]);
      expect(await first(sql, '清河花园')).toEqual(['compound', 'compound', String(townId.compound.walled)]);
    });
  });

  it('take up what was taught at once, and let it go', async () => {
    await rolledBack(async (sql) => {
      expect(await first(sql, '红砖院')).toBeUndefined();
      await sql`insert into geocode_synonym (area_code, text, kind, name)
        values ('990106', '红砖院', 'compound', '机床厂宿舍')`;
      expect(await first(sql, '红砖院1幢')).toEqual(['building', 'building', String(townId.building.works)]);
      await sql`delete from geocode_synonym`;
      expect(await first(sql, '红砖院')).toBeUndefined();
    });
  });

  it('are those of a district where there are very many', async () => {
    await rolledBack(async (sql) => {
      const few = { ...limits, whole: 1 };
      const tooMany = placeIndex(sql, { limits: { ...few, most: 2 }, area_code: townArea.south });
      await expect(tooMany).rejects.toMatchObject({ code: 'too_large' });
      expect(await first(sql, '万和商厦', { limits: few, area_code: townArea.northWest })).toEqual([
        ...['poi', 'building', String(townId.building.mall)],
      ]);
      const unnamed = placeIndex(sql, { limits: few });
      await expect(unnamed).rejects.toThrow(AppError);
      await expect(unnamed).rejects.toMatchObject({ code: 'bad_input', options: { field: 'area' } });
    });
  });
});
