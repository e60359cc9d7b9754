import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../../server/app.ts';
import { type Live, startLive } from '../../../../server/live/live.ts';
import { insertTown } from '../../../fixtures/town.ts';
import { secretOfTown, type TownLogin, townWall } from '../../../fixtures/town-accounts.ts';
import { fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { type OpenFeed, openFeed } from '../../../helpers/feed.ts';
import { ownTestDatabase } from '../../../helpers/own-test-database.ts';
import { testSealer } from '../../../helpers/sealer.ts';

let database: Awaited<ReturnType<typeof ownTestDatabase>>;
let servers: FeedServer[] = [];
let feeds: OpenFeed[] = [];
beforeAll(async () => {
  database = await ownTestDatabase();
  const [row] = await database.sql<[{ filled: boolean }]>`select exists (select from area) as filled`;
  if (!row.filled) await insertTown(database.sql);
  await database.sql`delete from outbox`;
});
afterEach(async () => {
  for (const feed of feeds) feed.close();
  await Promise.all(servers.map((server) => server.close()));
  feeds = [];
  servers = [];
  await database.sql`truncate outbox, feed restart identity`;
});
afterAll(() => database.release());

/** A server of the feed on a port of its own. */
interface FeedServer {
  url: string;
  live: Live;
  close(): Promise<void>;
}

async function start(): Promise<FeedServer> {
  const { sql, embedded } = database;
  const live = await startLive({ sql, embedded, config: testConfig });
  const app = createApp({ sql, config: testConfig, tiles: fakeTiles(), sealer: testSealer, live });
  const http = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    live,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      await live.close();
      await closed;
    },
  };
  servers.push(server);
  return server;
}
const as = (login: TownLogin) => ({ Authorization: `Bearer ${secretOfTown(login)}` });
async function listen(server: FeedServer, login: TownLogin, headers = {}, query = ''): Promise<OpenFeed> {
  const feed = await openFeed(server.url, { ...as(login), ...headers }, query);
  feeds.push(feed);
  return feed;
}
/** What changed of incidents; the first server is told, as by a request that writes. */
async function write(...rows: [id: number, areaCode: string | null][]) {
  await insert(...rows);
  servers[0]?.live.poke();
}
/** The same by a program that tells nobody. */
const insert = (...rows: [id: number, areaCode: string | null][]) =>
  database.sql`insert into outbox (incident_id, area_code, body)
    select (row ->> 0)::int, row ->> 1, jsonb_build_object('id', row -> 0) from jsonb_array_elements(${database.sql.json(rows)}) row`;
/** What is asked again and again until it is so; the server itself looks each second. */
const soon = <Value>(value: () => Value) => expect.poll(value, { timeout: 10_000, interval: 20 });
/** The events but for beats and news, which come with time and with other tests' writings. */
const told = ({ events }: OpenFeed) => events.filter((event) => !/^(beat|news) /.test(event));

