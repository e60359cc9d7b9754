import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApiEnv } from '../../../server/api/context.ts';
import { download } from '../../../server/api/download.ts';
import { createLog } from '../../../server/log.ts';

let server: ServerType | undefined;
const logged: string[] = [];
const log = createLog({ logLevel: 'error' }, { write: (line) => logged.push(line) });
// What the server below writes of a broken answer is looked at in its place.
const console_error = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => {
  logged.splice(0);
  console_error.mockClear();
  return new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

const file = { name: '楼栋 (1).csv', plain_name: 'buildings.csv', type: 'text/csv; charset=utf-8' };
const piece = 'a,b,c\n'.repeat(20_000);
const moment = () => new Promise((resolve) => setImmediate(resolve));

/** A server that answers everything with a file of these pieces. */
async function serving(pieces: () => AsyncGenerator<string>): Promise<string> {
  const app = new Hono<ApiEnv>().use(async (c, next) => {
    c.set('log', log);
    await next();
  });
  app.use(compress()).get('/', (c) => download(c, file, pieces()));
  await new Promise<void>((begun) => {
    server = serve({ fetch: app.fetch, port: 0 }, () => begun());
  });
  return `http://127.0.0.1:${(server!.address() as AddressInfo).port}/`;
}

describe('what is given away as a file', () => {
  it('comes whole, piece by piece, under its name', async () => {
    const address = await serving(async function* () {
      yield piece;
      yield piece;
    });
    const response = await fetch(address);
    expect(await response.text()).toBe(piece + piece);
    const [, escaped] = /filename\*=UTF-8''(\S+)$/.exec(response.headers.get('Content-Disposition')!)!;
    expect(decodeURIComponent(escaped!)).toBe('楼栋 (1).csv');
  });

  it.each([
    ['gzip', 0],
    ['gzip', 3],
    ['identity', 0],
    ['identity', 3],
  ])(
    'breaks off where its making fails (%s, after %i pieces), and tells the reader nothing of why',
    async (encoding, whole) => {
      const address = await serving(async function* () {
        for (let made = 0; made < whole; made++) {
          await moment();
          yield piece;
        }
        throw new Error('the secret failed');
      });
      const received = await fetch(address, { headers: { 'Accept-Encoding': encoding } })
        .then(
          async (response) => [response.status, await response.text()] as const,
          () => 'broken' as const,
        )
        .catch(() => 'broken' as const);
      // Before anything was sent, it may still be an answer of its own.
      if (received !== 'broken') expect(received).toEqual([500, expect.not.stringContaining('secret')]);
      expect(received === 'broken' || whole === 0).toBe(true);
      expect(logged.join()).toContain('the secret failed');
      expect(console_error.mock.calls.flat().map(String).join()).not.toContain('secret');
    },
  );

  it.each(['gzip', 'identity'])('is made no longer once nobody reads (%s)', async (encoding) => {
    let ended = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const address = await serving(async function* () {
      try {
        for (;;) {
          await moment();
          yield piece;
        }
      } finally {
        ended();
      }
    });
    const leaving = new AbortController();
    const response = await fetch(address, { headers: { 'Accept-Encoding': encoding }, signal: leaving.signal });
    await response.body!.getReader().read();
    leaving.abort();
    await end;
    expect(logged).toEqual([]);
  });
});
