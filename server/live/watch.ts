import { findCaller } from '../access/enter.ts';
import type { Database } from '../db/open.ts';
import { findWritten } from './feed.ts';
import type { Hub } from './hub.ts';

/** Looks whether anything that screens show was written, and says so to all of them; the first look only takes note. */
export class NewsWatch {
  #written: string | undefined;

  /** Looks once; while nobody listens there is nothing to look for. */
  async look(sql: Database, hub: Pick<Hub, 'count' | 'news'>): Promise<void> {
    if (hub.count === 0) {
      this.#written = undefined;
      return;
    }
    const written = await findWritten(sql);
    if (this.#written !== undefined && this.#written !== written) hub.news();
    this.#written = written;
  }
}

/**
 * Looks once at every credential that a screen is open with, one after the other: what is over, or owes a step of signing in, is closed; whose areas have
 * changed, gets those. A look keeps nothing alive.
 * @param today day by which duties begin and end, `YYYY-MM-DD`.
 */
export async function checkCredentials(
  sql: Database,
  hub: Pick<Hub, 'credentials' | 'admit'>,
  today: string,
): Promise<void> {
  for (const credential of hub.credentials) {
    const caller = await findCaller(sql, { digest: Buffer.from(credential, 'hex'), today });
    hub.admit(credential, caller && !caller.owed ? (caller.rights.places ?? []) : null);
  }
}
