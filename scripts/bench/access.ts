import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Context, Hono } from 'hono';
import { RequestLimits } from '../../server/access/request-limits.ts';
import type { ApiEnv } from '../../server/api/context.ts';
import { granted } from '../../server/api/granted.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { type OpenDeployment, openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { startServer } from '../../server/main.ts';
import { type DemoAccount, makeDemoAccounts } from '../demo-accounts.ts';
import { makeDemoCity } from '../demo-city/index.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type SignedIn, signIn } from '../sign-in.ts';
import { type BenchLine, type BenchRun, median, rounded } from './bench.ts';

/** Sign-ins that are timed, and requests of either kind in each of the rounds. */
const SIGN_INS = 15;
const REQUESTS = 200;
const ROUNDS = 5;
/** What signing in may take, and what a session and its rights may add to a request, in ms. */
const SIGN_IN_MS = 400;
const ADDED_MS = 2;
type Report = (line: BenchLine) => void;

/**
 * Times signing in over HTTP, and one query in a route that checks session and rights against the same query in one that
 * checks nothing, by turns in the same process, on both databases.
 */
export const run: BenchRun = async (report) => {
  const database = await createDatabase(benchServer());
  try {
    await measure('postgis', database.url, report);
  } finally {
    await database.drop();
  }
  await measure('embedded', undefined, report);
};

async function measure(engine: string, databaseUrl: string | undefined, report: Report): Promise<void> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const config = { ...readConfig({ DATA_FOLDER: dataFolder, RATE_LIMIT_PER_MIN: '0' }), databaseUrl, port: 0 };
  const deployment = await openDeployment(config);
  try {
    const { sql, sealer } = deployment;
    await makeDemoCity(sql, {
      sealer,
      seed: 'bench',
      timeZone: config.timeZone,
      now: new Date(),
      onProgress: () => {},
    });
    const accounts = await makeDemoAccounts(deployment);
    const caller = await timeSignIns(engine, { config, deployment, accounts }, report);
    await timeRights(engine, { config, deployment, caller }, report);
  } finally {
    await deployment.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function timeSignIns(
  engine: string,
  { config, deployment, accounts }: { config: Config; deployment: OpenDeployment; accounts: DemoAccount[] },
  report: Report,
): Promise<SignedIn> {
  const server = await startServer(config, deployment);
  const { login, password } = accounts.find(({ role }) => role === 'street_leader')!;
  let caller = await signIn(server.url, login, password);
  const times: number[] = [];
  for (let count = 0; count < SIGN_INS; count++) {
    const begun = performance.now();
    caller = await signIn(server.url, login, password);
    times.push(performance.now() - begun);
  }
  await server.close();
  const value = rounded(median(times));
  report({ metric: `${engine}_sign_in_ms`, value, unit: 'ms', goal: SIGN_IN_MS, better: 'lower' });
  return caller;
}

/** Two queries: one of a public table, one of a table whose rows pass a policy. */
const queries: Record<string, (sql: Database) => Promise<unknown>> = {
  public: (sql) => sql`select area_code, name from area order by area_code limit 50`,
  guarded: (sql) => sql`select id, building_id, door from household order by id limit 50`,
};

async function timeRights(
  engine: string,
  { config, deployment, caller }: { config: Config; deployment: OpenDeployment; caller: SignedIn },
  report: Report,
): Promise<void> {
  const app = twoWays(config, deployment);
  const ask = async (address: string) => {
    const begun = performance.now();
    const response = await app.request(address, { headers: caller.headers });
    await response.text();
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return performance.now() - begun;
  };
  for (const name of Object.keys(queries)) {
    const rounds: { bare: number; added: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times: { bare: number[]; checked: number[] } = { bare: [], checked: [] };
      for (let count = 0; count < REQUESTS; count++) {
        times.bare.push(await ask(`/bare/${name}`));
        times.checked.push(await ask(`/checked/${name}`));
      }
      const bare = median(times.bare);
      // The first round warms up.
      if (round > 0) rounds.push({ bare, added: median(times.checked) - bare });
    }
    const bare = rounded(median(rounds.map((one) => one.bare)));
    const value = rounded(median(rounds.map(({ added }) => added)));
    const metric = `${engine}_request_added_${name}_ms`;
    const peer = { peer: 'the same query without session and rights', peer_value: bare };
    report({ metric, value, unit: 'ms', goal: ADDED_MS, better: 'lower', ...peer });
  }
}

/** Each query behind `/bare/NAME`, which checks nothing, and `/checked/NAME`, which checks session and rights. */
function twoWays(config: Config, { sql, api, sealer }: OpenDeployment): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const limits = new RequestLimits(config.rateLimitPerMin);
  app.use(async (c: Context<ApiEnv>, next) => {
    c.set('database', api);
    c.set('sealer', sealer);
    c.set('config', config);
    c.set('limits', limits);
    c.set('touch', () => {});
    c.set('now', new Date());
    await next();
  });
  for (const [name, query] of Object.entries(queries)) {
    app.get(`/bare/${name}`, async (c) => c.json(await query(sql)));
    app.get(`/checked/${name}`, granted('doors'), async (c) => c.json(await query(c.get('sql'))));
  }
  return app;
}
