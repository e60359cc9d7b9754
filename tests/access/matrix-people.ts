import { digestOf } from '../../server/access/credential.ts';
import { digestOfCode } from '../../server/api/reports/code.ts';
import type { Database } from '../../server/db/open.ts';
import { townArea, townId } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';
import { testSealer } from '../helpers/sealer.ts';
import { insertChain } from './matrix-chain.ts';
import { insertCampaigns } from './matrix-diary.ts';
import { insertDuties } from './matrix-duty.ts';
import { insertEmergencies } from './matrix-emergencies.ts';
import { insertReviews } from './matrix-geocode.ts';
import { insertMergings } from './matrix-merging.ts';
import { insertPacks } from './matrix-packs.ts';
import { insertPatrols } from './matrix-patrols.ts';
import { insertChanges } from './matrix-registers.ts';
import { insertReorganisations } from './matrix-reorg.ts';

/** The columns of the matrix: who is not signed in, a wall, and everybody who works by a role. */
export const roles = [
  'public',
  'wall',
  'building_head',
  'grid_worker',
  'community_secretary',
  'street_leader',
  'district_leader',
  'department_officer',
  'patrol_coordinator',
  'registrar',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** What somebody of a role sends; nobody is signed in as the public. */
export const secretOfRole = (role: Role) => `matrix-secret-of-${role}`;

/** Numbers of what an account of the matrix has: the account, its session and its token, by the role's place in `roles`. */
const FIRST_ACCOUNT = 400;
const FIRST_SESSION = 500;
const FIRST_TOKEN = 600;
const accountOf = (role: Role) => FIRST_ACCOUNT + roles.indexOf(role);
export const sessionOf = (role: Role) => FIRST_SESSION + roles.indexOf(role);
export const tokenOf = (role: Role) => FIRST_TOKEN + roles.indexOf(role);

/** Colleagues inside the area, outside and above it, with a duty, a session, an opening and an alert of each. */
const colleagues = [
  { id: 421, area_code: townArea.northWest, household_id: 41, building_id: townId.building.tower },
  { id: 422, area_code: townArea.southWest, household_id: 48, building_id: townId.building.works },
  { id: 423, area_code: townArea.street, household_id: null, building_id: null },
] as const;

/**
 * Writes one account a role, all of them over the north community but where a role is for less: the worker over the
 * north-west grid, the head for the tower in it; and three colleagues with numbers ending in 1 (inside), 2 (outside, in
 * the south) and 3 (above, over the street): account 42x, grant 43x, session 52x, opening 45x, alert 46x, audit event 47x, hand-over 48x. The worker has
 * the file of household 45 open for a visit (opening 454), the registrar that of 41 at the person's request (455).
 */
export async function insertPeople(sql: Database): Promise<void> {
  const people = roles
    .map((role) => ({ id: accountOf(role), role, ...dutyOf(role) }))
    .filter(({ role }) => role !== 'public' && role !== 'wall');
  await insertRows(sql, 'account', [
    ...people.map(({ id, role, area_code }) => accountRow(id, `matrix.${role}`, area_code)),
    ...colleagues.map(({ id, area_code }) => accountRow(id, `colleague${id}`, area_code)),
  ]);
  await insertRows(sql, 'account_grant', [
    ...people.map(({ id, role, area_code, building_id }) => grantRow(id, id, role, area_code, building_id)),
    ...colleagues.map(({ id, area_code }) => {
      return grantRow(id + 10, id, area_code.length === 9 ? 'community_secretary' : 'grid_worker', area_code, null);
    }),
  ]);
  await insertRows(sql, 'session', [
    ...people.map(({ id, role }) => sessionRow(sessionOf(role), id, secretOfRole(role))),
    ...colleagues.map(({ id }) => sessionRow(id + 100, id, `matrix-secret-of-${id}`)),
  ]);
  await insertRows(sql, 'wall', [
    { id: 571, name: '北区大屏', area_code: townArea.north },
    { id: 572, name: '南区大屏', area_code: townArea.south },
    { id: 573, name: '街道大屏', area_code: townArea.street },
  ]);
  await insertRows(sql, 'token', [
    { ...tokenRow(tokenOf('wall'), 'display', 409, secretOfRole('wall')), wall_id: 571 },
    ...people.map(({ id, role }) => ({
      ...tokenRow(tokenOf(role), 'api', id, `matrix-token-of-${role}`),
      wall_id: null,
    })),
  ]);
  for (const { id, household_id, area_code } of colleagues) {
    if (household_id !== null) await insertOpening(sql, [id + 30, household_id, id], ['grid_worker', 'visit'], -1);
    await sql`insert into access_alert (id, kind, account_id, area_code, detail) overriding system value
      values (${id + 40}, 'openings_rate', ${id}, ${area_code}, ${sql.json({ opened_count: 30, usual_count: 3 })})`;
  }
  await insertRows(
    sql,
    'audit_event',
    colleagues.map(({ id, area_code }) => ({ id: id + 50, account_id: id, kind: 'signed_in', area_code })),
  );
  await insertRows(sql, 'hand_over', [
    handOverRow(481, townArea.northWest, [421, 423]),
    handOverRow(482, townArea.southWest, [422, 423]),
  ]);
  await insertReport(sql);
  await insertOpening(sql, [454, 45, accountOf('grid_worker')], ['grid_worker', 'visit'], 5);
  await insertOpening(sql, [455, 41, accountOf('registrar')], ['registrar', 'subject_request'], 5);
  await insertMediation(sql, 491, townArea.north);
  await insertMediation(sql, 492, townArea.south);
  await insertEmergencies(sql);
  await insertMergings(sql);
  await insertReviews(sql);
  await insertPatrols(sql);
  await insertDuties(sql);
  await insertChain(sql);
  await insertReorganisations(sql);
  await insertCampaigns(sql);
  await insertPacks(sql);
  await insertChanges(sql);
}

/** A case that colleague 423 opened, with one event. */
async function insertMediation(sql: Database, id: number, area_code: string): Promise<void> {
  await insertRows(sql, 'mediation_case', [{ id, area_code, kind: 'neighbour', stage: 'applied', opened_by: 423 }]);
  await insertRows(sql, 'mediation_event', [
    { id, case_id: id, version: 1, kind: 'opened', account_id: 423, to_stage: 'applied' },
  ]);
}

/** Incident 201 has a contact, 204 was reported without an account and is followed by the code ABCDEFGH23, 205 is published. */
async function insertReport(sql: Database): Promise<void> {
  const contact = testSealer.seal('incident.reporter_contact', '李女士');
  await sql`update incident set reporter_contact = ${contact} where id = 201`;
  await sql`update incident set follow_digest = ${digestOfCode('ABCDEFGH23')} where id = 204`;
  await sql`insert into reply (incident_id, area_code, category, question, answer, asked_on)
    values (205, ${townArea.north}, 'dispute', '邻里纠纷', '已调解', '2026-03-01')`;
}

function dutyOf(role: Role): { area_code: string; building_id: number | null } {
  if (role === 'grid_worker') return { area_code: townArea.northWest, building_id: null };
  if (role === 'building_head') return { area_code: townArea.northWest, building_id: townId.building.tower };
  return { area_code: townArea.north, building_id: null };
}

const accountRow = (id: number, login: string, area_code: string) => ({
  id,
  login,
  display_name: `测试${id}`,
  area_code,
});

const grantRow = (id: number, account_id: number, role: string, area_code: string, building_id: number | null) => ({
  ...{ id, account_id, role, area_code, building_id },
  starts_on: '2025-01-01',
});

const inTenYears = () => new Date(Date.now() + 3_650 * 86_400_000);

const sessionRow = (id: number, account_id: number, secret: string) => ({
  ...{ id, account_id, digest: digestOf(secret), idle_s: 1_000_000_000 },
  ...{ expires_at: inTenYears(), second_factor_at: new Date(), client: 'vitest' },
});

const tokenRow = (id: number, kind: string, account_id: number, secret: string) => ({
  ...{ id, kind, account_id, name: `令牌${id}`, area_code: townArea.north },
  ...{ digest: digestOf(secret), rights: '{counts,places,patrol}', expires_at: inTenYears() },
});

const handOverRow = (id: number, area_code: string, [from_account_id, to_account_id]: [number, number]) => ({
  ...{ id, role: 'grid_worker', area_code, from_account_id, to_account_id },
  effective_on: '2026-01-01',
});

/** An opening that ended, or will end, in so many minutes: one that is over shows in logs and opens nothing. */
async function insertOpening(
  sql: Database,
  [id, household_id, account_id]: [number, number, number],
  [role, purpose]: [string, string],
  endsInMin: number,
): Promise<void> {
  await sql`insert into opening (id, household_id, account_id, role, purpose, opened_at, expires_at) overriding system value
    values (${id}, ${household_id}, ${account_id}, ${role}, ${purpose},
      now() + make_interval(mins => ${endsInMin - 10}), now() + make_interval(mins => ${endsInMin}))`;
}
