import { expect, it } from 'vitest';
import type { LayerHealth, TilesHealth } from '../../../../server/api/health/schema.ts';
import type { Right } from '../../../../server/api/session/schema.ts';
import { createApp } from '../../../../server/app.ts';
import { fakeCredential, fakeDatabase, fakeLeader } from '../../../helpers/fake-database.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

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

/** What is answered to whoever has this right, or to somebody who is not signed in. */
async function healthOf(tiles: TilesHealth, right?: Right) {
  const caller = { ...fakeLeader, rights: right ? { [right]: ['99'] } : {} };
  const sql = fakeDatabase(() => Promise.reject(new Error('health asks nothing')), caller);
  const service = { ...fakeTiles(), health: () => tiles };
  const app = createApp({ sql, config: testConfig, tiles: service, sealer: testSealer });
  return ask({ request: (path) => app.request(path, { headers: right ? fakeCredential : {} }) }, '/api/health');
}

it('is ok where rows are left out, and names them to whoever keeps the deployment', async () => {
  const { status, body, headers } = await healthOf(healthy, 'register');
  expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  expect(body).toEqual({ status: 'ok', tiles: healthy });
  expect((await healthOf(healthy, 'audit')).body).toEqual({ status: 'ok', tiles: healthy });
});

it('tells everybody else only whether it is well', async () => {
  expect((await healthOf(healthy)).body).toEqual({ status: 'ok' });
  expect((await healthOf(healthy, 'people')).body).toEqual({ status: 'ok' });
  expect((await healthOf({ ...healthy, error: 'nobody answers' })).body).toEqual({ status: 'degraded' });
});

it.each<[string, TilesHealth]>([
  ['the database cannot be asked', { ...healthy, error: 'nobody answers' }],
  ['a layer cannot be read', { ...healthy, layers: [layer, { ...layer, error: 'the disk is full' }] }],
  ['a layer takes too much', { ...healthy, layers: [{ ...layer, advice: { 'zh-CN': '请调大', en: 'Raise it' } }] }],
])('is degraded where %s', async (_, tiles) => {
  expect((await healthOf(tiles, 'register')).body).toEqual({ status: 'degraded', tiles });
});
