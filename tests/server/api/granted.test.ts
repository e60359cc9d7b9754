import { expect, it } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import { createApp } from '../../../server/app.ts';
import { fakeCredential, fakeDatabase, fakeLeader } from '../../helpers/fake-database.ts';
import { fakeTiles, testConfig } from '../../helpers/fakes.ts';
import { testSealer } from '../../helpers/sealer.ts';

/** How often the use of a credential was noted while a page asked what is new. */
async function usesNoted(caller: Caller, headers: Record<string, string>): Promise<number> {
  let noted = 0;
  const database = fakeDatabase(async () => [{ categories: [] }], caller);
  const counting = ((strings: TemplateStringsArray, ...values: unknown[]) => {
    if (String(strings).includes('touch_credential')) noted += 1;
    return (database as unknown as (...all: unknown[]) => unknown)(strings, ...values);
  }) as unknown as typeof database;
  const sql = Object.assign(counting, { begin: database.begin });
  const app = createApp({ sql, config: testConfig, tiles: fakeTiles(), sealer: testSealer });
  const answer = await app.request('/api/codes', { headers: { ...fakeCredential, ...headers } });
  expect(answer.status).toBe(200);
  return noted;
}

const stale = { ...fakeLeader, stale: true };

it('keeps a session alive that somebody uses, and not one whose page only asks what is new', async () => {
  expect(await usesNoted(stale, { 'Jingwei-Active': '1' })).toBe(1);
  expect(await usesNoted(stale, {})).toBe(0);
});

it('notes at most once a minute that a credential is in use', async () => {
  expect(await usesNoted({ ...fakeLeader, stale: false }, { 'Jingwei-Active': '1' })).toBe(0);
});

it('notes every use of a token, behind which nobody sits', async () => {
  expect(await usesNoted({ ...stale, kind: 'api' }, {})).toBe(1);
  expect(await usesNoted({ ...stale, kind: 'display' }, {})).toBe(1);
});
