import { describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { fakeCredential, fakeDatabase, fakeLeader } from '../../helpers/fake-database.ts';
import { ask, fakeTiles, testConfig } from '../../helpers/fakes.ts';
import { testSealer } from '../../helpers/sealer.ts';

const guarded = (settings: Partial<typeof testConfig> = {}, caller = fakeLeader) =>
  createApp({
    sql: fakeDatabase(() => Promise.resolve([{ categories: [] }]), caller),
    config: { ...testConfig, ...settings },
    tiles: fakeTiles(),
    sealer: testSealer,
  });
/** An address that takes no writes: what gets past the guards is told that it does not exist. */
const nowhere = 'http://map.example/api/nothing';
const json = { Host: 'map.example', 'Content-Type': 'application/json' };

describe('writes', () => {
  it.each<[string, number, Record<string, string>, Partial<typeof testConfig>]>([
    ['of a program', 404, {}, {}],
    ['of the own page', 404, { Origin: 'http://map.example', 'Sec-Fetch-Site': 'same-origin' }, {}],
    ['of an older browser', 404, { Origin: 'http://map.example' }, {}],
    ['typed by hand', 404, { 'Sec-Fetch-Site': 'none' }, {}],
    ['behind a proxy', 404, { Origin: 'https://far.example' }, { publicUrl: 'https://far.example' }],
    ['of another site', 403, { Origin: 'http://map.example', 'Sec-Fetch-Site': 'cross-site' }, {}],
    ['of a neighbour', 403, { 'Sec-Fetch-Site': 'same-site' }, {}],
    ['of another origin', 403, { Origin: 'http://evil.example' }, {}],
    ['of another port', 403, { Origin: 'http://map.example:81' }, {}],
    ['of a page without origin', 403, { Origin: 'null' }, {}],
    ['of nonsense', 403, { Origin: 'map.example' }, {}],
  ])('%s: %i', async (_, expected, headers, settings) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'SAY']) {
      const sent = { method, headers: { ...json, ...headers }, body: '{}' };
      expect([method, (await guarded(settings).request(nowhere, sent)).status]).toEqual([method, expected]);
    }
    expect((await guarded(settings).request(nowhere, { headers: { ...headers } })).status).toBe(404);
  });

  it.each([
    [{ 'Content-Type': 'application/x-www-form-urlencoded' }, 400],
    [{ 'Content-Type': 'text/plain' }, 400],
    [{ 'Content-Type': 'application/jsonp' }, 400],
    [{ 'Content-Length': '2' }, 400],
    [{ 'Transfer-Encoding': 'chunked' }, 400],
    [{ 'Content-Type': 'application/json; charset=utf-8' }, 404],
    [{}, 404],
  ])('with %o are answered %i', async (headers, expected) => {
    expect((await guarded().request(nowhere, { method: 'POST', headers: { ...headers } })).status).toBe(expected);
  });

  it('may have 64 kB', async () => {
    const post = (bytes: number) =>
      guarded().request(nowhere, { method: 'POST', headers: json, body: 'x'.repeat(bytes) });
    expect((await post(65_536)).status).toBe(404);
    const refused = await post(65_537);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toEqual({ error: { code: 'too_large', message: '请求内容过大，至多64 KB。' } });
  });
});

describe('limits', () => {
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

  it('count an address that is not signed in, twice what an account may', async () => {
    const app = guarded({ rateLimitPerMin: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) statuses.push((await app.request(nowhere, {}, from('203.0.113.7'))).status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 429]);
    expect((await app.request(nowhere, {}, from('203.0.113.8'))).status).toBe(404);
    expect((await app.request('/api/tiles/ground/v2/0/0/0', {}, from('203.0.113.7'))).status).toBe(200);
  });

  it('leave signing in to its own limits, which do not count the whole office as one', async () => {
    const app = guarded({ rateLimitPerMin: 1 });
    const tries = { method: 'POST', headers: json, body: '{}' };
    const signIn = () => app.request('http://map.example/api/session', tries, from('203.0.113.7'));
    for (let i = 0; i < 5; i++) expect((await signIn()).status).toBe(400);
  });

  it('say when to come back', async () => {
    const app = guarded({ rateLimitPerMin: 1 });
    for (let i = 0; i < 2; i++) await app.request(nowhere);
    const { status, body, headers } = await ask(app, nowhere, 'en');
    expect(status).toBe(429);
    const wait = Number(headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    const message = `Too many requests. Please try again in ${wait} seconds.`;
    expect(body).toEqual({ error: { code: 'too_many', message } });
  });

  it('count an account wherever it is, and not the office that it is in', async () => {
    const app = guarded({ rateLimitPerMin: 3 });
    const codes = (address: string) => app.request('/api/codes', { headers: fakeCredential }, from(address));
    for (const last of [1, 2, 3]) expect((await codes(`203.0.113.${last}`)).status).toBe(200);
    expect((await codes('203.0.113.4')).status).toBe(429);
    const office = guarded({ rateLimitPerMin: 3 });
    for (let i = 0; i < 10; i++) await office.request('/api/codes', { headers: fakeCredential }, from('203.0.113.9'));
    expect((await office.request(nowhere, {}, from('203.0.113.9'))).status).toBe(404);
  });

  it('are off at 0', async () => {
    const app = guarded({ rateLimitPerMin: 0 });
    for (let i = 0; i < 50; i++) expect((await app.request(nowhere)).status).toBe(404);
  });
});
