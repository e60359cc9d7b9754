import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digestOf, newSecret } from '../../server/access/credential.ts';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { type OpenDeployment, openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { startServer } from '../../server/main.ts';
import type { TileService } from '../../server/tiles/service.ts';
import { makeDemoAccounts } from '../demo-accounts.ts';
import { makeDemoCity } from '../demo-city/index.ts';
import { createDatabase } from '../own-database.ts';
import type { Fuzz } from './fuzz.ts';
import type { KnownValues } from './fuzzed-request.ts';
import { FOLLOW_CODE, PHOTO_NAME, prepare, preparedIds } from './prepared.ts';
import { routesOf } from './routes.ts';

/** A server of its own with the demo city, to be attacked. */
export interface AttackTarget extends Pick<Fuzz, 'routes' | 'credentials' | 'known' | 'isSecret' | 'restore'> {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Makes a database on this PostgreSQL server, fills it with the demo city and serves it without limits of rate, so that the
 * attack tells of the routes and not of the limits. Failures of the server are written to the standard output.
 */
export async function startTarget(server: string): Promise<AttackTarget> {
  const made = await createDatabase(server);
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-attack-'));
  const settings = { DATABASE_URL: made.url, DATA_FOLDER: dataFolder, RATE_LIMIT_PER_MIN: '0', LOG_LEVEL: 'error' };
  const config = { ...readConfig(settings), port: 0 };
  const database = await openDeployment(config);
  const { sql, sealer } = database;
  await makeDemoCity(sql, { sealer, seed: 'jingwei', timeZone: config.timeZone, now: new Date() });
  await prepare(sql, config);
  const accounts = await makeDemoAccounts({ sql });
  const running = await startServer(config, database);
  const credentials: Record<string, string> = {};
  for (const { role, login, password } of accounts) {
    credentials[role] = role === 'wall' ? password : await signIn(sql, login);
  }
  const secrets = await secretsOf(database);
  // Only its list of routes is read.
  const unasked = createApp({ config, sealer, sql: database.api, tiles: {} as TileService });
  return {
    url: running.url,
    routes: routesOf(unasked),
    credentials,
    known: await knownValues(sql),
    isSecret: (word) => secrets.has(word),
    restore: () => restore(sql),
    async stop() {
      await running.close();
      await database.close();
      await made.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function signIn(sql: Database, login: string): Promise<string> {
  const secret = newSecret();
  await sql`insert into session (digest, account_id, idle_s, expires_at, second_factor_at)
    select ${digestOf(secret)}, id, 1000000, now() + interval '10 days', now() from account where login = ${login}`;
  return secret;
}

/** Numbers of persons' telephones, but for those of colleagues, which everybody in service may see. */
async function secretsOf({ sql, sealer }: OpenDeployment): Promise<Set<string>> {
  const rows = await sql<{ phone: Buffer }[]>`select phone from resident where phone is not null limit 20000`;
  const open = await sql<{ phone: string }[]>`select phone from duty_holder where phone is not null`;
  const shown = new Set(open.map(({ phone }) => phone));
  return new Set(rows.map(({ phone }) => sealer.open('resident.phone', phone)).filter((phone) => !shown.has(phone)));
}

async function knownValues(sql: Database): Promise<AttackTarget['known']> {
  const areas = await sql<{ area_code: string }[]>`select area_code from area order by random() limit 40`;
  const codes = areas.map(({ area_code }) => area_code);
  // Accounts have the lowest numbers, and there are few of them.
  const ids = Array.from({ length: 40 }, (_, at) => (at < 20 ? at + 1 : at * 10));
  const found = await sql<{ centre: number[]; version: number }[]>`
    select lon_lat(geometry) as centre, version from incident order by id limit 20`;
  return {
    ...usualValues,
    centre: found.map(({ centre }) => centre),
    version: [...usualValues.version!, ...found.slice(0, 3).map(({ version }) => version)],
    area_code: codes,
    within: codes,
    ...knownIds(ids),
    ...(await preparedIds(sql)),
  };
}

/** Numbers of what there is, as every parameter that asks for one takes them. */
export function knownIds(ids: readonly number[]): KnownValues {
  const each = [
    'id',
    'account_id',
    'household_id',
    'building_id',
    'unit_id',
    'compound_id',
    'deputy_of',
    'squad_id',
    'walk_id',
  ];
  const lists = ['shift_ids', 'point_ids', 'street_ids'];
  return Object.fromEntries([
    ...each.map((name) => [name, ids]),
    ...lists.map((name) => [name, [[], ...ids.map((id) => [id])]]),
  ]);
}

/** Values that any database of this product understands, by the name of the parameter. */
export const usualValues: AttackTarget['known'] = {
  set: ['ground', 'areas', 'living', 'patrol'],
  level: ['district', 'street', 'community', 'grid'],
  z: [0, 5, 12, 15],
  x: [0, 1, 3323],
  y: [0, 1, 1663],
  version: ['1', 'v2', 1, 2, 3, 4, 5, 6],
  longitude: [112.1, 112.102],
  latitude: [32, 32.0047],
  lon: [112.1, 112.102],
  lat: [32, 32.0047],
  area: ['990106', '990106001001'],
  state: ['open', 'decided'],
  decision: ['accepted', 'placed', 'no_place'],
  candidate: [0, 1],
  bbox: ['112,31.9,112.3,32.2'],
  q: ['清河', '1幢', '张'],
  purpose: ['visit', 'check', 'emergency', 'subject_request'],
  measure: ['household', 'resident', 'visit_due', 'visit_overdue', 'need_tag'],
  rule: ['visit', 'session', 'opening'],
  register: ['compound', 'building', 'unit', 'household', 'organisation', 'facility', 'device'],
  on: ['2026-05-01', '2026-10-01'],
  cadence: ['day', 'week', 'month', 'quarter', 'year'],
  outcome: ['met', 'no_answer', 'refused', 'moved'],
  // Days, Mondays among them, and places of a way.
  from: ['2026-01-01', '2026-11-30', '112.102,32.0047'],
  to: ['2026-12-07', '2026-12-31', '112.106,32.0048'],
  at: ['112.102,32.0047'],
  day: ['2026-12-01'],
  window_start: ['18:00'],
  window_end: ['22:00'],
  starts_at: ['19:00'],
  ends_at: ['23:00', '02:00'],
  dwell_min: [5],
  wanted_visits: [1, 2],
  gap_min: [30],
  priority: [1, 3],
  people: [1, 2],
  cover_m: [30],
  hour: [20],
  body: ['西门的灯坏了'],
  text: ['名称,经度,纬度\n西门,112.102,32.0047'],
  start: [null, [112.102, 32.0047]],
  end: [null, [112.102, 32.0047]],
  line: [
    [
      [112.102, 32.0047],
      [112.104, 32.0047],
    ],
  ],
  month: ['2026-05'],
  limit: [1, 50, 200],
  role: ['grid_worker', 'building_head', 'community_secretary'],
  login: ['new.one', 'grid-worker', 'registrar'],
  ends_on: ['2099-01-01'],
  starts_on: ['2026-01-01'],
  effective_on: ['2099-01-01'],
  birth_date: ['1955-03-02'],
  rights: ['map', 'counts'],
  code: ['000000', FOLLOW_CODE, FOLLOW_CODE, FOLLOW_CODE],
  centre: [[112.102, 32.0047]],
  category: ['noise', 'environment'],
  title: ['楼道堆物'],
  rating: [1, 5],
  name: [PHOTO_NAME, '西门岗'],
  photos: [[]],
  device_at: ['2026-05-01T08:00:00Z'],
  found_at: ['2026-05-01T08:00:00+08:00'],
  item: [undefined],
  suspected_of: [undefined, 1],
  merge_into: [undefined, 1],
  scene: ['today', 'replay'],
  column_count: [1, 2],
  row_count: [1, 2],
  part: [1],
  minutes: [null, 15],
  plan: ['flood', undefined],
  grade: [2, 3],
  layer: ['buildings', 'facilities', 'incidents', 'households', 'people-counts'],
  household_ids: [[1], [1, 2]],
  note: ['入户走访用'],
  kind: ['facilities', 'patrol-points'],
  file_name: ['设施.csv'],
  size_bytes: [10],
  offset: [0],
};

/** Sessions and tokens work again, accounts are enabled and have the duties that they began with. */
export async function restore(sql: Database): Promise<void> {
  await sql`update session set revoked_at = null, last_used_at = now() where revoked_at is not null`;
  await sql`update token set revoked_at = null where revoked_at is not null`;
  await sql`update account set disabled_at = null where disabled_at is not null`;
  await sql`update credential set must_change = false where must_change`;
  await sql`update account_grant set ends_on = null where ends_on is not null`;
  await sql`update role set second_factor_required = false where second_factor_required`;
  await sql`delete from second_factor`;
}
