import { describe, expect, it } from 'vitest';
import { digestOf } from '../../server/access/credential.ts';
import { enter } from '../../server/access/enter.ts';
import { dayOf } from '../../server/api/calendar.ts';
import type { Database } from '../../server/db/open.ts';
import { insertPacks } from '../access/matrix-packs.ts';
import { secretOfTown, type TownLogin, townAccounts } from '../fixtures/town-accounts.ts';
import { rolledBack, testDatabase } from '../helpers/database.ts';
import { testSealer } from '../helpers/sealer.ts';

/** Tables with a personal or sensitive column that need no policy; an entry says why. */
const withoutPolicy: Record<string, string> = {};

const logins = [...(Object.keys(townAccounts) as TownLogin[]), 'wall', 'nobody'] as const;

const fourGrids = '990106001001001 990106001001002 990106001002001 990106001002002';
const eleven =
  'auditor building_head community_secretary department_officer district_leader grid_worker patrol_coordinator public registrar street_leader wall';
const rules =
  'access_alert account_grant audit_event change diary_entry duty_holder duty_holder_past emergency emergency_event emergency_order hand_over household_past incident incident_event mediation_paper need_tag need_tag_past opening patrol_check_in patrol_handover patrol_pass patrol_shift patrol_track reporter_contact resident_past retention_run session token visit visit_duty';
/** What is counted by another number than its own: an incident's by the incident, a case's by the case, photos by their sizes. */
const keys: Record<string, string> = {
  ...{ incident_event: 'incident_id', incident_step: 'incident_id', whistle: 'incident_id', reply: 'incident_id' },
  ...{ mediation_event: 'case_id', mediation_paper: 'case_id', photo: 'byte_count' },
  ...{ emergency_order: 'emergency_id', emergency_event: 'emergency_id' },
  ...{ wall_scene: 'scene', wall_screen: 'wall_id' },
};

/** Who sees which incidents: those of their area, and the worker 208, which they reported. */
const incidents: [ids: string, logins: string][] = [
  ['201 202 203 204 205 206 207 208 209 210 211 212', 'leader district'],
  ['201 202 203 204 205 206 207 208 209 210 211', 'street'],
  ['201 202 203 204 205 206 207', 'secretary officer'],
  ['201 202 203 204 208', 'worker'],
];

/** Who sees which emergencies: whose duties touch the area, from above or from within; never a wall. */
const emergencies: [ids: string, logins: string][] = [
  ['981 982 983', 'leader registrar district auditor street'],
  ['981 983', 'secretary officer patrol worker head'],
];

/** Who sees which shifts, plans, walks and what was done: who has to do with patrols there, walls too. */
const patrols: [ids: string, logins: string][] = [
  ['991 992', 'leader registrar district street wall'],
  ['991', 'secretary officer patrol'],
];

/** Who sees where squads went, and what they hand over: who plans there. */
const planners: [ids: string, logins: string][] = [
  ['991 992', 'leader registrar street'],
  ['991', 'secretary patrol'],
];

/**
 * What accounts get by `select * from TABLE` without a where: [ids in order (of tallies, area codes), whoever gets them].
 * Whoever is not named gets nothing. The worker has the file of household 41 open, the head that of 42, the registrar that
 * of 48; the secretary's opening of 47 is over.
 */
