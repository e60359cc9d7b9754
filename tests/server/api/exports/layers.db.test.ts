import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  type ExportFormat,
  type ExportOffer,
  exportFormats,
  exportLayers,
  formatEncodings,
  templateLayers,
} from '../../../../server/api/exports/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townSecrets } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { dbfOf, entriesOf } from '../../../helpers/archive.ts';
import { rolledBack } from '../../../helpers/database.ts';

async function asked(sql: Database, path: string, login: TownLogin = 'leader', language = 'zh-CN') {
  const app = await townApp(sql, login);
  const response = await app.request(`/api/exports${path}`, { headers: { 'Accept-Language': language } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}
const rowsOf = (bytes: Buffer) => parse(bytes, { bom: true }) as string[][];
/** Rows of a layer as CSV, by the heads of their columns. */
async function listed(sql: Database, layer: string, area: string, login?: TownLogin, language?: string) {
  const { status, bytes } = await asked(sql, `/${layer}?format=csv&area_code=${area}`, login, language);
  if (status !== 200) throw new Error(`${layer}: ${status} ${bytes}`);
  const [heads, ...rows] = rowsOf(bytes);
  return rows.map((row) => Object.fromEntries(heads!.map((head, at) => [head, row[at]])));
}
const error = ({ bytes }: { bytes: Buffer }) => JSON.parse(bytes.toString()).error;
const auditsOf = (sql: Database) =>
  sql`select account_id, kind, area_code, detail from audit_event where kind in ('layer_export', 'incident_export') order by id`;

describe('a layer as a file', () => {
  it.each(exportFormats)('is %s in every encoding and layer that there is', async (format: ExportFormat) => {
    await rolledBack(async (sql) => {
      for (const layer of exportLayers) {
        for (const encoding of formatEncodings[format]) {
          const { status, headers, bytes } = await asked(
            sql,
            `/${layer}?format=${format}&area_code=990106&encoding=${encoding}`,
          );
          expect([layer, encoding, status]).toEqual([layer, encoding, 200]);
          expect(bytes.length).toBeGreaterThan(100);
          expect(headers.get('Cache-Control')).toBe('private, no-store');
          expect(townSecrets.filter((secret) => bytes.includes(secret))).toEqual([]);
        }
      }
    });
  });

  it('has the rows of the area alone, with the words of their codes', async () => {
    await rolledBack(async (sql) => {
      const organisations = await listed(sql, 'organisations', townArea.north);
      const all = await sql`select name from organisation where area_code ^@ ${townArea.north} order by area_code, id`;
      expect(organisations.map((row) => row.名称)).toEqual(all.map(({ name }) => name));
      expect(all.length).toBeGreaterThan(0);
      const [school] =
        await sql`select name, ST_X(geometry) as lon from organisation where id = ${townId.organisation.school}`;
      const row = (await listed(sql, 'organisations', '990106')).find((each) => each.名称 === school!.name)!;
      expect([row.类型, row.坐标系, Number(row.经度)]).toEqual(['学校', 'WGS 84', Number(school!.lon.toFixed(7))]);
      const english = (await listed(sql, 'organisations', '990106', 'leader', 'en')).find(
        (each) => each.Name === school!.name,
      )!;
      expect(english.Kind).toBe('School');
    });
  });

  it('goes on from batch to batch without losing or doubling a row', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into facility (kind, name, geometry) select 'toilet', '公厕' || n, 'SRID=4326;POINT(112.1016 32.0052)'::geometry
        from generate_series(1, 2300) n`;
      const names = (await listed(sql, 'facilities', townArea.northWest)).map((row) => row.名称!);
      const made = names.filter((name) => name.startsWith('公厕'));
      expect([made.length, new Set(made).size]).toEqual([2300, 2300]);
    });
  });

  it('is named in Chinese for the reader and in ASCII for others', async () => {
    await rolledBack(async (sql) => {
      await sql`update area set name = '清河(北)"社区''' where area_code = ${townArea.north}`;
      const { headers } = await asked(sql, `/buildings?format=geojson&datum=gcj02&area_code=${townArea.north}`);
      const [, plain, escaped] = /^attachment; filename="([^"]*)"; filename\*=UTF-8''([A-Za-z0-9%._~-]*)$/.exec(
        headers.get('Content-Disposition')!,
      )!;
      expect(plain).toBe('buildings.geojson');
      expect(decodeURIComponent(escaped!)).toMatch(/^楼栋-清河\(北\) 社区'-GCJ-02-\d{4}-\d\d-\d\d\.geojson$/);
      expect(headers.get('Content-Type')).toBe('application/geo+json');
    });
  });

  it('keeps Chinese names in a GBK shapefile, with whole outlines', async () => {
    await rolledBack(async (sql) => {
      const { bytes } = await asked(sql, '/compounds?format=shapefile&encoding=gbk&area_code=990106');
      const files = entriesOf(bytes);
      const { rows, fields } = dbfOf(files['compounds.dbf']!, 'gbk');
      const names = (await sql`select name from compound order by area_code, id`).map(({ name }) => name);
      expect(rows.map((row) => row[fields.findIndex((field) => field.startsWith('name '))])).toEqual(names);
      expect(Object.keys(files)).toContain('说明.txt');
    });
  });

  it('is written down: who, what layer, what area, how many', async () => {
    await rolledBack(async (sql) => {
      await asked(sql, `/buildings?format=csv&encoding=gb18030&area_code=${townArea.north}`, 'street');
      await asked(sql, `/incidents?format=geojson&datum=gcj02&area_code=${townArea.north}`, 'street');
      const [{ count }] = await sql<
        [{ count: number }]
      >`select count(*)::int as count from building where area_code ^@ ${townArea.north}`;
      const [{ seen }] = await sql<
        [{ seen: number }]
      >`select count(*)::int as seen from incident where area_code ^@ ${townArea.north}`;
      const about = { account_id: 305, area_code: townArea.north };
      expect([...(await auditsOf(sql))]).toEqual([
        {
          ...about,
          kind: 'layer_export',
          detail: { layer: 'buildings', format: 'csv', encoding: 'gb18030', datum: 'wgs84', count },
        },
        {
          ...about,
          kind: 'incident_export',
          detail: { format: 'geojson', encoding: 'utf-8', datum: 'gcj02', count: seen },
        },
      ]);
    });
  });

  it('is refused where it is too much, with a sentence, and nothing is written down', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into household (building_id, unit_id, floor, door) select 21, 31, 5, 'X' || n from generate_series(1, 10000) n`;
      const refused = await asked(sql, '/households?format=csv&area_code=990106');
      expect([refused.status, error(refused).field]).toEqual([413, 'area_code']);
      expect(error(refused).message).toContain('10,000');
      expect((await asked(sql, `/households?format=csv&area_code=${townArea.south}`)).status).toBe(200);
      expect(await auditsOf(sql)).toHaveLength(1);
    });
  });

  it('refuses what it cannot be', async () => {
    await rolledBack(async (sql) => {
      const fieldOf = async (path: string) => {
        const answer = await asked(sql, path);
        return [answer.status, error(answer).field];
      };
      expect(await fieldOf('/buildings?format=kml&area_code=990106')).toEqual([400, 'format']);
      expect(await fieldOf('/buildings?format=csv')).toEqual([400, 'area_code']);
      expect(await fieldOf('/buildings?format=csv&encoding=gbk&area_code=990106')).toEqual([400, 'encoding']);
      expect(await fieldOf('/buildings?format=geojson&encoding=gb18030&area_code=990106')).toEqual([400, 'encoding']);
      expect(await fieldOf('/buildings?format=csv&datum=bd09&area_code=990106')).toEqual([400, 'datum']);
      expect(await fieldOf('/residents?format=csv&area_code=990106')).toEqual([400, 'layer']);
      expect((await asked(sql, '/buildings?format=csv&area_code=110101')).status).toBe(404);
      expect((await asked(sql, '/buildings?format=csv&area_code=990106', 'wall')).status).toBe(403);
      expect(await auditsOf(sql)).toHaveLength(0);
    });
  });

  it('neutralises what a spreadsheet would take for a formula', async () => {
    await rolledBack(async (sql) => {
      await sql`update facility set name = '=HYPERLINK("http://x","y")' where id = ${townId.facility.hydrant}`;
      const names = (await listed(sql, 'facilities', '990106')).map((row) => row.名称);
      expect(names).toContain('\'=HYPERLINK("http://x","y")');
    });
  });
});

