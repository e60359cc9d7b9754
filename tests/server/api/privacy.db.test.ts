import { describe, expect, it } from 'vitest';
import { registers } from '../../../server/api/registers/schema.ts';
import { createApp } from '../../../server/app.ts';
import type { Database } from '../../../server/db/open.ts';
import { townNow } from '../../fixtures/town.ts';
import { type TownLogin, townAccounts } from '../../fixtures/town-accounts.ts';
import { townSecrets } from '../../fixtures/town-households.ts';
import { insertOpenings } from '../../fixtures/town-openings.ts';
import { signedIn } from '../../helpers/app.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { fakeTiles, testConfig } from '../../helpers/fakes.ts';
import { testSealer } from '../../helpers/sealer.ts';

const logins = [...Object.keys(townAccounts), 'wall'] as TownLogin[];

/** What stands in the place of a parameter: areas from the district to a grid; numbers that the town uses, by resource. */
const areas = ['990106', '990106001', '990106001001', '990106001001001'];
const numbers: Record<string, number[]> = {
  buildings: [21, 22, 23, 24],
  'door-plans': [21, 22, 23, 24],
  households: [41, 42, 43, 44, 45, 46, 47, 48],
  residents: [51, 52, 53, 54, 55, 56, 57, 58, 59],
  incidents: [201, 210, 212],
  people: [301, 309],
  'duty-holders': [225],
  compounds: [11],
  organisations: [91],
  facilities: [101],
  devices: [111],
  'patrol-points': [181],
  'patrol-routes': [191],
  registers: [11, 21, 31, 41, 42, 51, 52, 91, 101, 111],
};
/** One query that most lists take, which pass over what they do not know; what others take. */
const usual = 'area_code=990106&within=990106&level=grid&q=%E6%B8%85%E6%B2%B3&limit=20';
const queries: Record<string, string[]> = {
  '/api/area-changes/counts': ['area_code=990106&from=2026-01-01&to=2026-06-30'],
  '/api/areas/at': ['longitude=112.1012&latitude=32.0047'],
  '/api/incidents/similar': ['longitude=112.1016&latitude=32.0052&category=environment&title=%E5%9E%83%E5%9C%BE'],
  '/api/exports/templates/:layer': ['format=csv', 'format=xlsx'],
  '/api/duty-chain': ['lon=112.1012&lat=32.0047', 'unit_id=31'],
  '/api/report-packs': ['area_code=990106', 'area_code=990106&cadence=month&year=2026'],
  '/api/roads/reach': ['at=112.1042,32.0036&minutes=5'],
  '/api/roads/path': ['from=112.101,32.0036&to=112.108,32.0036'],
  '/api/patrol-coverage': ['area_code=990106&from=2026-05-01&to=2026-05-31'],
  '/api/patrol-coverage/streets': ['area_code=990106&from=2026-05-01&to=2026-05-31'],
  '/api/patrol-coverage/tracks': ['walk_id=1'],
  '/api/patrol-proposals': ['area_code=990106&from=2026-05-01&to=2026-05-31'],
  '/api/patrol-shifts': ['area_code=990106&from=2026-05-01&to=2026-05-31'],
  '/api/duplicates/merged': ['area_code=990106'],
  '/api/geocode': ['q=%E6%B8%85%E6%B2%B3%E8%B7%AF18%E5%8F%B7'],
  '/api/geocode/reverse': ['lon=112.1012&lat=32.0047'],
  '/api/registers/apart': ['area_code=990106&way=away', 'area_code=990106&way=unregistered'],
  '/api/registers/:register': ['area_code=990106', 'area_code=990106&parent_id=41'],
  '/api/quality': ['area_code=990106', 'area_code=990106001001'],
  '/api/quality/items': [
    'area_code=990106&code=in_gap',
    'area_code=990106&code=isolated',
    'area_code=990106001001&code=never_confirmed&layer=household',
  ],
  '/api/reports/nearby': ['longitude=112.1016&latitude=32.0052'],
  '/api/statistics/loop': ['area_code=990106&from=2026-01-01&to=2026-06-30'],
  '/api/need-tags': ['household_id=41'],
  '/api/visits/questions': ['household_id=41'],
  '/api/past/map': ['area_code=990106&on=2026-05-01'],
  '/api/people-counts': ['household', 'resident', 'visit_due', 'visit_overdue', 'need_tag'].flatMap((measure) => [
    `measure=${measure}&area_code=990106&level=grid`,
    `measure=${measure}&area_code=990106&by=category`,
  ]),
};
/** Answers that are pictures and not words, another site's, a stream without an end, or written down when they are given. */
const elsewhere = /^\/api\/(tiles|session\/openid|photos|live|incidents\/export|exports\/:layer|duplicates$)/;