const seen: Record<string, [ids: string, logins: string][]> = {
  access_alert: [['921 922', 'auditor']],
  account: [
    ['301 302 303 304 305 306 307 308 309 310', 'leader registrar district auditor'],
    // Names of colleagues stand in the log of openings that they may read: 302 opened a file of the street.
    ['302 305 306 307 308 309 310', 'street'],
    ['306 307 308 309 310', 'secretary'],
    ['306 309 310', 'worker'],
    ['309 310', 'head'],
    ['307', 'officer'],
    ['308', 'patrol'],
  ],
  account_grant: [
    ['301 302 303 304 305 306 307 308 309 310', 'leader registrar district auditor'],
    ['305 306 307 308 309 310', 'street'],
    ['306 307 308 309 310', 'secretary'],
    ['307', 'officer'],
    ['308', 'patrol'],
    ['309', 'worker'],
    ['310', 'head'],
  ],
  // Shown to everybody who gets past the API; edited by whose duty they lie in.
  building: [['21 22 23 24', logins.join(' ')]],
  change: [
    ['986 987 988', 'leader registrar district auditor'],
    ['986 987', 'street'],
    ['986', 'secretary officer patrol worker head'],
  ],
  compound: [['11 12', logins.join(' ')]],
  device: [['111 112', logins.join(' ')]],
  facility: [['101 102', logins.join(' ')]],
  area_tally: [
    [fourGrids, 'leader street'],
    ['990106001001001 990106001001002', 'secretary'],
    ['990106001001001', 'worker'],
  ],
  audit_event: [
    ['931 932 933', 'auditor'],
    ['931', 'worker'],
    ['932', 'registrar'],
  ],
  diary_entry: [
    ['901 902 903', 'leader street'],
    ['901 902', 'secretary'],
    ['901', 'worker'],
  ],
  duty_holder: [
    [
      '221 222 223 224 225 226 227 228',
      'leader registrar district auditor street secretary officer patrol worker head',
    ],
  ],
  duty_holder_past: [
    ['986 987', 'leader registrar district auditor street'],
    ['986', 'secretary officer patrol worker head'],
  ],
  emergency: emergencies,
  emergency_event: emergencies,
  emergency_order: emergencies,
  // Places, as facilities are.
  emergency_resource: [['984', logins.join(' ')]],
  report_pack: [
    ['591 592 593', 'leader registrar district auditor street wall'],
    ['591', 'secretary officer patrol'],
  ],
  hand_over: [['941', 'leader registrar district auditor street secretary worker']],
  household: [
    ['41 42 43 44 45 46 47 48', 'leader registrar street'],
    ['41 42 43 44 45 46 47', 'secretary worker'],
    ['41 42 43 44 45 46', 'head'],
  ],
  household_past: [
    ['986 987', 'leader registrar street'],
    ['986', 'secretary worker'],
  ],
  incident: incidents,
  incident_event: incidents,
  incident_step: incidents,
  mediation_case: [
    ['971 972', 'leader street'],
    // The worker is the mediator.
    ['971', 'secretary worker'],
  ],
  mediation_event: [
    ['971 972', 'leader street'],
    ['971', 'secretary worker'],
  ],
  mediation_paper: [
    ['971', 'secretary worker'],
    ['972', 'street'],
  ],
  need_tag: [['61 62', 'worker']],
  need_tag_past: [['986', 'worker']],
  organisation: [['91 92 93', logins.join(' ')]],
  opening: [
    ['911 912 913 914', 'leader registrar district auditor street'],
    ['911 912 914', 'secretary worker'],
    ['911 912', 'head'],
  ],
  patrol_check_in: patrols,
  patrol_handover: planners,
  patrol_plan: patrols,
  // Places, and who looks after them.
  patrol_point: [['181 182 183', logins.join(' ')]],
  patrol_shift: patrols,
  patrol_street: [['991', logins.join(' ')]],
  patrol_track: planners,
  patrol_walk: patrols,
  photo: [
    // One's own, and those of events that one sees; 963 is of nobody and nothing yet.
    ['961 964', 'worker'],
    ['962', 'secretary officer'],
    ['962 964', 'leader district street'],
  ],
  reply: [
    // 204 and 209 are hidden.
    ['204 205 209', 'leader district street'],
    ['204 205', 'secretary'],
    ['205', 'registrar auditor officer patrol worker head wall nobody'],
  ],
  resident: [
    ['51 52', 'worker'],
    ['53', 'head'],
    ['58 59', 'registrar'],
  ],
  resident_past: [
    ['986', 'worker'],
    ['987', 'registrar'],
  ],
  retention_rule: [[rules, 'registrar']],
  retention_run: [['951', 'registrar']],
  role: [[eleven, logins.join(' ')]],
  session: [
    ['301 302 303 304 305 306 307 308 309 310', 'registrar'],
    ['301 303 305 306 307 308 309 310', 'district'],
    ['301 306 307 308 309 310', 'leader'],
    ['305 306 307 308 309 310', 'street'],
    ['306 309 310', 'secretary'],
    ['304', 'auditor'],
    ['307', 'officer'],
    ['308', 'patrol'],
    ['309', 'worker'],
    ['310', 'head'],
  ],
  squad: [['171 172 991 992', logins.join(' ')]],
  // The wall's, which the registrar made.
  token: [['1', 'leader registrar district']],
  unit: [['31 32 33 34', logins.join(' ')]],
  visit: [['81 82 83', 'leader street secretary worker']],
  visit_duty: [
    ['71 72 73 74 75', 'leader street'],
    ['71 72 73 74', 'secretary worker head'],
    ['75', 'registrar'],
  ],
  // Whoever has any duty over an area, in it or above it: they may be shown the code of its wall.
  wall: [
    ['351 985 986', 'leader registrar district auditor street wall'],
    ['351 985', 'secretary officer patrol worker head'],
  ],
  wall_scene: [['bridge', `${Object.keys(townAccounts).join(' ')} wall nobody`]],
  wall_screen: [['351', 'leader registrar district']],
  whistle: [
    ['201 209', 'leader district street'],
    ['201', 'secretary officer worker'],
  ],
};

