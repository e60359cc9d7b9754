import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cookieName, wallCookieName } from '../../access/credential.ts';
import { DEVICE_S, deviceOf, withDevice } from '../../access/device.ts';
import type { ApiEnv } from '../context.ts';

/** Time in seconds that a browser has to come back from an OpenID provider. */
export const OPENID_S = 10 * 60;

/** Gives the browser a credential, which no script and no other site can use. */
export function setCredential(c: Context<ApiEnv>, secret: string, maxAge: number): void {
  setCookie(c, cookieName(c.get('config')), secret, { ...usual(c), sameSite: 'Strict', maxAge });
}

/** Gives the browser a wall's token, beside whatever session it has. */
export function setWallCredential(c: Context<ApiEnv>, secret: string, maxAge: number): void {
  setCookie(c, wallCookieName(c.get('config')), secret, { ...usual(c), sameSite: 'Strict', maxAge });
}

/** Takes the wall's token back. */
export function clearWallCredential(c: Context<ApiEnv>): void {
  deleteCookie(c, wallCookieName(c.get('config')), { ...usual(c), sameSite: 'Strict' });
}

/** Takes the credential back. */
export function clearCredential(c: Context<ApiEnv>): void {
  deleteCookie(c, cookieName(c.get('config')), { ...usual(c), sameSite: 'Strict' });
}

/** The mark of a browser in which this account has signed in before; undefined in any other. */
export function knownDevice(c: Context<ApiEnv>, accountId: number): string | undefined {
  return deviceOf(c.get('sealer'), getCookie(c, deviceName(c)), accountId);
}

/** Remembers the browser as one of this account's. */
export function rememberDevice(c: Context<ApiEnv>, accountId: number): void {
  const marks = withDevice(c.get('sealer'), getCookie(c, deviceName(c)), accountId);
  setCookie(c, deviceName(c), marks, { ...usual(c), sameSite: 'Strict', maxAge: DEVICE_S });
}

/** Keeps what the way back from the OpenID provider is checked against. Lax: the provider's redirect must bring it. */
export function setOpenidState(c: Context<ApiEnv>, state: string): void {
  setCookie(c, openidName(c), state, { ...usual(c), sameSite: 'Lax', maxAge: OPENID_S });
}

/** Takes that state out of the browser; undefined where there is none. */
export function takeOpenidState(c: Context<ApiEnv>): string | undefined {
  const state = getCookie(c, openidName(c));
  deleteCookie(c, openidName(c), { ...usual(c), sameSite: 'Lax' });
  return state;
}

function usual(c: Context<ApiEnv>) {
  return { httpOnly: true, path: '/', secure: c.get('config').publicUrl?.startsWith('https:') ?? false } as const;
}

function deviceName(c: Context<ApiEnv>): string {
  return `${cookieName(c.get('config'))}-device`;
}

function openidName(c: Context<ApiEnv>): string {
  return `${cookieName(c.get('config'))}-openid`;
}