describe('doors', () => {
  it('are those that the caller sees, with their state and nobody behind them', async () => {
    await rolledBack(async (sql) => {
      const doors = async (login: TownLogin) =>
        (await listed(sql, 'households', '990106', login)).map((row) => row.地址);
      const [{ all }] = await sql<[{ all: number }]>`select count(*)::int as all from household`;
      expect(await doors('leader')).toHaveLength(all);
      const inGrid = await sql`select 1 from household where area_code = ${townArea.northWest}`;
      expect(await doors('worker')).toHaveLength(inGrid.length);
      const inTower = await sql`select 1 from household where building_id = 21`;
      expect(await doors('head')).toHaveLength(inTower.length);
      const [row] = (await listed(sql, 'households', townArea.northWest)).filter((each) => each.门牌 === '201');
      expect([row!.居住状态, row!.楼层]).toEqual(['出租', '2']);
      // A registrar sees doors for the rights of those recorded, and takes none along.
      expect((await asked(sql, '/households?format=csv&area_code=990106', 'registrar')).status).toBe(403);
      expect((await asked(sql, '/households?format=csv&area_code=990106', 'district')).status).toBe(403);
    });
  });
});

describe('counts of people', () => {
  it('are exact for who sees the doors, and suppressed for who sees counts alone', async () => {
    await rolledBack(async (sql) => {
      const [{ homes }] = await sql<
        [{ homes: number }]
      >`select count(*)::int as homes from household where area_code = ${townArea.northWest}`;
      expect(homes).toBeLessThan(10);
      const [exact] = await listed(sql, 'people-counts', townArea.northWest);
      expect([exact!.住户数, exact!.少于此数不显示]).toEqual([String(homes), '']);
      const [hidden] = await listed(sql, 'people-counts', townArea.northWest, 'district');
      expect([hidden!.住户数, hidden!.少于此数不显示]).toEqual(['<10', '10']);
      const { bytes } = await asked(sql, `/people-counts?format=geojson&area_code=${townArea.northWest}`, 'district');
      expect(JSON.parse(bytes.toString()).features[0]).toMatchObject({
        geometry: { type: 'MultiPolygon' },
        properties: { area_code: townArea.northWest, household_count: null, hidden_below: 10 },
      });
      expect((await asked(sql, `/people-counts?format=csv&area_code=${townArea.northWest}`, 'head')).status).toBe(403);
    });
  });
});