/** What the town has none of: diaries, openings, alerts, events, hand-overs. */
async function insertTraces(sql: Database): Promise<void> {
  const body = testSealer.seal('diary_entry.body', '雨后巡查');
  await sql`insert into diary_entry (id, area_code, author, written_at, body, account_id) overriding system value values
    (901, '990106001001001', '测试worker', now(), ${body}, 309), (902, '990106001001001', '别人', now(), ${body}, null),
    (903, '990106001002001', '别人', now(), ${body}, null)`;
  await sql`insert into opening (id, household_id, account_id, role, purpose, opened_at, expires_at) overriding system value values
    (911, 41, 309, 'grid_worker', 'visit', now(), now() + interval '20 minutes'),
    (912, 42, 310, 'building_head', 'visit', now(), now() + interval '20 minutes'),
    (913, 48, 302, 'registrar', 'subject_request', now(), now() + interval '20 minutes'),
    (914, 47, 306, 'community_secretary', 'visit', now() - interval '2 hours', now() - interval '100 minutes')`;
  await sql`insert into access_alert (id, kind, account_id, area_code, detail) overriding system value values
    (921, 'openings_bulk', 309, '990106001001001', '{}'), (922, 'openings_bulk', 301, '', '{}')`;
  await sql`insert into audit_event (id, kind, account_id, area_code) overriding system value values
    (931, 'sign_in', 309, '990106001001001'), (932, 'sign_in', 302, '990106'), (933, 'sign_in', null, '')`;
  await sql`insert into hand_over (id, role, area_code, from_account_id, to_account_id, effective_on, made_by)
    overriding system value values (941, 'grid_worker', '990106001001001', 309, 306, '2026-01-01', 305)`;
  await sql`insert into retention_run (id, night) overriding system value values (951, '2026-01-01')`;
  await insertLoopTraces(sql);
  await insertCases(sql);
  await insertEmergencies(sql);
  await insertPacks(sql);
  await insertWalls(sql);
  await insertPatrols(sql);
  await insertPasts(sql);
}

/** What the registers said before, of the north (986) and of the south (987), and three changes: 988 of the whole district. */
async function insertPasts(sql: Database): Promise<void> {
  await sql`truncate change, household_past, resident_past, need_tag_past, duty_holder_past`;
  await sql`insert into change (id, kind, area_code) overriding system value values
    (986, 'edit', '990106001001001'), (987, 'edit', '990106001002001'), (988, 'import', '990106')`;
  const areas = sql`(values (986, '990106001001001', 41), (987, '990106001002001', 48)) given (id, area_code, household_id)`;
  await sql`insert into household_past (id, area_code, building_id, true_to, known_to)
    select id, area_code, 24, current_date, now() from ${areas}`;
  await sql`insert into resident_past (id, household_id, true_to, known_to) select id, household_id, current_date, now() from ${areas}`;
  await sql`insert into need_tag_past (id, household_id, true_to, known_to)
    select id, household_id, current_date, now() from ${areas} where id = 986`;
  await sql`insert into duty_holder_past (id, area_code, true_to, known_to) select id, area_code, current_date, now() from ${areas}`;
}

