import { expect, it } from 'vitest';
import { runFuzz } from '../../../scripts/attack/fuzz.ts';
import { prepare, preparedIds } from '../../../scripts/attack/prepared.ts';
import { routesOf } from '../../../scripts/attack/routes.ts';
import { knownIds, restore, usualValues } from '../../../scripts/attack/target.ts';
import { createApp } from '../../../server/app.ts';
import { ImportRuns } from '../../../server/import/batches/runs.ts';
import { createLog } from '../../../server/log.ts';
import { townArea, townId, townNow } from '../../fixtures/town.ts';
import { secretOfTown, type TownLogin, townAccounts, townWall } from '../../fixtures/town-accounts.ts';
import { townSecrets } from '../../fixtures/town-households.ts';
import { rolledBack } from '../../helpers/database.ts';
import { fakeTiles, testConfig } from '../../helpers/fakes.ts';
import { photoFolder } from '../../helpers/photo-folder.ts';
import { testSealer } from '../../helpers/sealer.ts';

/** Some thirty-five a route, so that half of the routes let one in. */
const COUNT = 10_500;
const logins = [...(Object.keys(townAccounts) as TownLogin[]), 'wall'] as const;
const townIds = Object.values(townId).flatMap((kind) => Object.values(kind));
const ids = [townWall, ...townIds, 41, 42, 48, 51, 201, 212, 301, 309];
const codes = Object.values(townArea);

it('answers thousands of nasty requests without a failure or a leak', { timeout: 300_000 }, async () => {
  await rolledBack(async (sql) => {
    const now = await townNow(sql);
    const config = { ...testConfig, photoFolder: photoFolder(), dataFolder: photoFolder() };
    await prepare(sql, config);
    const lines: string[] = [];
    const app = createApp({
      sql,
      config,
      tiles: fakeTiles(),
      sealer: testSealer,
      // What is done with a file has tests of its own; a thread would not see this transaction.
      importRuns: new ImportRuns({
        run: async () => {},
        preview: async () => ({ items: [], columns: [], more: false }),
        close: async () => {},
      }),
      now: () => now,
      log: createLog({ logLevel: 'error' }, { write: (line) => lines.push(line) }),
    });
    const routes = routesOf(app);
    const report = await runFuzz({
      ask: (path, init) => app.request(path, init),
      routes,
      known: {
        ...usualValues,
        area_code: codes,
        within: codes,
        ...knownIds(ids),
        ...(await preparedIds(sql)),
      },
      credentials: Object.fromEntries(logins.map((login) => [login, secretOfTown(login)])),
      isSecret: (word) => (townSecrets as readonly string[]).includes(word),
      restore: () => restore(sql),
      count: COUNT,
      // All share one transaction.
      together: 1,
      seed: 'town',
    });
    // The log tells why, where something failed.
    const why = report.fault_count === 0 ? [] : lines;
    expect({ faults: report.faults, why }).toEqual({ faults: [], why: [] });
    expect(report.requests).toBe(COUNT);
    // Half of the routes at least let somebody in, so that more than their checks is tried.
    expect(report.never_let_in.length).toBeLessThan(routes.length / 2);
    expect(report.statuses[200]).toBeGreaterThan(100);
  });
});
