import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { type SignedIn, signIn } from '../../scripts/sign-in.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { FirstPassword, PersonRole } from '../../server/api/people/schema.ts';
import { sessionOf } from '../helpers/browser.ts';

/** A password that the server takes. */
export const goodPassword = '青石 木桥 灯笼 菱角';

/** Calls the API as somebody; what it answers, null where there is no body. */
export async function tell<Answer>(
  method: string,
  route: string,
  body: unknown,
  as: SignedIn | null = null,
): Promise<Answer> {
  const { headers } = as ?? (await sessionOf('district-leader'));
  const response = await fetch(`${inject('address')}/api/${route}`, {
    method,
    headers: { ...headers, ...(body !== null && { 'Content-Type': 'application/json' }) },
    ...(body !== null && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${route} answered ${response.status}: ${await response.text()}`);
  return (response.status === 204 ? null : await response.json()) as Answer;
}

/** The area that the demo city is. */
export async function rootArea() {
  return (await tell<Deployment>('GET', 'deployment', null)).root!;
}

/** A new account of the district or of an area in it, with a name of its own in this run; with a role over all of that where one is named. */
export async function newPerson(display_name: string, role?: PersonRole, of?: string): Promise<FirstPassword> {
  const area_code = of ?? (await rootArea()).area_code;
  const login = `e2e.${Date.now().toString(36)}.${Math.floor(Math.random() * 1e6).toString(36)}`;
  const made = await tell<FirstPassword>('POST', 'people', { login, display_name, area_code });
  if (role) await tell('POST', `people/${made.person.id}/grants`, { role, area_code });
  return made;
}

/** A new account that has already chosen its password (`goodPassword`), and a session of it. */
export async function settledPerson(display_name: string, role?: PersonRole, of?: string) {
  const { person, password } = await newPerson(display_name, role, of);
  const session = await signIn(inject('address'), person.login, password);
  await tell('POST', 'account/password', { current: password, next: goodPassword }, session);
  return { ...person, session };
}

/** Signs in on the page that asks for it. */
export async function typeIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** The code that an authenticator shows so many steps of 30 s from now. */
export function codeOf(secret: string, stepsAhead = 0): string {
  const totp = new TOTP({ secret: secret.replace(/\s/g, ''), algorithm: 'SHA1', digits: 6, period: 30 });
  return totp.generate({ timestamp: Date.now() + stepsAhead * 30_000 });
}
