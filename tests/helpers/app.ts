import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/db/open.ts';
import { townNow } from '../fixtures/town.ts';
import { secretOfTown, type TownLogin } from '../fixtures/town-accounts.ts';
import { testDatabase } from './database.ts';
import { fakeTiles, testConfig } from './fakes.ts';
import { testSealer } from './sealer.ts';

/** An app that is asked as somebody who is signed in. */
export interface AskedApp {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

/** The app on a database that holds the fixture town, its clock at the town's noon, asked as one of the town's accounts. */
export async function townApp(sql?: Database, login: TownLogin = 'leader'): Promise<AskedApp> {
  const database = sql ?? (await testDatabase()).sql;
  const now = await townNow(database);
  const app = createApp({ sql: database, config: testConfig, tiles: fakeTiles(), sealer: testSealer, now: () => now });
  return signedIn(app, login);
}

/** The same app, each request of which carries the credential of one of the town's accounts. */
export function signedIn(app: AskedApp, login: TownLogin): AskedApp {
  return {
    request: (path, init) => {
      const headers = new Headers(init?.headers);
      if (!headers.has('Authorization')) headers.set('Authorization', `Bearer ${secretOfTown(login)}`);
      return app.request(path, { ...init, headers });
    },
  };
}
