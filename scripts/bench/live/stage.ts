import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digestOf, newSecret } from '../../../server/access/credential.ts';
import { readConfig } from '../../../server/config.ts';
import { type OpenDeployment, openDeployment } from '../../../server/db/deployment.ts';
import type { Database } from '../../../server/db/open.ts';
import { makeDemoCity } from '../../demo-city/index.ts';
import { benchServer, createDatabase } from '../../own-database.ts';
import { findPostgres, startPostgres } from '../../throw-away-postgres.mjs';
import type { ScreenPlan } from './messages.ts';

/** Screens that listen with one session. */
const SCREENS_PER_SESSION = 10;

/** A demo city on a PostgreSQL that brings every commit to the disk. */
export interface Stage {
  deployment: OpenDeployment;
  /** What a server process is started with. */
  settings: Record<string, string>;
  /** True: a commit has reached the disk when it is answered. */
  isDurable: boolean;
  close(): Promise<void>;
}

/** Makes the city; its server is one of its own where PostgreSQL is installed, else the one at BENCH_DATABASE_URL. */
export async function openStage(): Promise<Stage> {
  const folder = findPostgres();
  const server = folder ? await startPostgres(folder, true) : null;
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const stopServer = () => {
    server?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  process.once('exit', stopServer);
  const database = await createDatabase(server?.url ?? benchServer());
  const config = { ...readConfig({ DATA_FOLDER: dataFolder, DATABASE_URL: database.url }), port: 0 };
  const deployment = await openDeployment(config);
  const { sql, sealer } = deployment;
  const { timeZone } = config;
  await makeDemoCity(sql, { sealer, seed: 'bench', timeZone, now: new Date(), onProgress: () => {} });
  const [row] = await sql<[{ durable: boolean }]>`
    select bool_and(setting = 'on') as durable from pg_settings where name in ('fsync', 'synchronous_commit')`;
  return {
    deployment,
    settings: { DATABASE_URL: database.url, DATA_FOLDER: dataFolder },
    isDurable: row.durable,
    async close() {
      await deployment.close();
      await database.drop();
      process.off('exit', stopServer);
      stopServer();
    },
  };
}

/** A session of somebody with a role over an area. @returns what a Cookie header says. */
export async function makeSession(sql: Database, role: string, areaCode: string): Promise<string> {
  const secret = newSecret();
  await sql`with made as (
      insert into account (login, display_name, area_code) values (${`b${digestOf(secret).toString('hex').slice(0, 20)}`}, 'bench', ${areaCode})
      returning id),
    duty as (
      insert into account_grant (account_id, role, area_code, starts_on) select id, ${role}, ${areaCode}, '2000-01-01' from made)
    insert into session (digest, account_id, idle_s, expires_at, second_factor_at)
      select ${digestOf(secret)}, id, 86400, now() + interval '1 day', now() from made`;
  return `jingwei=${secret}`;
}

/** Of ten screens one shows the district, two their street, two a community and five a grid. */
const mix = ['district', 'street', 'street', 'community', 'community', 'grid', 'grid', 'grid', 'grid', 'grid'];

/** Who listens: so many screens with sessions of their own, ten a session. */
export async function planScreens(sql: Database, count: number): Promise<ScreenPlan[]> {
  const areas = await sql<
    { level: string; area_code: string }[]
  >`select level, area_code from area order by md5(area_code)`;
  const plans: ScreenPlan[] = [];
  for (let session = 0; plans.length < count; session++) {
    const level = mix[session % mix.length]!;
    const ofLevel = areas.filter((area) => area.level === level);
    const { area_code } = ofLevel[session % ofLevel.length]!;
    const cookie = await makeSession(sql, 'grid_worker', area_code);
    // Whoever answers for the root of the tree answers for everything.
    const screen = { cookie, areas: [level === 'district' ? '' : area_code] };
    plans.push(...Array.from({ length: Math.min(SCREENS_PER_SESSION, count - plans.length) }, () => screen));
  }
  return plans;
}