/** A squad of the north (991) and one of the south (992), with a shift, a plan, a walk, and what was done of each. */
async function insertPatrols(sql: Database): Promise<void> {
  await sql`insert into squad (id, area_code, kind, name, member_count) overriding system value values
    (991, '990106001001', 'full_time', '北队', 4), (992, '990106001002', 'full_time', '南队', 4)`;
  await sql`insert into patrol_street (id, name, geometry) overriding system value values
    (991, '清河路', 'SRID=4326;LINESTRING(112.1 32.0036, 112.104 32.0036)')`;
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people, purpose, purpose_reason) overriding system value
    select id, id, current_date, '18:00', '06:00', 2, 'safety', '节日值守' from squad where id in (991, 992)`;
  await sql`insert into patrol_handover (id, shift_id, area_code, body) overriding system value
    select id, id, area_code, '北门灯不亮' from patrol_shift`;
  await sql`insert into patrol_plan (id, area_code, name, day, input) overriding system value
    select id, area_code, '今夜', day, '{}' from patrol_shift`;
  await sql`insert into patrol_walk (id, plan_id, squad_id, shift_id, area_code, starts_at, ends_at, route) overriding system value
    select id, id, id, id, area_code, now(), now() + interval '1 hour', '{}' from patrol_shift`;
  await sql`insert into patrol_check_in (id, key, walk_id, area_code, point_id, visit, at, way) overriding system value
    select id, gen_random_uuid(), id, area_code, 181, 1, now(), 'button' from patrol_walk`;
  await sql`insert into patrol_track (id, walk_id, area_code, recorded_at, geometry) overriding system value
    select id, id, area_code, starts_at, 'SRID=4326;POINT(112.1 32.0036)' from patrol_walk`;
}

/** A wall of the north and one of the south, a scene, and what the town's screen says of itself. */
async function insertWalls(sql: Database): Promise<void> {
  await sql`insert into wall (id, name, area_code) overriding system value values
    (985, '北区大屏', '990106001001'), (986, '南区大屏', '990106001002')`;
  await sql`insert into wall_scene (scene, definition) values ('bridge', '{}')`;
  await sql`insert into wall_screen (token_id, wall_id) select id, wall_id from token where wall_id is not null`;
}

/** What came of incidents: steps, calls, photos, answers. */
async function insertLoopTraces(sql: Database): Promise<void> {
  await sql`update incident set reporter_account_id = 309 where id = 208`;
  await sql`insert into incident_step (incident_id, position, status, entered_at) select id, 1, status, now() from incident`;
  await sql`insert into whistle (incident_id, department, called_at, arrive_by) values
    (201, 'police', now(), now()), (209, 'water', now(), now())`;
  await sql`insert into photo (name, media_type, byte_count, width_px, height_px, account_id) values
    (${'a'.repeat(64)}, 'image/jpeg', 961, 1, 1, 309), (${'b'.repeat(64)}, 'image/jpeg', 962, 1, 1, null),
    (${'c'.repeat(64)}, 'image/jpeg', 963, 1, 1, null), (${'d'.repeat(64)}, 'image/jpeg', 964, 1, 1, 301)`;
  await sql`insert into incident_event (incident_id, version, kind, actor, to_status, photos) values
    (206, 90, 'noted', 'rule', 'reported', ${['b'.repeat(64)]}), (208, 90, 'noted', 'rule', 'closed', ${['d'.repeat(64)]})`;
  await sql`insert into reply (incident_id, area_code, category, question, answer, asked_on, hidden_at) values
    (204, '990106001001', 'noise', '问', '答', '2026-01-01', now()), (205, '990106001001', 'dispute', '问', '答', '2026-01-01', null),
    (209, '990106001002', 'public_works', '问', '答', '2026-01-01', now())`;
}

/** A case of the north, opened by its secretary, with the worker as mediator, and one of the south, opened by the street. */
async function insertCases(sql: Database): Promise<void> {
  await sql`insert into mediation_case (id, area_code, kind, stage, opened_by, mediator_account_id) overriding system value values
    (971, '990106001001', 'neighbour', 'mediating', 306, 309), (972, '990106001002', 'family', 'applied', 305, null)`;
  await sql`insert into mediation_event (case_id, version, kind, to_stage) values
    (971, 1, 'opened', 'applied'), (972, 1, 'opened', 'applied')`;
  const body = testSealer.seal('mediation_paper.body', '楼道堆物');
  await sql`insert into mediation_paper (case_id, version, part, body) values (971, 1, 'matter', ${body}), (972, 1, 'matter', ${body})`;
}

/** One over the north community, one over a grid of the south, one over the street; a store. */
async function insertEmergencies(sql: Database): Promise<void> {
  await sql`insert into emergency (id, plan, grade, area_code, reason) overriding system value values
    (981, 'flood', 3, '990106001001', '演练'), (982, 'fire', 2, '990106001002001', '演练'), (983, 'gale', 4, '990106001', '演练')`;
  await sql`insert into emergency_order (emergency_id, text, department) select id, '巡查', 'fire' from emergency`;
  await sql`insert into emergency_event (emergency_id, version, kind) select id, 1, 'declared' from emergency`;
  await sql`insert into emergency_resource (id, kind, name, quantity, free, unit, geometry) overriding system value values
    (984, 'store', '物资库', 100, 80, '件', 'SRID=4326;POINT(112.1016 32.0052)')`;
}

/** Tables with policies of which requests read something: all of it, or those columns. */
async function guardedTables(sql: Database): Promise<{ name: string; columns: string }[]> {
  return sql`
    select c.relname as name, case when has_table_privilege('jingwei_api', c.oid, 'select') then '*' else (
      select string_agg(quote_ident(a.attname), ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and has_column_privilege('jingwei_api', c.oid, a.attnum, 'select')) end as columns
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and c.relrowsecurity and has_any_column_privilege('jingwei_api', c.oid, 'select') order by 1`;
}

/** The table above by login, `—` for whoever is not named. */
function expected(): Record<string, Record<string, string>> {
  const idsOf = (rows: (typeof seen)[string], login: string) =>
    rows.find(([, names]) => names.split(' ').includes(login))?.[0] ?? '—';
  return Object.fromEntries(
    Object.entries(seen).map(([table, rows]) => [
      table,
      Object.fromEntries(logins.map((login) => [login, idsOf(rows, login)])),
    ]),
  );
}

describe('row policies', () => {
  it('stand on every table that holds something personal', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ name: string; guarded: boolean }[]>`
      select distinct d.table_name as name, c.relrowsecurity and exists (
        select from pg_policy p where p.polrelid = c.oid
        -- Who may not select at all needs no policy.
        union all select where not has_any_column_privilege('jingwei_api', c.oid, 'select')) as guarded
      from data_class d join pg_class c on c.relname = d.table_name and c.relnamespace = 'public'::regnamespace
      where d.class in ('personal', 'sensitive') order by 1`;
    expect(rows.length).toBe(29);
    expect(rows.filter(({ name, guarded }) => !guarded && !(name in withoutPolicy))).toEqual([]);
  });

  it('bind the role of requests, which owns nothing and cannot pass them by', async () => {
    const { sql } = await testDatabase();
    const [role] = await sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
      (select count(*)::int from pg_class where relowner = r.oid) as owned,
      (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = 'jingwei_api'`;
    expect(role).toEqual({
      ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
      ...{ owned: 0, memberships: 0 },
    });
  });

  it('give every account what its duties reach, and nothing more, without a where', async () => {
    await rolledBack(async (sql) => {
      await insertTraces(sql);
      const tables = await guardedTables(sql);
      const today = dayOf(new Date(), 'Asia/Shanghai');
      const found: ReturnType<typeof expected> = Object.fromEntries(tables.map(({ name }) => [name, {}]));
      for (const login of logins) {
        const digest = login === 'nobody' ? undefined : digestOf(secretOfTown(login));
        await enter(sql, { digest, today, readOnly: true }, async (inside) => {
          for (const { name: table, columns } of tables) {
            const rows = await inside.unsafe<Record<string, string | number>[]>(`select ${columns} from ${table}`);
            const own = keys[table];
            const ids = rows.map((row) => (own ? row[own]! : (row.id ?? row.area_code ?? row.rule ?? row.role!)));
            found[table]![login] = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1)).join(' ') || '—';
          }
        });
      }
      expect(found).toEqual(expected());
    });
  });
});
