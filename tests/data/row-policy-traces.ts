import type { Database } from '../../server/db/open.ts';
import { insertPacks } from '../access/matrix-packs.ts';
import { testSealer } from '../helpers/sealer.ts';

/** What the town has none of: diaries, openings, alerts, events, hand-overs. */
export async function insertTraces(sql: Database): Promise<void> {
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
  await insertWalls(sql);
  await insertPatrols(sql);
  await insertPasts(sql);
  await insertCampaigns(sql);
  await insertPacks(sql);
  await insertImports(sql);
  await insertDoubtful(sql);
  await sql`insert into quality_report (area_code, made_at, took_ms, report)
    select code, now(), 1, '{}' from unnest('{990106,990106001,990106001001,990106001002}'::text[]) code`;
}

/** A batch with a rejected row and a mended cell. */
async function insertImports(sql: Database): Promise<void> {
  await sql`insert into import_batch (id, kind, file_name, source, size_bytes) overriding system value
    values (995, 'places', '地名.csv', '地名', 10)`;
  await sql`insert into import_reject (id, batch_id, row_label, zh, en) overriding system value values (995, 995, '2', '缺名称', 'no name')`;
  await sql`insert into import_fix (id, batch_id, row_label, column_name, value) overriding system value
    values (995, 995, '2', '名称', ${testSealer.seal('import_fix.value', '甲')})`;
}

/** A doubtful address in the north (986) and one in the south (987), and what somebody calls a compound. */
async function insertDoubtful(sql: Database): Promise<void> {
  await sql`insert into geocode_review (id, area_code, text) overriding system value
    values (986, '990106001001', '清河新村3幢'), (987, '990106001002', '机床宿舍')`;
  await sql`insert into geocode_synonym (id, area_code, text, kind, name) overriding system value
    values (986, '990106001002', '老机床院', 'compound', '清河花园')`;
}

/** A campaign in the north and one in the south, of a door each. */
async function insertCampaigns(sql: Database): Promise<void> {
  await sql`insert into campaign (id, area_code, name, purpose, starts_on, ends_on, doors) overriding system value values
    (996, '990106001001', '北区核实', '人口核实', current_date, current_date, 'all'),
    (997, '990106001002', '南区核实', '人口核实', current_date, current_date, 'all')`;
  await sql`insert into campaign_door (id, campaign_id, household_id, building_id, area_code) overriding system value values
    (996, 996, 41, 21, '990106001001001'), (997, 997, 48, 23, '990106001002001')`;
}

/** What the registers said before, of the north (986) and of the south (987), and three changes: 988 of the whole district. */
async function insertPasts(sql: Database): Promise<void> {
  await sql`insert into duty_body (id, kind, area_code, name, starts_on) overriding system value
    values (996, 'party_branch', '990106001001', '支部', '2026-01-01')`;
  await sql`truncate merging, change, household_past, resident_past, need_tag_past, duty_holder_past, duty_body_past`;
  await sql`insert into change (id, kind, area_code) overriding system value values
    (986, 'edit', '990106001001001'), (987, 'edit', '990106001002001'), (988, 'import', '990106')`;
  await sql`insert into merging (change_id, kind, area_code, kept_id, gone_id)
    select id, 'household', area_code, 41, 42 from change where id < 988`;
  const areas = sql`(values (986, '990106001001001', 41), (987, '990106001002001', 48)) given (id, area_code, household_id)`;
  await sql`insert into household_past (id, area_code, building_id, true_to, known_to)
    select id, area_code, 24, current_date, now() from ${areas}`;
  await sql`insert into resident_past (id, household_id, true_to, known_to) select id, household_id, current_date, now() from ${areas}`;
  await sql`insert into need_tag_past (id, household_id, true_to, known_to)
    select id, household_id, current_date, now() from ${areas} where id = 986`;
  await sql`insert into duty_body_past (id, area_code, true_to, known_to) select id, area_code, current_date, now() from ${areas}`;
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
