import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/open.ts';
import { townArea, townId } from '../fixtures/town.ts';
import { point } from '../fixtures/town-rows.ts';
import { enterAs, refused, rolledBack } from '../helpers/database.ts';

type Place = [number, number];
/** In the tower, off its middle; 2 m and 5 m west of it. */
const inTower: Place = [112.1011, 32.00465];
const byTower: Place = [112.10098, 32.0047];
const nearTower: Place = [112.10095, 32.0047];
const towerMiddle: Place = [112.1012, 32.0047];

const insert = (sql: Database, id: number, category: string, at: Place) => sql`
  insert into incident (id, incident_code, category, title, reported_at, due_at, geometry) overriding system value
  values (${id}, ${`T${id}`}, ${category}, '某事', now(), now(), ${point(...at)})`;

async function coarseOf(sql: Database, id: number): Promise<Place> {
  const [row] = await sql<{ place: Place }[]>`select lon_lat(coarse) as place from incident where id = ${id}`;
  return row!.place;
}
async function labelOf(sql: Database, code: string): Promise<Place> {
  const [row] = await sql<{ place: Place }[]>`select lon_lat(label_point) as place from area where area_code = ${code}`;
  return row!.place;
}

describe('the coarse place of an incident', () => {
  it('is a point of the building that it lies in, or within 3 m of', () =>
    rolledBack(async (sql) => {
      await insert(sql, 901, 'noise', inTower);
      await insert(sql, 902, 'noise', byTower);
      expect([await coarseOf(sql, 901), await coarseOf(sql, 902)]).toEqual([towerMiddle, towerMiddle]);
    }));

  it('is of the nearer of two buildings, of the one with the lower number where both hold it', () =>
    rolledBack(async (sql) => {
      const beside =
        'SRID=4326;MULTIPOLYGON(((112.10094 32.0046,112.10097 32.0046,112.10097 32.0048,112.10094 32.0048,112.10094 32.0046)))';
      await sql`insert into building (kind, geometry) values ('house', ${beside})`;
      await insert(sql, 901, 'noise', [112.100975, 32.0047]);
      await insert(sql, 902, 'noise', [112.100995, 32.0047]);
      expect([await coarseOf(sql, 901), await coarseOf(sql, 902)]).toEqual([[112.100955, 32.0047], towerMiddle]);
      await sql`insert into building (kind, geometry) select kind, geometry from building where id = ${townId.building.tower}`;
      await insert(sql, 903, 'noise', inTower);
      const [row] = await sql`select building_at(geometry) as id from incident where id = 903`;
      expect(row).toEqual({ id: townId.building.tower });
    }));

  it('is elsewhere the nearest of a lattice of about 15 m', () =>
    rolledBack(async (sql) => {
      await insert(sql, 901, 'noise', nearTower);
      await insert(sql, 902, 'noise', [112.10103, 32.00405]);
      expect([await coarseOf(sql, 901), await coarseOf(sql, 902)]).toEqual([
        [112.10096, 32.00472],
        [112.10096, 32.004045],
      ]);
    }));

  it.each(['dispute', 'welfare'])(
    'of a %s is the label of its grid, even in a building; else half a kilometre wide',
    (category) =>
      rolledBack(async (sql) => {
        await insert(sql, 901, category, inTower);
        await insert(sql, 902, category, [112.2012, 32.1013]);
        expect(await coarseOf(sql, 901)).toEqual(await labelOf(sql, townArea.northWest));
        expect(await coarseOf(sql, 902)).toEqual([112.2, 32.1]);
      }),
  );

  it('follows place and kind, and is not looked up when neither changes', () =>
    rolledBack(async (sql) => {
      await insert(sql, 901, 'noise', inTower);
      await sql`update incident set category = 'dispute' where id = 901`;
      expect(await coarseOf(sql, 901)).toEqual(await labelOf(sql, townArea.northWest));
      await sql`update incident set geometry = ${point(112.107, 32.001)} where id = 901`;
      expect(await coarseOf(sql, 901)).toEqual(await labelOf(sql, townArea.southEast));
      await sql`update incident set category = 'noise', geometry = ${point(...inTower)} where id = 901`;
      expect(await coarseOf(sql, 901)).toEqual(towerMiddle);
      await sql`update incident set coarse = ${point(1, 2)} where id = 901`;
      await sql`update incident set category = category, geometry = geometry, status = 'dispatched' where id = 901`;
      expect(await coarseOf(sql, 901)).toEqual([1, 2]);
    }));

  it('is looked up anew for all when buildings or areas have changed', () =>
    rolledBack(async (sql) => {
      await insert(sql, 901, 'noise', inTower);
      await insert(sql, 902, 'dispute', inTower);
      const moved = () => sql`select recoarse_incidents()::int as moved`;
      expect(await moved()).toEqual([{ moved: 0 }]);
      await sql`delete from building where id = ${townId.building.tower}`;
      expect(await moved()).toEqual([{ moved: 1 }]);
      expect(await coarseOf(sql, 901)).toEqual([112.10112, 32.004585]);
      await sql`update area set geometry = ST_Translate(geometry, 0.0001, 0) where area_code = ${townArea.northWest}`;
      expect(await moved()).toEqual([{ moved: 1 }]);
      expect(await coarseOf(sql, 902)).toEqual(await labelOf(sql, townArea.northWest));
    }));

  it('cannot be forgotten by who writes while the triggers rest', async () => {
    const said = await refused(async (sql) => {
      await sql`alter table incident disable trigger user`;
      await insert(sql, 901, 'noise', inTower);
    });
    expect(said).toContain('"coarse"');
  });
});

describe('what a caller gets of places', () => {
  const places = (sql: Database) => sql`
    select (select json_agg(p.geometry = i.geometry order by i.id) from incident_place p join incident i using (id)) as exact,
      (select json_agg(p.geometry = i.coarse order by i.id) from incident_place p join incident i using (id)) as coarse,
      (select count(*)::int from incident_shown s join incident_place p using (id) where s.geometry = p.geometry) as shown`;

  it('is the exact one for people, the coarse one for a display, and nothing without rights', () =>
    rolledBack(async (sql) => {
      await sql`delete from incident`;
      await insert(sql, 901, 'noise', inTower);
      await insert(sql, 902, 'dispute', inTower);
      await enterAs(sql, 'patrol');
      expect(await places(sql)).toEqual([{ exact: [true, true], coarse: [false, false], shown: 2 }]);
      await enterAs(sql, 'wall');
      expect(await places(sql)).toEqual([{ exact: [false, false], coarse: [true, true], shown: 2 }]);
      await sql`select set_config('jingwei.caller', '', true)`;
      expect(await places(sql)).toEqual([{ exact: null, coarse: null, shown: 0 }]);
    }));
});