describe('what is offered', () => {
  it('is counted for the area, and only what the caller may take', async () => {
    await rolledBack(async (sql) => {
      const offered = async (login: TownLogin): Promise<ExportOffer> =>
        JSON.parse((await asked(sql, `?area_code=${townArea.northWest}`, login)).bytes.toString());
      const leader = await offered('leader');
      const doors = leader.layers.find(({ layer }) => layer === 'households')!;
      expect([doors.zh, doors.most.csv, doors.columns.map(({ zh }) => zh)]).toEqual([
        '住户（门牌）',
        10_000,
        Object.keys((await listed(sql, 'households', townArea.northWest))[0]!).slice(0, -3),
      ]);
      expect(leader.layers.map(({ layer }) => layer)).toEqual(exportLayers);
      expect(leader.purposes.map(({ id }) => id)).toEqual(['visit', 'check', 'service', 'complaint', 'emergency']);
      expect((await offered('head')).purposes).toEqual([
        { id: 'visit', reveals: ['resident.name', 'resident.phone'] },
        { id: 'emergency', reveals: expect.arrayContaining(['resident.birth_date']) },
      ]);
      expect(leader.templates.map(({ layer }) => layer)).toEqual(templateLayers);
      const countOf = async (layer: string) => (await listed(sql, layer, townArea.northWest)).length;
      for (const { layer, count } of leader.layers) expect([layer, count]).toEqual([layer, await countOf(layer)]);
      const auditor = await offered('auditor');
      expect(auditor.layers.map(({ layer }) => layer)).not.toContain('households');
      expect(auditor.layers.map(({ layer }) => layer)).not.toContain('incidents');
      expect(auditor.purposes).toEqual([]);
      const district = await offered('district');
      const hidden = ({ layers }: ExportOffer) => layers.find(({ layer }) => layer === 'people-counts')!.hidden_below;
      expect([hidden(leader), hidden(district)]).toEqual([null, 10]);
      expect((await asked(sql, '?area_code=110101')).status).toBe(404);
    });
  });
});
