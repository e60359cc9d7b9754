import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createLog } from '../../server/log.ts';
import { fakeCredential, fakeDatabase } from '../helpers/fake-database.ts';
import { ask, fakeTiles, testConfig } from '../helpers/fakes.ts';
import { testSealer } from '../helpers/sealer.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-client-'));
  const dist = path.join(folder, 'dist');
  mkdirSync(path.join(dist, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  writeFileSync(path.join(dist, '.hidden'), 'hidden');
  writeFileSync(path.join(dist, 'index.html'), '<!doctype html><title>Jingwei</title>');
  writeFileSync(path.join(dist, 'light.html'), '<!doctype html><title>Light</title>');
  writeFileSync(path.join(dist, 'wall.html'), '<!doctype html><title>Wall</title>');
  writeFileSync(path.join(dist, 'assets/main-abc123.js'), `// ${'x'.repeat(5000)}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const written: string[] = [];
afterEach(() => written.splice(0));

/** The app on a database that answers every question of whoever is signed in so. */
function appAnswering(answer: () => Promise<unknown[]>) {
  return createApp({
    sql: fakeDatabase(answer),
    config: testConfig,
    tiles: fakeTiles(),
    sealer: testSealer,
    log: createLog({ logLevel: 'error' }, { write: (line) => written.push(line) }),
    clientFolder: path.join(folder, 'dist'),
  });
}
const appFailingWith = (error: unknown) => appAnswering(() => Promise.reject(error));
const app = () => appFailingWith(new Error('no database here'));
/** The app on a database without an incident. */
const emptyApp = () => appAnswering(() => Promise.resolve([{ categories: [] }]));

/** Asks as somebody who is signed in. */
const signedIn = (asked: ReturnType<typeof app>) => ({
  request: (address: string, init?: RequestInit) =>
    asked.request(address, { ...init, headers: { ...init?.headers, ...fakeCredential } }),
});
const anyQuestion = '/api/areas/at?longitude=112.1&latitude=32';

describe('failures', () => {
  it('tells an unknown address in the language of the caller', async () => {
    const zh = await ask(app(), '/api/nothing');
    expect(zh.status).toBe(404);
    expect(zh.body).toEqual({ error: { code: 'not_found', message: '没有找到接口 /api/nothing。' } });
    const en = await ask(app(), '/api', 'en-GB,en;q=0.9,zh;q=0.5');
    expect(en.body).toEqual({ error: { code: 'not_found', message: 'There is no address /api.' } });
  });

  it('answers other methods with the same', async () => {
    const response = await app().request('/api/areas', { method: 'DELETE' });
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toMatch('application/json');
  });

  it.each(['57014', '53300', 'CONNECT_TIMEOUT', 'ECONNREFUSED'])('is too busy on %s', async (code) => {
    const { status, body, headers } = await ask(
      signedIn(appFailingWith(Object.assign(new Error('x'), { code }))),
      anyQuestion,
    );
    expect(status).toBe(503);
    expect(headers.get('Retry-After')).toBe('5');
    expect(body).toEqual({ error: { code: 'too_busy', message: '服务器正忙，请稍候几秒再试。' } });
  });

  it('hides what went wrong inside and logs it under the number that it gives', async () => {
    const failing = signedIn(appFailingWith(new Error('table "salary" at /srv')));
    const { status, body, headers } = await ask(failing, `${anyQuestion}&name=张三`, 'en');
    expect(status).toBe(500);
    const id = headers.get('X-Request-Id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const message = `Something went wrong on the server. Please tell the operator this number: ${id}`;
    expect(body).toEqual({ error: { code: 'internal', message } });
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0]!)).toMatchObject({ level: 'error', request_id: id, route: '/api/areas/at' });
    expect(written[0]).toContain('salary');
    expect(written[0]).not.toMatch(/张三|112\.1/);
  });

  it.each(['/api/search?q=%00', '/api/search?q=%ff', '/api/areas/%00'])('refuses %s', async (address) => {
    const { status, body } = await ask(app(), address, 'en');
    expect(status).toBe(400);
    expect(body).toEqual({
      error: { code: 'bad_input', message: 'The address of this request holds a character that cannot be read.' },
    });
  });

  it.each(['22021', '22P02', '22P05'])('refuses what the database cannot hold (%s)', async (code) => {
    const failing = signedIn(appFailingWith(Object.assign(new Error('x'), { code })));
    const { status, body } = await ask(failing, anyQuestion);
    expect(status).toBe(400);
    expect(body).toEqual({ error: { code: 'bad_input', message: '请求中含有无法识别的字符或数值。' } });
    expect(written).toEqual([]);
  });

  it('turns requests away while too many are in work', async () => {
    let release = () => {};
    const held = new Promise<never[]>((resolve) => {
      release = () => resolve([{ path: [] }] as never[]);
    });
    const busy = signedIn(appAnswering(() => held));
    const working = Array.from({ length: 256 }, () => busy.request(anyQuestion));
    expect((await busy.request(anyQuestion)).status).toBe(503);
    release();
    expect(new Set((await Promise.all(working)).map((response) => response.status))).toEqual(new Set([200]));
    expect((await busy.request(anyQuestion)).status).toBe(200);
  });
});

it('gives up on an answer that takes longer than 15 s', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const asked = ask(signedIn(appAnswering(() => new Promise(() => {}))), anyQuestion, 'en');
    await vi.advanceTimersByTimeAsync(15_000);
    const { status, body } = await asked;
    expect(status).toBe(503);
    expect(body).toEqual({
      error: { code: 'too_busy', message: 'The server is busy. Please try again in a few seconds.' },
    });
  } finally {
    vi.useRealTimers();
  }
});

describe('headers', () => {
  it.each(['/', '/api/nothing', '/api/codes'])('guard %s', async (address) => {
    const { headers } = await app().request(address);
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; style-src 'self'; " +
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; " +
        "base-uri 'none'; form-action 'self'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('Permissions-Policy')).toContain('geolocation=(self)');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect([headers.get('X-Powered-By'), headers.get('Server')]).toEqual([null, null]);
    expect(headers.get('Strict-Transport-Security')).toBeNull();
  });

  it.each([
    ['https://map.example', 'max-age=15552000'],
    ['http://map.example', null],
  ])('ask for https from then on at %s: %s', async (publicUrl, expected) => {
    const config = { ...testConfig, publicUrl };
    const sql = fakeDatabase(() => Promise.resolve([]));
    const asked = createApp({ sql, config, tiles: fakeTiles(), sealer: testSealer });
    expect((await asked.request('/api/health')).headers.get('Strict-Transport-Security')).toBe(expected);
  });

  it('guard tiles, which are no pages, by less', async () => {
    const { headers } = await app().request('/api/tiles/ground/v2/0/0/0');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Content-Security-Policy')).toBeNull();
  });

  it('let state be kept but asked for again, and tell when it is the same', async () => {
    const first = await signedIn(emptyApp()).request('/api/codes');
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    const etag = first.headers.get('ETag')!;
    const again = await signedIn(emptyApp()).request('/api/codes', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('do not let failures be kept', async () => {
    expect((await app().request('/api/nothing')).headers.get('Cache-Control')).toBe('no-store');
  });

  it('compress JSON once', async () => {
    const response = await signedIn(emptyApp()).request('/api/codes', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    const unzipped = response.body!.pipeThrough(new DecompressionStream('gzip'));
    expect(Object.keys(JSON.parse(await new Response(unzipped).text()))).toContain('visit-duty');
  });
});

describe('client files', () => {
  it.each(['/', '/patrol', '/admin', '/doors', '/emergency', '/admin/', '/index.html'])(
    'shows the page at %s',
    async (address) => {
      const response = await app().request(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>Jingwei</title>');
    },
  );

  it.each(['/report', '/report/', '/replies', '/remote'])('shows the light page at %s', async (address) => {
    const response = await app().request(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>Light</title>');
  });

  it.each(['/wall', '/wall/'])('shows the page of a wall at %s', async (address) => {
    const response = await app().request(address);
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>Wall</title>');
  });

  it('keeps hashed files for ever and compresses them', async () => {
    const response = await app().request('/assets/main-abc123.js', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(200);
    const etag = response.headers.get('ETag')!;
    const again = await app().request('/assets/main-abc123.js', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  it.each([
    '/nothing',
    '/assets/',
    '/assets/other.js',
    '/.hidden',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%5c..%5c..%5csecret.txt',
    '/%00',
    '/%ff',
  ])('has nothing at %s', async (address) => {
    const response = await app().request(address);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(/secret$|hidden$/);
  });

  it('says how to build what has not been built', async () => {
    const bare = createApp({
      sql: fakeDatabase(() => Promise.resolve([])),
      config: testConfig,
      tiles: fakeTiles(),
      sealer: testSealer,
      clientFolder: path.join(folder, 'nowhere'),
    });
    const response = await bare.request('/', { headers: { 'Accept-Language': 'en' } });
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(
      'The pages have not been built yet. Run “npm run build”, or start with “npm start”, which builds them.\n',
    );
    expect(await (await bare.request('/wall')).text()).toContain('npm run build');
  });
});
