import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../../server/app.ts';
import type { Database } from '../../../../server/db/open.ts';
import { fakeCredential, fakeDatabase, fakeLeader } from '../../../helpers/fake-database.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const sql = (() => Promise.reject(new Error('open tiles need no database'))) as unknown as Database;
const app = createApp({ sql, config: testConfig, tiles: fakeTiles(2000), sealer: testSealer });

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
      vector_layers: [
        { id: 'ground', minzoom: 0, maxzoom: 15, fields: { name: 'String' } },
        { id: 'ground_label', minzoom: 9, maxzoom: 15, fields: {} },
      ],
    });
  });

  it('describes one layer of a set', async () => {
    const { status, body, headers } = await ask(app, '/api/tiles/ground?layer=ground_label');
    expect([status, headers.get('ETag') !== null]).toEqual([200, true]);
    expect(body).toMatchObject({
      name: 'ground_label',
      tiles: ['http://localhost/api/tiles/ground/v2/{z}/{x}/{y}'],
      minzoom: 9,
      vector_layers: [{ id: 'ground_label', minzoom: 9, maxzoom: 15, fields: {} }],
    });
  });

  it('knows no other layer', async () => {
    expect(await ask(app, '/api/tiles/ground?layer=people', 'en')).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'bad_input',
          field: 'layer',
          message: '“layer” is wrong: a layer of this set is one of ground, ground_label.',
        },
      },
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

  it.each([
    ['gzip', 'gzip'],
    ['deflate, GZIP;q=0.5', 'gzip'],
    ['*', 'gzip'],
    ['gzip;q=0, *', null],
    ['gzip; q=0.000', null],
    ['br', null],
  ])('is sent to who takes %s as %s', async (accepted, encoding) => {
    const response = await app.request('/api/tiles/ground/v2/0/0/0', { headers: { 'Accept-Encoding': accepted } });
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    const body = await response.arrayBuffer();
    expect(response.headers.get('Content-Length')).toBe(String(body.byteLength));
    expect(encoding === null ? body.byteLength : gunzipSync(body).byteLength).toBe(2000);
  });

  it('bears a tag of its own in each encoding', async () => {
    const tags = ['gzip', 'identity'].map(async (accepted) => {
      const answer = await app.request('/api/tiles/ground/v2/0/0/0', { headers: { 'Accept-Encoding': accepted } });
      return answer.headers.get('ETag');
    });
    const [compressed, plain] = await Promise.all(tags);
    expect(plain).toMatch(/^"[\w-]{16}"$/);
    expect(compressed).toBe(plain!.replace(/"$/, '-gzip"'));
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
    expect([again.status, again.headers.get('ETag')]).toEqual([304, etag]);
    const weak = { 'If-None-Match': `"other", W/${etag}` };
    expect((await app.request('/api/tiles/ground/v2/0/0/0', { headers: weak })).status).toBe(304);
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

describe('tiles that are not for everybody', () => {
  const address = '/api/tiles/living/v2/0/0/0';
  /** An app whose database knows every credential as this caller, and how often it was asked. */
  function appFor(caller: typeof fakeLeader | null) {
    const known = fakeDatabase(() => Promise.resolve([]), caller);
    let asked = 0;
    const begin = (...step: Parameters<typeof known.begin>) => {
      asked += 1;
      return known.begin(...step);
    };
    const counted = Object.assign(() => Promise.resolve([]), { begin }) as unknown as Database;
    const gated = createApp({ sql: counted, config: testConfig, tiles: fakeTiles(2000), sealer: testSealer });
    return { gated, asked: () => asked };
  }

  it.each(['/api/tiles/living', '/api/tiles/patrol', address])('%s is for who is signed in', async (path) => {
    const { status, body } = await ask(app, path, 'en');
    expect([status, body]).toEqual([401, { error: { code: 'signed_out', message: 'Please sign in first.' } }]);
    const unknown = appFor(null).gated.request(path, { headers: fakeCredential });
    expect((await unknown).status).toBe(401);
  });

  it('are kept by the browser of whoever asked and by no cache between', async () => {
    const { gated } = appFor({ ...fakeLeader, rights: {} });
    const response = await gated.request(address, { headers: fakeCredential });
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
    const older = await gated.request('/api/tiles/living/v1/0/0/0', { headers: fakeCredential });
    expect(older.headers.get('Cache-Control')).toBe('no-store');
    const description = await gated.request('/api/tiles/living', { headers: fakeCredential });
    expect([description.status, description.headers.get('Cache-Control')]).toEqual([200, 'private, no-cache']);
  });

  it('ask the database once for many', async () => {
    const { gated, asked } = appFor(fakeLeader);
    for (const _time of [1, 2, 3]) await gated.request(address, { headers: fakeCredential });
    expect(asked()).toBe(1);
    await gated.request(address, { headers: { Authorization: 'Bearer another' } });
    expect(asked()).toBe(2);
  });

  it('wait for the step of signing in that is owed', async () => {
    const { gated, asked } = appFor({ ...fakeLeader, owed: 'second_factor' });
    for (const _time of [1, 2]) {
      const response = await gated.request(address, { headers: fakeCredential });
      expect([response.status, await response.json()]).toMatchObject([403, { error: { field: 'second_factor' } }]);
    }
    expect(asked()).toBe(2);
  });

  it('name an address that others can reach', async () => {
    const config = { ...testConfig, publicUrl: 'https://map.example' };
    const far = createApp({ sql, config, tiles: fakeTiles(), sealer: testSealer });
    expect(await (await far.request('http://10.0.0.1:8080/api/tiles/ground')).json()).toMatchObject({
      tiles: ['https://map.example/api/tiles/ground/v2/{z}/{x}/{y}'],
    });
  });
});
