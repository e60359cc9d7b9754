import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { ApiEnv } from '../api/context.ts';

/**
 * Where a request comes from, as limits count it: an IPv4 address, or the /64 network of an IPv6 one, which is one home or
 * office. Behind TRUST_PROXY proxies it is what the outermost of them noted in X-Forwarded-For; without, nobody's word is
 * taken. `unknown` where there is no connection, as in tests.
 */
export function addressOf(c: Context<ApiEnv>): string {
  const proxies = c.get('config').trustedProxyCount;
  const noted = c.req.header('X-Forwarded-For')?.split(',') ?? [];
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  const forwarded = proxies > 0 ? noted.at(-proxies)?.trim() : undefined;
  return network(forwarded || bindings?.incoming?.socket?.remoteAddress || 'unknown');
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address.slice(0, 60);
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const groups = head.split(':').filter(Boolean);
  const end = tail?.split(':').filter(Boolean) ?? [];
  const full = tail === undefined ? groups : [...groups, ...Array(8 - groups.length - end.length).fill('0'), ...end];
  return `${full
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
