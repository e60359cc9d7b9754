import { expect, it } from 'vitest';
import type { LayerHealth, TilesHealth } from '../../../../server/api/health/schema.ts';
import { createApp } from '../../../../server/app.ts';
import type { Database } from '../../../../server/db/open.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';

const sql = (() => Promise.reject(new Error('health needs no database'))) as unknown as Database;
const layer: LayerHealth = {
  set: 'ground',
  layer: 'road',
  served_from: 'memory',
  loading: false,
  version: 7,
  feature_count: 2,
  bytes: 300,
  bytes_per_feature: 150,
  overlay_count: 0,
  left_out_count: 1,
  left_out: [{ key: '3', reason: 'its geometry is empty' }],
  error: null,
  advice: null,
};
const healthy: TilesHealth = { ...fakeTiles().health(), layers: [layer] };

async function healthOf(tiles: TilesHealth) {
  const app = createApp({ sql, config: testConfig, tiles: { ...fakeTiles(), health: () => tiles } });
  return ask(app, '/api/health');
}

it('is ok where rows are left out, and names them', async () => {
  const { status, body, headers } = await healthOf(healthy);
  expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  expect(body).toEqual({ status: 'ok', tiles: healthy });
});

it.each<[string, TilesHealth]>([
  ['the database cannot be asked', { ...healthy, error: 'nobody answers' }],
  ['a layer cannot be read', { ...healthy, layers: [layer, { ...layer, error: 'the disk is full' }] }],
  ['a layer takes too much', { ...healthy, layers: [{ ...layer, advice: { 'zh-CN': '请调大', en: 'Raise it' } }] }],
])('is degraded where %s', async (_, tiles) => {
  expect((await healthOf(tiles)).body).toEqual({ status: 'degraded', tiles });
});
