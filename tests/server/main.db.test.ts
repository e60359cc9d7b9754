import { once } from 'node:events';
import http from 'node:http';
import { connect, createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { Health } from '../../server/api/health/schema.ts';
import { ConfigError } from '../../server/config.ts';
import { createLimitedServer, type RunningServer, startServer } from '../../server/main.ts';
import { secretOfTown, type TownLogin } from '../fixtures/town-accounts.ts';
import { testDatabase } from '../helpers/database.ts';
import { testConfig } from '../helpers/fakes.ts';
import { testSealer } from '../helpers/sealer.ts';

let running: RunningServer | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** Starts a server of these settings on the suite's database. */
async function start(settings: Partial<typeof testConfig> = {}): Promise<RunningServer> {
  const database = await testDatabase();
  return startServer({ ...testConfig, port: 0, ...settings }, { ...database, api: database.sql, sealer: testSealer });
}
/** Asks the running server as one of the town's accounts. */
const askAs = (login: TownLogin, path: string) =>
  fetch(running!.url + path, { headers: { Authorization: `Bearer ${secretOfTown(login)}` } });

it('serves the API with the tiles of the database', async () => {
  running = await start();
  expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const deployment = await (await askAs('leader', '/api/deployment')).json();
  const { url } = (deployment as { tiles: { areas: { url: string } } }).tiles.areas;
  // The tile of zoom 12 that holds the fixture town.
  const tile = await fetch(running.url + url.replace('{z}/{x}/{y}', '12/3323/1663'));
  expect(tile.status).toBe(200);
  expect(tile.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
  expect(tile.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  expect((await tile.arrayBuffer()).byteLength).toBeGreaterThan(100);
});

it('does not start with a loop that is not there, and says which there are', async () => {
  await expect(start({ loopVariant: 'seven' })).rejects.toThrow(ConfigError);
  await expect(start({ loopVariant: 'seven' })).rejects.toThrow(
    'there is no variant “seven”; LOOP_VARIANT can be five, six, thirteen',
  );
});

it('tells how its tiles are doing', async () => {
  running = await start();
  expect(await (await fetch(`${running.url}/api/health`)).json()).toEqual({ status: 'ok' });
  const { status, tiles } = (await (await askAs('registrar', '/api/health')).json()) as Required<Health>;
  expect(status).toBe('ok');
  expect(tiles.layers.map(({ layer }) => layer)).toContain('building');
  expect(tiles.budget_bytes).toBe(256 * 2 ** 20);
  expect(tiles.cutter_thread_count).toBeGreaterThan(0);
});

it('shows tiles of the living map to who is signed in only, from memory too', async () => {
  running = await start();
  const deployment = (await (await askAs('leader', '/api/deployment')).json()) as Deployment;
  const path = deployment.tiles.living.url.replace('{z}/{x}/{y}', '15/26587/13306');
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(running!.url + path, { headers });
    await response.arrayBuffer();
    return [response.status, response.headers.get('Cache-Control')];
  };
  const signedIn = { Authorization: `Bearer ${secretOfTown('wall')}` };
  // The second time it comes from memory.
  for (const _time of [1, 2]) {
    expect(await ask(signedIn)).toEqual([200, 'private, max-age=31536000, immutable']);
    expect(await ask({})).toEqual([401, 'no-store']);
    expect(await ask({ Authorization: 'Bearer nobody' })).toEqual([401, 'no-store']);
  }
});

it('gives up on clients who say nothing, or never come to an end', async () => {
  const limits = { headersMs: 60, requestMs: 120, silenceMs: 5000, keepAliveMs: 5000, checkMs: 20 };
  const limited = createLimitedServer((_, response) => response.end(), {
    ...limits,
    mostConnections: 4,
    mostHeaders: 20,
  });
  limited.listen(0, '127.0.0.1');
  await once(limited, 'listening');
  const { port } = limited.address() as { port: number };
  const slow = [
    '',
    'GET / HTTP/1.1\r\nHost: a\r\nX-A: ',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1',
  ].map((words) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(words);
    return socket.resume();
  });
  await Promise.all(slow.map((socket) => once(socket, 'close')));
  const held = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  const turnedAway = connect(port, '127.0.0.1').resume();
  await once(turnedAway, 'close');
  for (const socket of held) socket.destroy();
  limited.close();
  await once(limited, 'close');
});

it('gives no file outside the client to an address that was not made tidy', async () => {
  running = await start();
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
  const started = start({ port });
  await expect(started).rejects.toThrow(ConfigError);
  await expect(started).rejects.toThrow(`PORT ${port} is in use by another program`);
  other.close();
});

it('names a host that is not of this machine', async () => {
  const started = start({ host: '192.0.2.1' });
  await expect(started).rejects.toThrow('HOST 192.0.2.1 is not an address of this machine');
});

it('takes no requests after it has closed', async () => {
  const server = await start();
  const answer = await fetch(`${server.url}/api/health`);
  expect([answer.status, (await answer.text()).length > 2]).toEqual([200, true]);
  await server.close();
  await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
});
