import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';

/** The longest that a cookie or token can be, in characters; what is longer was not made here. */
const LONGEST = 100;

/** A new secret for a cookie or token: 32 random bytes as text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret: its SHA-256. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Name of the session cookie. Over https a browser then takes it from this host only. */
export function cookieName({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl?.startsWith('https:') ? '__Host-jingwei' : 'jingwei';
}

/** Name of the cookie of a wall, which stands beside a session: a browser may show a wall for somebody who is signed in. */
export function wallCookieName(config: Pick<Config, 'publicUrl'>): string {
  return `${cookieName(config)}-wall`;
}

/** What of a request says who asks; `jingwei-wall` is sent by the page of a wall. */
export interface CredentialHeaders {
  authorization?: string | undefined;
  cookie?: string | undefined;
  'jingwei-wall'?: string | string[] | undefined;
}

/** The secret that a request carries: a bearer token, else the cookie of the session, or of the wall where a wall asks. */
export function secretOf(headers: CredentialHeaders, config: Pick<Config, 'publicUrl'>): string | undefined {
  const bearer = /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? '')?.[1];
  const cookie = headers['jingwei-wall'] === undefined ? cookieName(config) : wallCookieName(config);
  const secret = bearer ?? cookieOf(headers.cookie, cookie);
  return secret && secret.length <= LONGEST ? secret : undefined;
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value && /^[\w-]+$/.test(value)) return value;
  }
  return undefined;
}
