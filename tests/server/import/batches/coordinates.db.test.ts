import { afterEach, describe, expect, it } from 'vitest';
import type { CrsSpec, ImportFindings, ImportSettings } from '../../../../server/api/imports/schema.ts';
import type { LonLat } from '../../../../server/api/wire.ts';
import { loadAsBatch } from '../../../../server/import/batches/direct.ts';
import { listLastBatches } from '../../../../server/import/batches/sql.ts';
import { toGcj02 } from '../../../../server/import/crs/shifted.ts';
import { metres } from '../crs/places.ts';
import { doors, put, townOf } from '../crs/town.ts';
import { ownDatabase } from '../database.ts';
import { temporaryFile } from '../files.ts';
import { applied, forget, stateOf, uploaded, work } from './batch.ts';

const source = '坐标';
afterEach(async () => forget((await ownDatabase()).sql, source));

const home: LonLat = [112.1016, 32.0052];
const [shiftedLon, shiftedLat] = toGcj02(home);
const head = '编号,名称,类型,核实日期,经度,纬度\n';
const row = (id: string, day = '2026-05-01', [lon, lat]: readonly number[] = [shiftedLon, shiftedLat]) =>
  `${id},公厕,toilet,${day},${lon},${lat}\n`;
const facilities = (content: string, settings: Partial<ImportSettings> = {}) => ({
  ...{ kind: 'facilities' as const, name: '坐标.csv', source, content },
  settings: { crs: { kind: 'gcj02' } as CrsSpec, ...settings },
});

/** How far a row lies from where its file means it to be, m. */
async function off(id: string, from: LonLat = home): Promise<number> {
  const { sql } = await ownDatabase();
  const [found] = await sql<[{ lon: number; lat: number }]>`
    select ST_X(geometry) as lon, ST_Y(geometry) as lat from facility where source = ${source} and source_id = ${id}`;
  return metres([found.lon, found.lat], from);
}

describe('coordinates', () => {
  it('are neither counted nor loaded before a person has confirmed what they are', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, facilities(head + row('1'), { crs: null }));
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    expect((await stateOf(sql, id)).settings.crs).toBeNull();
    const asked = work(sql, { work: 'check', batch_id: id, account_id: 302 });
    await expect(asked).rejects.toThrow('Confirm the coordinate system of the file first.');
    expect(await stateOf(sql, id)).toMatchObject({ state: 'read', counts: null });
    // Not even where somebody has counted it all the same.
    const seen = { new: 1, changed: 0, deleted: 0, rejected: 0 };
    const loading = work(sql, { work: 'apply', batch_id: id, account_id: 302, seen });
    await expect(loading).rejects.toThrow('Confirm the coordinate system of the file first.');
    expect(await sql`select id from facility where source = ${source}`).toEqual([]);
  });

  it('are guessed by the buildings that stand there, and stay a guess', async () => {
    const { sql } = await ownDatabase();
    const town = townOf(9, 300);
    // The invented town, moved to where the fixture's areas are and 0.6 of its size.
    const moved = ([lon, lat]: LonLat): LonLat => [
      112.09 + (lon - town.box[0]) * 0.6,
      31.995 + (lat - town.box[1]) * 0.6,
    ];
    const features = town.buildings.map(([west, south, east, north], id) => {
      const corners = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ] as LonLat[];
      return {
        type: 'Feature',
        id,
        properties: { kind: 'yes' },
        geometry: { type: 'Polygon', coordinates: [corners.map(moved)] },
      };
    });
    const file = temporaryFile('坐标.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    await loadAsBatch(sql, { kind: 'buildings', file, source }, () => {});
    const rows = doors(town, 80).map((place, at) => row(String(at), undefined, toGcj02(moved(place))));
    const id = await uploaded(sql, facilities(head + rows.join(''), { crs: null }));
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    const [read] = await sql<{ findings: ImportFindings; settings: ImportSettings }[]>`
      select findings, settings from import_batch where id = ${id}`;
    const [best] = read!.findings.crs;
    expect(best).toMatchObject({
      spec: { kind: 'gcj02' },
      swapped: false,
      line: { en: 'GCJ-02 degrees (AMap, Tencent)' },
    });
    expect(best!.confidence).toBeGreaterThan(0.9);
    expect(read!.settings).toMatchObject({ crs: null, crs_words: null });
  });

  it('are converted once, however often a file is read, counted, loaded and mended', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, facilities(head + row('1') + row('2', '上周'), { keep_good: true }));
    const twice = async (task: 'read' | 'check') => {
      for (let time = 0; time < 2; time++) await work(sql, { work: task, batch_id: id, account_id: 302 });
    };
    await twice('read');
    await twice('check');
    await applied(sql, id);
    expect(await off('1')).toBeLessThan(0.001);

    // What was rejected comes back as it stood in the file, and is of the same system.
    const child = await uploaded(sql, facilities(head + row('2')));
    await applied(sql, child);
    expect(await off('2')).toBeLessThan(0.001);

    // The same file again is the same.
    const again = await uploaded(sql, facilities(head + row('1') + row('2')));
    expect(await applied(sql, again)).toMatchObject({ new: 0, changed: 0, same: 2 });
    expect(await off('1')).toBeLessThan(0.001);

    await work(sql, { work: 'undo', batch_id: child, account_id: 302, note: null });
    const third = await uploaded(sql, facilities(head + row('2')));
    await applied(sql, third);
    expect(await off('2')).toBeLessThan(0.001);
  });

  it('are put where another system means them when that is confirmed instead', async () => {
    const { sql } = await ownDatabase();
    const shapes: [CrsSpec, boolean][] = [
      [{ kind: 'wgs84' }, true],
      [{ kind: 'bd09' }, false],
      [{ kind: 'gauss-kruger', width: 3, meridian: 111, prefix: true, datum: 'cgcs2000' }, true],
      [{ kind: 'utm', zone: 49 }, false],
    ];
    for (const [crs, swapped] of shapes) {
      const [x, y] = put(crs, home);
      const id = await uploaded(
        sql,
        facilities(head + row('1', undefined, swapped ? [y, x] : [x, y]), { crs, swapped }),
      );
      await applied(sql, id);
      expect(await off('1')).toBeLessThan(0.001);
    }
  });

  it('of a program are stored as they were taken, in words, also where the file said it', async () => {
    const { sql } = await ownDatabase();
    const file = temporaryFile('坐标.csv', head + row('1'));
    const request = { kind: 'facilities', file, source } as const;
    await loadAsBatch(sql, { ...request, crs: { kind: 'gcj02' } }, () => {});
    expect(await off('1')).toBeLessThan(0.001);
    await loadAsBatch(sql, request, () => {});
    const [plain, shifted] = await listLastBatches(sql, 2);
    expect(shifted).toMatchObject({
      crs: { kind: 'gcj02' },
      crs_words: { line: { en: 'GCJ-02 degrees (AMap, Tencent)' } },
    });
    expect(shifted!.crs_words!.note!['zh-CN']).toContain('约 1 米');
    expect(plain).toMatchObject({
      crs: { kind: 'wgs84' },
      crs_words: { line: { en: 'WGS 84 degrees (GPS)' }, note: null },
    });
  });
});
