import { expect, it } from 'vitest';
import { listIndicators } from '../../../server/api/areas/counts.ts';
import { listAreas } from '../../../server/api/areas/sql.ts';
import { listBuildings } from '../../../server/api/buildings/sql.ts';
import { listCompounds } from '../../../server/api/compounds/sql.ts';
import { listDevices } from '../../../server/api/devices/sql.ts';
import { listFacilities } from '../../../server/api/facilities/sql.ts';
import { listOpenings } from '../../../server/api/openings/sql.ts';
import { listOrganisations } from '../../../server/api/organisations/sql.ts';
import { listPatrolPoints, listPatrolRoutes } from '../../../server/api/patrol/sql.ts';
import { listStreets } from '../../../server/api/patrol-streets/sql.ts';
import { pageOfShifts } from '../../../server/api/squads/shift-sql.ts';
import { listSquads } from '../../../server/api/squads/sql.ts';
import { listIncidents } from '../../../server/api/work-list/sql.ts';
import type { Database } from '../../../server/db/open.ts';
import { planOf } from '../../helpers/plan.ts';

const area_code = '990106001001';
const after: [string, number] = ['990106001001001', 20];
const days = { today: '2026-05-20', month_end: '2026-05-31' };
const clock = { now: new Date('2026-05-20T04:00:00Z'), time_zone: 'Asia/Shanghai' };

it.each([
  ['building', (sql: Database) => listBuildings(sql, { area_code, after, limit: 50 }, days)],
  ['compound', (sql: Database) => listCompounds(sql, { area_code, after, limit: 50 })],
  ['organisation', (sql: Database) => listOrganisations(sql, { area_code, after, limit: 50 })],
  ['facility', (sql: Database) => listFacilities(sql, { area_code, after, limit: 50 })],
  ['device', (sql: Database) => listDevices(sql, { area_code, after, limit: 50 })],
  ['patrol_point', (sql: Database) => listPatrolPoints(sql, { area_code, after, limit: 50 })],
  ['patrol_route', (sql: Database) => listPatrolRoutes(sql, { area_code, after, limit: 50 })],
  ['patrol_street', (sql: Database) => listStreets(sql, { area_code, after, limit: 50 })],
  ['squad', (sql: Database) => listSquads(sql, { area_code, after, limit: 50 })],
])('a page of %s reads one range of its index on area and number', async (table, ask) => {
  const plan = await planOf(ask);
  expect(plan).toMatch(new RegExp(`Index (Only )?Scan using ${table}_area on ${table}`));
  expect(plan).toMatch(/Index Cond: .*area_code >= \$.*area_code < \$.*ROW\(/);
});

it('a page of shifts reads the days asked for in their order', async () => {
  const plan = await planOf((sql) =>
    pageOfShifts(sql, {
      area_code,
      from: '2026-05-01',
      to: '2026-05-07',
      after: ['2026-05-02', '18:00', 3],
      limit: 50,
    }),
  );
  expect(plan).toMatch('Index Scan using patrol_shift_day on patrol_shift');
  expect(plan).toMatch(/Index Cond: .*day >= .*day <= .*ROW\(/);
});

it('a page of areas reads one range of the key', async () => {
  expect(await planOf((sql) => listAreas(sql, { within: area_code, limit: 50 }))).toMatch('Index Scan using area_pkey');
});

it('indicators of a district read one range of each index, and no household', async () => {
  const reckoning = { now: clock.now, due_by: days.month_end, valid_on: days.today };
  const scope = { below: '990106', level: 'grid', digits: 15, prefixes: ['990106'], exact: true };
  const plan = await planOf((sql) => listIndicators(sql, scope, reckoning));
  for (const index of ['incident_open', 'area_level_code']) {
    expect(plan).toMatch(new RegExp(`Index (Only )?Scan using ${index}`));
  }
  expect(plan).not.toMatch(/ on household/);
});

it('a page of incidents is read in the order of time, or from the range of one area', async () => {
  const all = await planOf((sql) =>
    listIncidents(
      sql,
      { after: [0, '2026-05-01 00:00:00+00', 3], limit: 50, from: '2026-01-01', to: '2026-05-20' },
      clock,
    ),
  );
  expect(all).toMatch(/Index Scan using incident_time on incident/);
  expect(all).toMatch(/Index Cond: .*reported_at >= .*reported_at < .*ROW\(reported_at, id\) </);
  const ofArea = await planOf((sql) => listIncidents(sql, { area_code, limit: 50 }, clock));
  expect(ofArea).toMatch(/Index Scan using incident_(time|area_time|area) on incident/);
  const overdue = await planOf((sql) => listIncidents(sql, { area_code, status: 'overdue', limit: 50 }, clock));
  expect(overdue).toMatch(/Index Scan using incident_(open|time|area_time) on incident/);
});

it('a page of openings reads the newest from the key', async () => {
  const page = { before: 20, limit: 50, time_zone: clock.time_zone };
  const plan = await planOf((sql) => listOpenings(sql, {}, page));
  expect(plan).toMatch(/Index Scan Backward using opening_pkey on opening o .*\n *Index Cond: \(id < \$/);
});