type App = ReturnType<typeof createApp>;
async function appOn(sql: Database): Promise<App> {
  const now = await townNow(sql);
  return createApp({ sql, config: testConfig, tiles: fakeTiles(), sealer: testSealer, now: () => now });
}

/** Patterns of addresses that can be read, and the addresses with each parameter filled in. */
function addressesOf(app: App): Map<string, string[]> {
  const readable = app.routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/'));
  const patterns = [...new Set(readable.map(({ path }) => path))].filter((path) => !elsewhere.test(path));
  return new Map(patterns.map((pattern) => [pattern, fill(pattern)]));
}

function fill(pattern: string): string[] {
  const given: Record<string, (string | number)[]> = {
    area_code: areas,
    id: numbers[pattern.split('/')[2]!] ?? [1],
    code: ['23456789AB'],
    register: [...registers],
    layer: ['facilities', 'incidents'],
    building_id: [21],
  };
  const [name] = /(?<=:)\w+/.exec(pattern) ?? [];
  if (name === undefined) return [pattern, ...(queries[pattern] ?? [usual]).map((query) => `${pattern}?${query}`)];
  const values = given[name];
  if (!values) throw new Error(`say what stands for :${name} in ${pattern}`);
  return values.flatMap((value) => {
    const next = pattern.replace(`:${name}`, String(value));
    return next.includes('/:') ? fill(next) : [next, ...(queries[pattern] ?? []).map((query) => `${next}?${query}`)];
  });
}

/** Secrets that an account's answers hold, by address; and the patterns of what it may read. */
async function readAll(
  app: App,
  login: TownLogin,
  secrets: readonly string[] = townSecrets,
): Promise<{ leaks: [string, string[]][]; read: string[] }> {
  const leaks: [string, string[]][] = [];
  const read = new Set<string>();
  for (const [pattern, addresses] of addressesOf(app)) {
    for (const address of addresses) {
      const response = await signedIn(app, login).request(address);
      const text = await response.text();
      if (response.status >= 500) throw new Error(`${address} failed: ${text}`);
      if (response.ok) read.add(pattern);
      const found = secrets.filter((secret) => text.includes(secret));
      if (found.length > 0) leaks.push([address, found]);
    }
  }
  return { leaks, read: [...read] };
}

/** Read by nobody while no file is open; or the town has none of it, and the matrix of access looks for what leaks. */
const closed = [
  '/api/residents/:id/export',
  '/api/patrol-coverage/tracks',
  '/api/patrol-plans/:id',
  '/api/patrol-plans/:id/coverage',
  '/api/patrol-plans/:id/export',
  '/api/patrol-plans/:id/run',
  '/api/patrol-plans/:id/sheets',
  '/api/campaigns/:id',
  '/api/campaigns/:id/buildings/:building_id',
  '/api/diary/:id/proposal',
  '/api/duty-bodies/:id/history',
  '/api/imports/:id',
  '/api/imports/:id/rejects',
  '/api/imports/:id/rows',
  '/api/patrol-walk',
  '/api/report-packs/:id',
  '/api/report-packs/:id/figures.csv',
  '/api/reports/:code',
  '/api/mediation/:id',
  '/api/emergencies/:id',
  '/api/emergencies/:id/record',
  // Of an open file alone; that is looked at below.
  '/api/need-tags',
];

