import { hashPassword } from '../../../../server/access/password.ts';
import { type App, createApp } from '../../../../server/app.ts';
import type { Config } from '../../../../server/config.ts';
import type { Database } from '../../../../server/db/open.ts';
import type { Log } from '../../../../server/log.ts';
import { townNow } from '../../../fixtures/town.ts';
import { fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

/** A password that is strong enough, and its hash, made once for all tests of a file. */
export const goodPassword = 'qinghe-lantern-42-moss';
let hash: Promise<string> | undefined;

/** Gives accounts of the town the good password. */
export async function givePassword(sql: Database, ...accountIds: number[]): Promise<void> {
  hash ??= hashPassword(goodPassword);
  for (const id of accountIds)
    await sql`insert into credential (account_id, password_hash) values (${id}, ${await hash})`;
}

/** The app whose clock stands at the town's noon, asked as nobody. */
export async function bareApp(sql: Database, settings: Partial<Config> = {}, log?: Log): Promise<App> {
  const now = await townNow(sql);
  return createApp({
    ...(log && { log }),
    ...{ sql, tiles: fakeTiles(), sealer: testSealer, now: () => now },
    config: { ...testConfig, ...settings },
  });
}

/** An answer as tests look at it; `cookies` are those that it set, by name, with their attributes. */
export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
  cookies: Record<string, { value: string; attributes: string }>;
}

/** A browser at an address: keeps cookies from answer to answer. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly app: Pick<App, 'request'>,
    readonly address = '203.0.113.7',
  ) {}

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.request(
      path,
      {
        method,
        headers: {
          'Accept-Language': 'en',
          ...(cookie && { Cookie: cookie }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      { incoming: { socket: { remoteAddress: this.address } } },
    );
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.includes('json');
    const cookies: Answer['cookies'] = {};
    for (const line of response.headers.getSetCookie()) {
      const [, name, value, attributes] = /^([^=]+)=([^;]*);?\s*(.*)$/.exec(line)!;
      cookies[name!] = { value: value!, attributes: attributes! };
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers, cookies };
  }

  signIn(login: string, password = goodPassword): Promise<Answer> {
    return this.ask('POST', '/api/session', { login, password });
  }
}
