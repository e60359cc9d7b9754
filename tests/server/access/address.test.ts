import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../server/access/address.ts';
import type { ApiEnv } from '../../../server/api/context.ts';
import { testConfig } from '../../helpers/fakes.ts';

/** The address of a request over such a connection, with so many trusted proxies. */
async function addressFrom(remoteAddress: string | undefined, forwarded?: string, trustedProxyCount = 0) {
  const app = new Hono<ApiEnv>()
    .use(async (c, next) => {
      c.set('config', { ...testConfig, trustedProxyCount });
      await next();
    })
    .get('/', (c) => c.text(addressOf(c)));
  const headers = new Headers(forwarded === undefined ? [] : [['X-Forwarded-For', forwarded]]);
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } })).text();
}

describe('the address that limits count', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['2001:0DB8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('%s is %s', async (remote, expected) => {
    expect(await addressFrom(remote)).toBe(expected);
  });

  it.each([
    ['nobody is trusted', '198.51.100.1', 0, '10.0.0.1'],
    ['one proxy noted it', '6.6.6.6, 198.51.100.1', 1, '198.51.100.1'],
    ['two proxies noted it', '6.6.6.6, 198.51.100.1, 10.0.0.9', 2, '198.51.100.1'],
    ['fewer noted it than are trusted', '6.6.6.6', 2, '10.0.0.1'],
    ['nothing is noted', undefined, 1, '10.0.0.1'],
  ])('where %s', async (_, forwarded, count, expected) => {
    expect(await addressFrom('10.0.0.1', forwarded, count)).toBe(expected);
  });
});
