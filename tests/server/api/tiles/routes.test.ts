import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../../server/app.ts';
import type { Database } from '../../../../server/db/open.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';

const sql = (() => Promise.reject(new Error('tiles need no database'))) as unknown as Database;
const app = createApp({ sql, config: testConfig, tiles: fakeTiles(2000) });

describe('TileJSON', () => {
  it('describes a set with an absolute address', async () => {
    const { status, body } = await ask(app, 'http://map.example:8080/api/tiles/ground');
    expect(status).toBe(200);
    expect(body).toEqual({
      tilejson: '3.0.0',
      name: 'ground',
      scheme: 'xyz',
      tiles: ['http://map.example:8080/api/tiles/ground/v2/{z}/{x}/{y}'],
      minzoom: 0,
      maxzoom: 15,
      vector_layers: [{ id: 'ground', minzoom: 0, maxzoom: 15, fields: { name: 'String' } }],
    });
  });

  it('knows no other set', async () => {
    const { status, body } = await ask(app, '/api/tiles/people');
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: 'bad_input',
        field: 'set',
        message: '「set」有误：瓦片集应为ground、areas、living、patrol之一。',
      },
    });
  });
});

describe('a tile', () => {
  it('is kept for ever under the current version', async () => {
    const response = await app.request('/api/tiles/ground/v2/0/0/0');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('Content-Encoding')).toBeNull();
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(2000).fill(7));
  });

  it('is compressed exactly once for those who take gzip', async () => {
    const response = await app.request('/api/tiles/ground/v2/0/0/0', { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect(response.headers.get('Vary')).toBe('Accept-Encoding');
    expect(new Uint8Array(gunzipSync(await response.arrayBuffer()))).toEqual(new Uint8Array(2000).fill(7));
  });

  it('is not kept under an older version', async () => {
    const response = await app.request('/api/tiles/ground/v1/0/0/0');
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('is no content where nothing lies', async () => {
    const response = await app.request('/api/tiles/ground/v2/3/7/7');
    expect(response.status).toBe(204);
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect((await app.request('/api/tiles/ground/v1/3/7/7')).headers.get('Cache-Control')).toBe('no-store');
  });

  it('is not sent again to who has it', async () => {
    const etag = (await app.request('/api/tiles/ground/v2/0/0/0')).headers.get('ETag')!;
    const again = await app.request('/api/tiles/ground/v2/0/0/0', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    const other = await app.request('/api/tiles/areas/v2/0/0/0', { headers: { 'If-None-Match': '"else"' } });
    expect(other.status).toBe(200);
  });

  it.each([
    ['/api/tiles/ground/v2/23/0/0', 'z', 'z is from 0 to 22'],
    ['/api/tiles/ground/v2/1/2/0', 'x', 'x is out of range at this zoom'],
    ['/api/tiles/ground/v2/1/0/2', 'y', 'y is out of range at this zoom'],
    ['/api/tiles/ground/v2/-1/0/0', 'z', 'z is a whole number'],
    ['/api/tiles/ground/v2/1/0.5/0', 'x', 'x is a whole number'],
    ['/api/tiles/ground/v2/1/0/one', 'y', 'y is a whole number'],
    ['/api/tiles/ground/v2/1/0/999999999999', 'y', 'y is a whole number'],
    ['/api/tiles/ground/v2;drop/1/0/0', 'version', 'this version was not made here'],
  ])('%s is refused for its %s', async (address, field, reason) => {
    const { status, body } = await ask(app, address, 'en');
    expect(status).toBe(400);
    expect(body).toEqual({ error: { code: 'bad_input', field, message: `“${field}” is wrong: ${reason}.` } });
  });
});