describe('GET /api/live', () => {
  it('sends everybody the changes of their own areas, in order, as they are committed', async () => {
    const server = await start();
    const worker = await listen(server, 'worker');
    const wall = await listen(server, 'wall');
    const head = await listen(server, 'head');
    expect(wall.status).toBe(200);
    expect(wall.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(wall.headers['content-encoding']).toBeUndefined();
    await insert([1, '990106001001001'], [2, '990106001002001'], [3, null]);
    await soon(() => told(wall)).toEqual([
      'hello 0 {"seq":0,"beat_s":15}',
      'change 1 {"id": 1}',
      'change 2 {"id": 2}',
      'change 3 {"id": 3}',
    ]);
    await soon(() => told(worker)).toEqual(['hello 0 {"seq":0,"beat_s":15}', 'change 1 {"id": 1}']);
    expect(told(head)).toEqual(['hello 0 {"seq":0,"beat_s":15}']);
  });

  it('goes on where a screen was, by header or by address, also after the server was away', async () => {
    const first = await start();
    await write([1, '990106001001001'], [2, '990106001002001'], [3, '990106001001001']);
    await soon(async () => told(await listen(first, 'wall', { 'Last-Event-ID': '0' }))).toHaveLength(4);
    await first.close();
    servers = [];
    await write([4, '990106001001001']);
    const second = await start();
    const byHeader = await listen(second, 'worker', { 'Last-Event-ID': '1' }, '?after=0');
    const byAddress = await listen(second, 'worker', {}, '?after=2');
    await soon(() => told(byHeader)).toEqual([
      'hello 1 {"seq":1,"beat_s":15}',
      'change 3 {"id": 3}',
      'change 4 {"id": 4}',
    ]);
    await soon(() => told(byAddress)).toEqual([
      'hello 2 {"seq":2,"beat_s":15}',
      'change 3 {"id": 3}',
      'change 4 {"id": 4}',
    ]);
  });

  it('has whoever knows more than there is, or less than is kept, ask anew', async () => {
    await write([1, null], [2, null]);
    await database.sql`select move_outbox(10)`;
    await database.sql`delete from feed where seq = 1`;
    const server = await start();
    const anew = ['hello 2 {"seq":2,"beat_s":15}', 'reset 2 {}'];
    await soon(async () => told(await listen(server, 'wall', {}, '?after=99'))).toEqual(anew);
    await soon(async () => told(await listen(server, 'wall', {}, '?after=0'))).toEqual(anew);
    await soon(async () => told(await listen(server, 'wall', {}, '?after=1'))).toEqual([
      'hello 1 {"seq":1,"beat_s":15}',
      'change 2 {"id": 2}',
    ]);
  });

  it('shares one feed between servers', async () => {
    const [one, other] = [await start(), await start()];
    const feedsOfBoth = [await listen(one, 'wall'), await listen(other, 'wall')];
    for (const id of [1, 2, 3, 4, 5]) await write([id, null]);
    const all = ['hello 0 {"seq":0,"beat_s":15}', ...[1, 2, 3, 4, 5].map((id) => `change ${id} {"id": ${id}}`)];
    for (const feed of feedsOfBoth) await soon(() => told(feed)).toEqual(all);
  });

  it('tells every screen of a wall that it was steered, whichever server the phone asked', async () => {
    const [one, other] = [await start(), await start()];
    const near = await listen(one, 'wall');
    const far = await listen(other, 'wall');
    for (const feed of [near, far]) await soon(() => told(feed)).toHaveLength(1);
    const [before] = await database.sql<[{ version: number }]>`select version from wall where id = ${townWall}`;
    const steer = (server: FeedServer, command: string) =>
      fetch(`${server.url}/api/walls/${townWall}/commands`, {
        method: 'POST',
        headers: { ...as('leader'), 'Content-Type': 'application/json' },
        body: JSON.stringify({ command }),
      });
    // Two phones at once: neither command is lost.
    const answers = await Promise.all([steer(one, 'identify'), steer(other, 'rest'), steer(one, 'reload')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const heard = [1, 2, 3].map((n) => `wall ${n} {"version": ${before.version + n}, "wall_id": ${townWall}}`);
    for (const feed of [near, far]) await soon(() => told(feed).slice(1)).toEqual(heard);
    const [after] = await database.sql`select state from wall where id = ${townWall}`;
    expect(after!.state).toMatchObject({
      ...{ resting: true, identify_until_ms: expect.any(Number), reload_at_ms: expect.any(Number) },
    });
    await database.sql`update wall set state = '{}', version = ${before.version} where id = ${townWall}`;
    await database.sql`delete from audit_event where kind = 'wall_steered'`;
  });

  it('says that something else changed', async () => {
    const server = await start();
    const head = await listen(server, 'head');
    await expect
      .poll(
        async () => {
          await database.sql`insert into state_change default values`;
          return head.events.includes('news - {}');
        },
        { interval: 300, timeout: 10_000 },
      )
      .toBe(true);
  });

  it('is for who is signed in, and refuses what is no number', async () => {
    const server = await start();
    const nobody = await openFeed(server.url);
    expect([nobody.status, nobody.headers['content-type']]).toEqual([401, 'application/json']);
    const wrong = await openFeed(server.url, as('wall'), '?after=x');
    expect(wrong.status).toBe(400);
    // What no browser of ours sends says nothing.
    const strange = await listen(server, 'wall', { 'Last-Event-ID': '-5' });
    await soon(() => told(strange)).toEqual(['hello 0 {"seq":0,"beat_s":15}']);
  });

  it('lets one credential have twenty', async () => {
    const server = await start();
    for (let count = 0; count < 20; count++) {
      const feed = await listen(server, 'wall');
      await soon(() => told(feed)).toHaveLength(1);
    }
    const more = await openFeed(server.url, as('wall'));
    expect([more.status, more.headers['retry-after']]).toEqual([429, '15']);
    const other = await listen(server, 'worker');
    expect(other.status).toBe(200);
    feeds[0]!.close();
    await soon(async () => (await listen(server, 'wall')).status).toBe(200);
  });

  it('ends with the server, at once', async () => {
    const server = await start();
    const feed = await listen(server, 'wall');
    await soon(() => told(feed)).toHaveLength(1);
    await server.close();
    servers = [];
    await feed.ended;
    expect(told(feed)).toEqual(['hello 0 {"seq":0,"beat_s":15}']);
  });
});
