import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../../../server/access/credential.ts';
import { TileGate } from '../../../../server/access/tile-gate.ts';
import { hotTiles } from '../../../../server/api/tiles/hot.ts';
import { createApp } from '../../../../server/app.ts';
import type { Database } from '../../../../server/db/open.ts';
import { finishTile } from '../../../../server/tiles/finished-tile.ts';
import { fakeCredential } from '../../../helpers/fake-database.ts';
import { fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const sql = (() => Promise.reject(new Error('tiles need no database'))) as unknown as Database;
const tile = finishTile(new Uint8Array(2000).fill(7));
const empty = finishTile(null);
const kept = {
  'ground/v2/0/0/0': tile,
  'ground/v2/3/1/1': empty,
  'living/v2/0/0/0': tile,
  'patrol/v2/3/1/1': empty,
};
const small = fakeTiles(10, { 'ground/v2/0/0/0': finishTile(new Uint8Array(10).fill(7)) });
const etag = `"${tile.digest}-gzip"`;

/** A server that takes the short way where `short`, and tells whether it did. */
async function start(tiles: ReturnType<typeof fakeTiles>, short: boolean) {
  const gate = new TileGate();
  gate.allow(digestOf(fakeCredential.Authorization.slice('Bearer '.length)), Date.now());
  const app = createApp({ sql, config: testConfig, tiles, sealer: testSealer, tileGate: gate });
  const usual = getRequestListener(app.fetch);
  const hot = await hotTiles({ tiles, gate, config: testConfig });
  const taken: boolean[] = [];
  const server = http.createServer((request, response) => {
    taken.push(short && hot(request, response));
    if (!taken.at(-1)) void usual(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, taken };
}
type Started = Awaited<ReturnType<typeof start>>;

/** Everything that is sent back, but for the time of day. */
async function ask({ server }: Started, path: string, method: string, headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  const request = http.request({ port, path, method, headers }).end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const pairs = response.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []));
  return {
    status: response.statusCode,
    headers: pairs.filter((line) => !line.startsWith('Date: ')),
    body: Buffer.concat(chunks),
  };
}

let hot: Started;
let cold: Started;
let hotSmall: Started;
let coldSmall: Started;
beforeAll(async () => {
  hot = await start(fakeTiles(2000, kept), true);
  cold = await start(fakeTiles(2000, kept), false);
  hotSmall = await start(small, true);
  coldSmall = await start(small, false);
});
afterAll(() => {
  for (const { server } of [hot, cold, hotSmall, coldSmall]) server.close();
});

const address = '/api/tiles/ground/v2/0/0/0';
const gzip = { 'accept-encoding': 'gzip' };
const cases: [name: string, status: number, path: string, method: string, headers: Record<string, string>][] = [
  ['a tile', 200, address, 'GET', gzip],
  ['its head', 200, address, 'HEAD', gzip],
  ['to who has it', 304, address, 'GET', { ...gzip, 'if-none-match': etag }],
  ['to who has another', 200, address, 'GET', { ...gzip, 'if-none-match': '"other"' }],
  ['to who takes a browser’s encodings', 200, address, 'GET', { 'accept-encoding': 'gzip, deflate, br, zstd' }],
  ['an empty one', 204, '/api/tiles/ground/v2/3/1/1', 'GET', gzip],
  ['one that is not for everybody', 200, '/api/tiles/living/v2/0/0/0', 'GET', { ...gzip, ...fakeCredential }],
  ['an empty one of those', 204, '/api/tiles/patrol/v2/3/1/1', 'GET', { ...gzip, ...fakeCredential }],
  [
    'who comes with a cookie',
    200,
    '/api/tiles/living/v2/0/0/0',
    'GET',
    { ...gzip, cookie: `a=b; jingwei=${fakeCredential.Authorization.slice('Bearer '.length)}` },
  ],
];

describe('the short way', () => {
  it.each(cases)('answers %s just as the route does', async (_, status, path, method, headers) => {
    // Twice, as what was answered once is kept ready.
    for (const _time of [1, 2]) {
      const answer = await ask(hot, path, method, headers);
      expect(hot.taken.at(-1)).toBe(true);
      expect(answer.status).toBe(status);
      expect(answer).toEqual(await ask(cold, path, method, headers));
    }
  });

  it.each([{ 'accept-encoding': 'gzip' }, {}])('answers a small tile just as the route does: %o', async (headers) => {
    const answer = await ask(hotSmall, address, 'GET', headers as Record<string, string>);
    expect([hotSmall.taken.at(-1), answer.body]).toEqual([true, Buffer.alloc(10, 7)]);
    expect(answer).toEqual(await ask(coldSmall, address, 'GET', headers as Record<string, string>));
  });

  it.each<[string, string, string, Record<string, string>]>([
    ['who takes no gzip', address, 'GET', {}],
    ['an older version', '/api/tiles/ground/v1/0/0/0', 'GET', gzip],
    ['a tile not at hand', '/api/tiles/ground/v2/4/1/1', 'GET', gzip],
    ['a query', `${address}?a=1`, 'GET', gzip],
    ['another method', address, 'POST', gzip],
    ['TileJSON', '/api/tiles/ground', 'GET', gzip],
    ['nonsense', '/api/tiles/', 'GET', gzip],
    ['who is not signed in', '/api/tiles/living/v2/0/0/0', 'GET', gzip],
    ['a set’s name that is none', '/api/tiles/people/v2/0/0/0', 'GET', gzip],
  ])('leaves %s to the route', async (_, path, method, headers) => {
    const answer = await ask(hot, path, method, headers);
    expect(hot.taken.at(-1)).toBe(false);
    const usual = await ask(cold, path, method, headers);
    expect({ ...answer, body: String(answer.body).replaceAll(/:\d+\//g, '/') }).toEqual({
      ...usual,
      body: String(usual.body).replaceAll(/:\d+\//g, '/'),
      headers: path === '/api/tiles/ground' ? answer.headers : usual.headers,
    });
  });
});
