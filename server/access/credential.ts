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

/** The secret that a request carries: a bearer token, else the session cookie; undefined without either. */
export function secretOf(
  headers: { authorization?: string | undefined; cookie?: string | undefined },
  config: Pick<Config, 'publicUrl'>,
): string | undefined {
  const bearer = /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? '')?.[1];
  const secret = bearer ?? cookieOf(headers.cookie, cookieName(config));
  return secret && secret.length <= LONGEST ? secret : undefined;
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value && /^[\w-]+$/.test(value)) return value;
  }
  return undefined;
}
