import { describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createLog, describeFailure } from '../../server/log.ts';
import { fakeCredential, fakeDatabase } from '../helpers/fake-database.ts';
import { fakeTiles, testConfig } from '../helpers/fakes.ts';
import { testSealer } from '../helpers/sealer.ts';

/** An app that logs at this level, and its lines. */
function logged(logLevel: 'info' | 'warn', answer: () => Promise<unknown[]> = () => Promise.resolve([])) {
  const lines: string[] = [];
  const log = createLog({ logLevel }, { write: (line) => lines.push(line) });
  const app = createApp({ sql: fakeDatabase(answer), config: testConfig, tiles: fakeTiles(), sealer: testSealer, log });
  return { app, lines };
}

describe('a request', () => {
  it('is a line with its route, status, time and account', async () => {
    const { app, lines } = logged('info');
    await app.request('/api/areas/990106001', { headers: fakeCredential });
    const { time, request_id, ms, ...rest } = JSON.parse(lines[0]!);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(rest).toEqual({
      level: 'info',
      msg: 'request',
      method: 'GET',
      route: '/api/areas/:area_code',
      status: 404,
      account_id: 1,
    });
    expect(lines).toHaveLength(1);
  });

  it('is not written at the usual level', async () => {
    const { app, lines } = logged('warn');
    await app.request('/api/areas/990106001', { headers: fakeCredential });
    expect(lines).toEqual([]);
  });

  it('leaves nothing of what was sent in the log, also where the server fails', async () => {
    const { app, lines } = logged('info', () => Promise.reject(new Error('lost')));
    const secret = 'Zhang-San-13912345678';
    const headers = { ...fakeCredential, Cookie: `jingwei=${secret}`, 'User-Agent': secret, Referer: secret };
    const body = JSON.stringify({ name: secret, password: secret });
    const write = { ...headers, 'Content-Type': 'application/json' };
    for (const path of [`/api/search?q=${secret}`, `/api/areas/${secret}`, `/api/${secret}`, `/${secret}`]) {
      await app.request(path, { headers });
      await app.request(path, { method: 'POST', headers: write, body });
      await app.request(path, { method: secret, headers: write, body });
    }
    expect(lines.length).toBeGreaterThanOrEqual(12);
    expect(lines.some((line) => line.includes('"failed"'))).toBe(true);
    expect(lines.join('')).not.toContain(secret);
    expect(lines.join('')).not.toContain('a-credential');
  });
});

describe('a failure', () => {
  it('is told with its stack', () => {
    const { error } = describeFailure(new Error('the disk is full'));
    expect(error).toMatch(/^Error: the disk is full\n\s+at /);
  });

  it.each(['22P02', '23505'])('does not repeat the values of %s', (code) => {
    const said = new Error('invalid input: "张三" Key (phone)=(13912345678) exists');
    const told = describeFailure(Object.assign(said, { code, table_name: 'resident', detail: '张三' }));
    expect(told).toMatchObject({ code, table_name: 'resident' });
    expect(told.error).toMatch(/^Error …\n\s+at /);
    expect(JSON.stringify(told)).not.toMatch(/张三|139/);
  });

  it('does not repeat a body that is no JSON', () => {
    let thrown: unknown;
    try {
      JSON.parse('张三');
    } catch (error) {
      thrown = error;
    }
    expect(JSON.stringify(describeFailure(thrown as Error))).not.toContain('张');
  });
});