describe('of residents, no name, phone or birth date in full', () => {
  const readBySomebody = new Set<string>(closed);
  it.each(logins)('is in any answer to the %s while no file is open', async (login) => {
    const { leaks, read } = await readAll(await appOn((await testDatabase()).sql), login);
    expect(leaks).toEqual([]);
    for (const pattern of read) readBySomebody.add(pattern);
  });
  it('was missed because an address answered nobody', async () => {
    const all = [...addressesOf(await appOn((await testDatabase()).sql)).keys()];
    expect(all.filter((pattern) => !readBySomebody.has(pattern))).toEqual([]);
  });

  it('is in any answer but the open file of who opened it, and there only what its purpose reveals', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [1]);
      const app = await appOn(sql);
      const book = '/api/registers/resident';
      const names = [`${book}?area_code=990106&parent_id=41`, ['张伟', '李秀英']];
      expect((await readAll(app, 'worker')).leaks).toEqual([
        ['/api/households/41', ['张伟', '李秀英', '13800001234']],
        names,
        [`${book}/51`, ['张伟', '13800001234']],
        [`${book}/52`, ['李秀英']],
      ]);
      expect((await readAll(app, 'leader')).leaks).toEqual([]);
      await sql`update opening set purpose = 'check'`;
      expect((await readAll(app, 'worker')).leaks).toEqual([
        ['/api/households/41', ['张伟', '李秀英', '1955-03-02', '1957-08-11']],
        names,
        [`${book}/51`, ['张伟', '1955-03-02']],
        [`${book}/52`, ['李秀英', '1957-08-11']],
      ]);
    });
  });

  it.each(townSecrets)('is found by searching for %s', async (secret) => {
    const app = signedIn(await appOn((await testDatabase()).sql), 'leader');
    const response = await app.request(`/api/search?q=${encodeURIComponent(secret)}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ items: [] });
  });
});

/** Columns of text about persons that hold codes of a list, and names of pictures. */
const codes = [
  'household.door_state',
  'need_tag.tag',
  'resident.relation',
  'resident.sex',
  'visit.outcome',
  'visit.reason',
  'visit_duty.cancelled_reason',
  'visit_duty.duty',
];

/** Puts a word of its own into every column of text that is about persons, and tells the words. An emergency lasts, with an order. */
async function markEverything(sql: Database): Promise<string[]> {
  await sql`insert into emergency (id, plan, grade, area_code, reason) overriding system value values (981, 'flood', 3, '990106001', '-')`;
  await sql`insert into emergency_order (emergency_id, text, result, area_code) values (981, '-', '-', '990106001001')`;
  await sql`insert into emergency_event (emergency_id, version, kind, text) values (981, 1, 'declared', '-'), (981, 2, 'noted', '-')`;
  const columns = await sql<{ table_name: string; column_name: string }[]>`
    select d.table_name, d.column_name from data_class d join information_schema.columns c using (table_name, column_name)
    where c.table_schema = current_schema and c.data_type = 'text' and (d.class = 'personal' or d.table_name = 'duty_holder' and column_name = 'name')
      and d.table_name || '.' || d.column_name <> all (${codes}) and column_name !~ '^openid' order by 1, 2`;
  // What is written once is written over here.
  await sql`set local session_replication_role = replica`;
  for (const { table_name, column_name } of columns) {
    await sql`update ${sql(table_name)} set ${sql(column_name)} = ${`«${table_name}.${column_name}»`}`;
  }
  await sql`set local session_replication_role = origin`;
  return columns.map(({ table_name, column_name }) => `«${table_name}.${column_name}»`);
}

describe('of anybody, no name and no word that somebody typed', () => {
  it('is in any answer to a wall, wherever such words are kept', async () => {
    await rolledBack(async (sql) => {
      const words = await markEverything(sql);
      for (const word of [
        'account.display_name',
        'duty_holder.phone',
        'incident.title',
        'incident_event.text',
        'emergency_order.text',
      ]) {
        expect(words).toContain(`«${word}»`);
      }
      const app = await appOn(sql);
      const { leaks, read } = await readAll(app, 'wall', words);
      expect(leaks).toEqual([]);
      expect(read).toEqual(expect.arrayContaining(['/api/wall', '/api/wall/figures', '/api/wall/moves']));
      const own = (await signedIn(app, 'wall').request('/api/wall')).json();
      expect(await own).toMatchObject({ emergencies: [{ id: 981, orders: [{ task: null }] }] });
      // The same words reach who answers for them.
      const told = new Set((await readAll(app, 'leader', words)).leaks.flatMap(([, found]) => found));
      for (const word of ['incident.title', 'incident_event.text', 'duty_holder.phone'])
        expect(told).toContain(`«${word}»`);
      const emergency = await (await signedIn(app, 'leader').request('/api/emergencies/981')).text();
      expect(words.filter((word) => emergency.includes(word))).toEqual(
        expect.arrayContaining(['«emergency.reason»', '«emergency_event.text»', '«emergency_order.text»']),
      );
    });
  });
});
