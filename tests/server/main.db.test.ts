import { once } from 'node:events';
import http from 'node:http';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Health } from '../../server/api/health/schema.ts';
import { ConfigError } from '../../server/config.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { testDatabase } from '../helpers/database.ts';
import { testConfig } from '../helpers/fakes.ts';

let running: RunningServer | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

it('serves the API with the tiles of the database', async () => {
  running = await startServer({ ...testConfig, port: 0 }, await testDatabase());
  expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const deployment = await (await fetch(`${running.url}/api/deployment`)).json();
  const { url } = (deployment as { tiles: { areas: { url: string } } }).tiles.areas;
  // The tile of zoom 12 that holds the fixture town.
  const tile = await fetch(running.url + url.replace('{z}/{x}/{y}', '12/3323/1663'));
  expect(tile.status).toBe(200);
  expect(tile.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
  expect(tile.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  expect((await tile.arrayBuffer()).byteLength).toBeGreaterThan(100);
});

it('tells how its tiles are doing', async () => {
  running = await startServer({ ...testConfig, port: 0 }, await testDatabase());
  const { status, tiles } = (await (await fetch(`${running.url}/api/health`)).json()) as Health;
  expect(status).toBe('ok');
  expect(tiles.layers.map(({ layer }) => layer)).toContain('building');
  expect(tiles.budget_bytes).toBe(256 * 2 ** 20);
  expect(tiles.cutter_thread_count).toBeGreaterThan(0);
});

it('gives no file outside the client to an address that was not made tidy', async () => {
  running = await startServer({ ...testConfig, port: 0 }, await testDatabase());
  const { port } = new URL(running.url);
  for (const path of ['/../package.json', '/assets/../../../package.json', '//etc/passwd', '/..%2f..%2fpackage.json']) {
    const request = http.get({ host: '127.0.0.1', port, path });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    let body = '';
    for await (const chunk of response) body += chunk;
    expect([path, response.statusCode, body.includes('jingwei"') || body.includes('root:')]).toEqual([
      path,
      404,
      false,
    ]);
  }
});

it('names the port that is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const started = startServer({ ...testConfig, port }, await testDatabase());
  await expect(started).rejects.toThrow(ConfigError);
  await expect(started).rejects.toThrow(`PORT ${port} is in use by another program`);
  other.close();
});

it('names a host that is not of this machine', async () => {
  const started = startServer({ ...testConfig, port: 0, host: '192.0.2.1' }, await testDatabase());
  await expect(started).rejects.toThrow('HOST 192.0.2.1 is not an address of this machine');
});

it('takes no requests after it has closed', async () => {
  const server = await startServer({ ...testConfig, port: 0 }, await testDatabase());
  const answer = await fetch(`${server.url}/api/codes`);
  expect([answer.status, (await answer.text()).length > 2]).toEqual([200, true]);
  await server.close();
  await expect(fetch(`${server.url}/api/codes`)).rejects.toThrow();
});
