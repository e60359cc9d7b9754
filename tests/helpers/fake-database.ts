import type { Caller } from '../../server/access/caller.ts';
import type { Database } from '../../server/db/open.ts';

/** Somebody with the rights of a street's leader everywhere. */
export const fakeLeader: Caller = {
  kind: 'session',
  credential_id: 1,
  account_id: 1,
  login: 'leader',
  display_name: '测试',
  owed: null,
  grants: [],
  rights: { map: [''], counts: [''], places: [''], patrol: [''], cases: [''], doors: [''] },
  buildings: {},
  rank: null,
  stale: false,
  second_factor: false,
  expires_at: '2099-01-01T00:00:00Z',
};

/** What a request carries to be `fakeLeader`; any other would do as well. */
export const fakeCredential = { Authorization: 'Bearer a-credential-of-a-test' };

/** A database that knows whoever comes with a credential as `caller` and answers every other question with `answer()`. */
export function fakeDatabase(answer: () => Promise<unknown[]>, caller: Caller | null = fakeLeader): Database {
  const ask = (strings: TemplateStringsArray | readonly unknown[]) => {
    const rows = String(strings).includes('enter_request') ? Promise.resolve([{ caller }]) : answer();
    // A piece of a statement is made in the same way, and nobody waits for it.
    rows.catch(() => {});
    return rows;
  };
  const transaction = Object.assign(ask, { unsafe: () => Promise.resolve([]) });
  const begin = (_mode: string, step: (sql: unknown) => unknown) => Promise.resolve(step(transaction));
  return Object.assign(ask, { begin }) as unknown as Database;
}
