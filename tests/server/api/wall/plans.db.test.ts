import { expect, it } from 'vitest';
import * as figures from '../../../../server/api/wall/figures-sql.ts';
import type { Database } from '../../../../server/db/open.ts';
import { planOf } from '../../../helpers/plan.ts';

const now = new Date('2026-05-20T04:00:00Z');
const scope = { area_code: '990106001001', now, time_zone: 'Asia/Shanghai' };
const hours = { from: now, midnight: now };
/** By area and time, or by one of them: of a dozen rows each costs the same. */
const inTime = 'incident_(area|time|area_time) ';

it.each([
  ['open', ['incident_open'], (sql: Database) => figures.countOpen(sql, scope, 15)],
  ['settled', ['incident_settling', 'incident_(closed|area)'], (sql: Database) => figures.countSettled(sql, scope)],
  ['came and went', [inTime, 'incident_closed'], (sql: Database) => figures.countFlow(sql, scope, hours)],
  ['by category', [inTime], (sql: Database) => figures.countCategories(sql, scope)],
  ['oldest', ['incident_open_time'], (sql: Database) => figures.listOldest(sql, scope)],
  ['passing', ['incident_step_(left|pkey)', 'incident_step_pkey'], (sql: Database) => figures.countPassing(sql, scope)],
  [
    'freshness',
    ['building_area', 'organisation_area', 'facility_area'],
    (sql: Database) => figures.countFreshness(sql, scope, '2026-05-20'),
  ],
] as const)('what a wall asks of %s is read from its index', async (_what, indexes, ask) => {
  const plan = await planOf(ask);
  for (const index of indexes) expect(plan).toMatch(new RegExp(`Index (Only )?Scan using ${index}`));
  expect(plan).not.toContain('Seq Scan');
});

it('the moves of some hours are read from the index of their time, or one after the other', async () => {
  const since = (sql: Database) => sql`select id, kind from incident_move where happened_at >= ${now}`;
  expect(await planOf(since)).toMatch(/using incident_event_time|using incident_event_incident_id_version_key/);
  expect(await planOf(since)).not.toContain('Seq Scan');
});

it('what lies in a box is found in the index of places, of both kinds', async () => {
  const inBox = (sql: Database) => sql`
    select id from incident_shown where geometry && ST_MakeEnvelope(${112.1}::float8, ${32}::float8, ${112.11}::float8, ${32.01}::float8, 4326)`;
  const plan = await planOf(inBox);
  for (const index of ['incident_geometry', 'incident_coarse']) expect(plan).toContain(`using ${index}`);
});
