import { describe, expect, it } from 'vitest';
import type { ImportAnswer, PatrolPoint } from '../../../../server/api/patrol/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { toGcj02 } from '../../../../server/import/crs/shifted.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

async function read(sql: Database, body: object, what = 'points'): Promise<ImportAnswer> {
  const app = await townApp(sql, 'patrol');
  const answer = await send(app, 'POST', `/api/patrol-${what}/import`, { format: 'csv', crs: 'wgs84', ...body });
  expect(answer.status).toBe(200);
  return answer.body as ImportAnswer;
}

async function named(sql: Database, name: string): Promise<PatrolPoint | undefined> {
  const { body } = await ask(await townApp(sql, 'patrol'), '/api/patrol-points?area_code=990106&limit=200');
  return (body as { items: PatrolPoint[] }).items.find((point) => point.name === name);
}

const table = `点位名称,经度,纬度,开始时间,结束时间,停留时间,应巡次数,优先级,可选,间隔分钟,人数,巡逻队,地址,备用
北门,112.1016,32.0052,18：00,24:00,10分钟,3次,5,否,45,2人,清河专职队,清河路1号,x
花园南门,112.1018,32.004,,,,,,,,,,,
南门,112.1016,32.0014,,,,,,,,,,,
城外,112.3,32.3,,,,,,,,,,,
反了,32.0052,112.1016,,,,,,,,,,,
无处,,,,,,,,,,,,,
太多,112.102,32.005,,,,60,,,,,,,
谁的,112.102,32.005,,,,,,,,,没有这队,,
东门,112.1022,32.0052,,,,,,,,,,,
东门,112.1022,32.0052,,,,,,,,,,,
`;
const rejected = [
  { row: 3, name: '花园南门', sentence: '这里已有同名的一处。' },
  { row: 4, name: '南门', sentence: '位置不在您的职责区域内。' },
  { row: 5, name: '城外', sentence: '位置不在任何网格内，请核对坐标系。' },
  { row: 6, name: '反了', sentence: '经度和纬度写反了。' },
  { row: 7, name: '无处', sentence: '没有可用的经纬度（应为一个点）。' },
  { row: 8, name: '太多', sentence: '「应巡次数」应为1至48的整数。' },
  { row: 9, name: '谁的', sentence: '这一带没有巡逻队「没有这队」。' },
  { row: 11, name: '东门', sentence: '与前面的一行完全相同。' },
];

describe('a list of points', () => {
  it('is told row by row, and written only where it is not a dry run', async () => {
    await rolledBack(async (sql) => {
      expect(await read(sql, { text: table, dry: true })).toEqual({ taken: 2, rejected, dropped: [] });
      expect(await named(sql, '北门')).toBeUndefined();
      expect(await read(sql, { text: table })).toEqual({ taken: 2, rejected, dropped: [] });
      expect(await named(sql, '北门')).toMatchObject({
        ...{ area_code: townArea.northWest, address: '清河路1号', window_start: '18:00', window_end: '00:00' },
        ...{ dwell_min: 10, wanted_visits: 3, priority: 5, optional: false, gap_min: 45, people: 2 },
        squad: { id: townId.squad.fullTime },
      });
      expect(await named(sql, '东门')).toMatchObject({ window_end: '06:00', wanted_visits: 1, squad: null });
      // A second time all of it is there.
      expect((await read(sql, { text: table })).taken).toBe(0);
    });
  });

  it('is taken from where its coordinates are', async () => {
    await rolledBack(async (sql) => {
      const [lon, lat] = toGcj02([112.1016, 32.0052]);
      const text = `name,lng,lat\n北门,${lon},${lat}\n`;
      // As they stand they lie elsewhere: some 600 m off.
      expect((await read(sql, { text, area_code: townArea.northWest })).rejected).toMatchObject([{ row: 2 }]);
      expect((await read(sql, { text, crs: 'gcj02', area_code: townArea.northWest })).taken).toBe(1);
      expect((await named(sql, '北门'))!.centre).toEqual([112.1016, 32.0052]);
    });
  });

  it('is read from GeoJSON, without what must never be held', async () => {
    await rolledBack(async (sql) => {
      const feature = {
        type: 'Feature',
        properties: { name: '北门', priority: 4, imei: '1' },
        geometry: { type: 'Point', coordinates: [112.1016, 32.0052] },
      };
      const line = {
        type: 'Feature',
        properties: { name: '路' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [112.1, 32],
            [112.2, 32],
          ],
        },
      };
      const text = JSON.stringify({ type: 'FeatureCollection', features: [feature, line] });
      expect(await read(sql, { format: 'geojson', text })).toEqual({
        taken: 1,
        rejected: [{ row: 2, name: '路', sentence: '没有可用的经纬度（应为一个点）。' }],
        dropped: ['imei'],
      });
      expect((await named(sql, '北门'))!.priority).toBe(4);
    });
  });

  it('of a district is taken at once; a longer one is refused', async () => {
    await rolledBack(async (sql) => {
      const rows = (count: number) =>
        Array.from(
          { length: count },
          (_, at) => `巡逻点${at},${112.1002 + at * 1e-6},${32.0045 + (at % 7) * 1e-4},${'清河路'.repeat(9)}`,
        );
      const text = (count: number) => `名称,经度,纬度,地址\n${rows(count).join('\n')}\n`;
      expect((await read(sql, { text: text(1000) })).taken).toBe(1000);
      const app = await townApp(sql, 'patrol');
      const long = await send(app, 'POST', '/api/patrol-points/import', {
        format: 'csv',
        crs: 'wgs84',
        text: text(2001),
      });
      expect(long).toMatchObject({
        status: 400,
        body: { error: { field: 'text', message: '一次至多导入 2000 行，文件有 2001 行。' } },
      });
    });
  });

  it('says in which coordinates it is', async () => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'patrol'), 'POST', '/api/patrol-points/import', {
        format: 'csv',
        text: 'name,lon,lat\n',
      });
      expect(answer).toMatchObject({ status: 400, body: { error: { field: 'crs' } } });
    });
  });
});

describe('a list of streets', () => {
  it('is told row by row', async () => {
    await rolledBack(async (sql) => {
      const text = `路段名称,线,单双侧
清河路北段,112.1005 32.0055;112.1035 32.0055,双侧
原地,112.1005 32.0055;112.1005 32.0055,
一点,112.1005 32.0055,
三侧,112.1005 32.006;112.1035 32.006,3
`;
      expect(await read(sql, { text }, 'streets')).toEqual({
        taken: 1,
        rejected: [
          { row: 3, name: '原地', sentence: '「线」路段的起点和终点是同一处。' },
          { row: 4, name: '一点', sentence: '没有可用的线（至少两个点）。' },
          { row: 5, name: '三侧', sentence: '「巡查侧数」应为1（单侧）或2（双侧）。' },
        ],
        dropped: [],
      });
      expect(await sql`select name, sides, area_code from patrol_street`).toEqual([
        { name: '清河路北段', sides: 2, area_code: townArea.northWest },
      ]);
      expect((await read(sql, { text }, 'streets')).rejected[0]).toEqual({
        row: 2,
        name: '清河路北段',
        sentence: '这里已有同名的一处。',
      });
    });
  });
});
