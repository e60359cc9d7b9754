import type { Database } from '../../../server/db/open.ts';
import { testSealer } from '../../helpers/sealer.ts';

/** The moment by which the rows are old. */
export const now = new Date('2040-06-15T04:00:00Z');

/** What each rule is applied to: two rows a rule, the first over its days by one day, the second not yet by one. */
export async function insertOldRows(sql: Database): Promise<void> {
  // Nothing of the fixture town is in the way.
  await sql`truncate session, token, need_tag, visit, visit_duty, diary_entry, duty_holder, incident, opening, access_alert,
    audit_event, account_grant, hand_over, retention_run restart identity cascade`;
  const moments = (keep: number) => [keep + 1, keep - 1].map((days) => new Date(now.getTime() - days * 86_400_000));
  const each = async (keep: number, insert: Insert) => {
    for (const [n, at] of moments(keep).entries()) await insert(at.toISOString(), at.toISOString().slice(0, 10), n + 1);
  };
  await each(
    30,
    (at, _, n) => sql`insert into session (digest, account_id, idle_s, last_used_at, expires_at)
    values (${Buffer.from([n])}, 301, 7200, ${at}::timestamptz - interval '2 hours', now() + interval '30 years')`,
  );
  await each(
    30,
    (at, _, n) => sql`insert into session (digest, account_id, idle_s, last_used_at, expires_at, revoked_at)
    values (${Buffer.from([9, n])}, 301, 2000000000, now(), now() + interval '30 years', ${at})`,
  );
  await each(
    365,
    (at, _, n) => sql`insert into token (digest, kind, name, account_id, area_code, rights, expires_at)
    values (${Buffer.from([n])}, 'api', '甲', 301, '990106', '{map}', ${at})`,
  );
  await each(
    365,
    (_, day) => sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
    values (41, 'support', '走访', ${testSealer.seal('need_tag.basis', '甲')}, ${day}::date - 9, ${day})`,
  );
  await each(1825, (at) => sql`insert into visit (household_id, visited_at, outcome) values (41, ${at}, 'met')`);
  // A visit as old whose duty is younger stays with it.
  await sql`insert into visit (household_id, visited_at, outcome) values (45, '2030-01-01', 'met')`;
  await sql`insert into visit_duty (household_id, duty, due_on, visit_id)
    select 45, 'support', ${now.toISOString()}::date - 5, max(id) from visit`;
  await each(
    730,
    (_, day) => sql`insert into visit_duty (household_id, duty, due_on, visit_id)
    select 41, 'support', ${day}, max(id) from visit`,
  );
  await each(730, (_, day) => sql`insert into visit_duty (household_id, duty, due_on) values (46, 'support', ${day})`);
  await each(
    730,
    (at) => sql`insert into diary_entry (area_code, author, written_at, body)
    values ('990106', '甲', ${at}, ${testSealer.seal('diary_entry.body', '甲')})`,
  );
  await each(
    365,
    (_, day) => sql`insert into duty_holder (area_code, role, name, phone, starts_on, ends_on)
    values ('990106', 'grid_worker', '甲', '13300000000', '2020-01-01', ${day})`,
  );
  await each(
    365,
    (_, day) => sql`insert into duty_body (kind, area_code, name, phone, starts_on, ends_on)
    values ('party_branch', '990106', '支部', '13300000000', '2020-01-01', ${day})`,
  );
  await each(
    1825,
    (at, _, n) => sql`insert into incident (incident_code, category, title, description, address, status, channel,
      reported_at, due_at, closed_at, geometry)
    values (${`X${n}`}, 'noise', '张三家漏水', '说明', '1幢', 'closed', 'public', ${at}::timestamptz - interval '2 days', ${at}, ${at},
      ST_SetSRID(ST_MakePoint(0, 0), 4326))`,
  );
  await each(
    1825,
    (
      at,
      _,
      n,
    ) => sql`insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, text, photos)
    select id, 2, 'noted', ${at}, 'rule', 'closed', '张三来电', ${['a'.repeat(64)]} from incident where incident_code = ${`X${n}`}`,
  );
  await each(
    90,
    (
      at,
      _,
      n,
    ) => sql`insert into incident (incident_code, category, title, status, channel, reported_at, closed_at, geometry, reporter_contact)
    values (${`Y${n}`}, 'noise', '噪声', 'closed', 'public', ${at}, ${at}, ST_SetSRID(ST_MakePoint(0, 0), 4326),
      ${testSealer.seal('incident.reporter_contact', '张三')})`,
  );
  await each(
    1825,
    (at, _, n) => sql`with made as (insert into mediation_case (area_code, kind, stage, closed_at, case_code)
      values ('990106001001', 'neighbour', 'closed', ${at}, ${`Z${n}`}) returning id)
    insert into mediation_paper (case_id, version, part, body)
    select id, 1, 'matter', ${testSealer.seal('mediation_paper.body', '张三')} from made`,
  );
  await each(
    1825,
    (at, _, n) => sql`with made as (insert into emergency (plan, grade, area_code, reason, ended_at, summary)
      values ('fire', 1, ${`99010600${n}`}, '张三报告', ${at}, '李四说明') returning id),
    ordered as (insert into emergency_order (emergency_id, text, department) select id, '请张三到场', 'fire' from made)
    insert into emergency_event (emergency_id, version, kind, text) select id, 1, 'declared', '张三报告' from made`,
  );
  await each(
    1095,
    (at) => sql`insert into opening (household_id, account_id, role, purpose, opened_at, expires_at)
    values (41, 301, 'street_leader', 'visit', ${at}::timestamptz - interval '5 minutes', ${at})`,
  );
  await each(
    1095,
    (at) => sql`insert into access_alert (kind, account_id, area_code, raised_at, detail, handled_at)
    values ('openings_bulk', 301, '', ${at}, '{}', ${at})`,
  );
  await sql`insert into access_alert (kind, account_id, area_code, raised_at, detail) values ('open', 301, '', '2020-01-01', '{}')`;
  await each(1095, (at) => sql`insert into audit_event (kind, happened_at) values ('sign_in', ${at})`);
  await each(
    1825,
    (_, day) => sql`insert into account_grant (account_id, role, area_code, starts_on, ends_on)
    values (301, 'grid_worker', '', '2020-01-01', ${day})`,
  );
  await each(
    1825,
    (_, day) => sql`insert into hand_over (role, area_code, from_account_id, to_account_id, effective_on)
    values ('grid_worker', '', 301, 302, ${day})`,
  );
  await each(1095, (at) => sql`insert into retention_run (asked_by, started_at, ran_at) values (302, ${at}, ${at})`);
  await each(
    365,
    (at) => sql`insert into geocode_review (area_code, text, decision, asked_at, decided_at)
    values ('990106', '某处', 'no_place', '2020-01-01', ${at})`,
  );
  await insertOldPatrols(sql, each);
  await insertOldPasts(sql, each);
  await insertOldImports(sql, each);
  await each(
    1,
    (at) => sql`insert into diary_entry (area_code, author, written_at, deleted_at, body)
    values ('990106', '甲', ${now}, ${at}, ${testSealer.seal('diary_entry.body', '甲')})`,
  );
  await each(
    365,
    (_, day) => sql`with made as (insert into campaign (area_code, name, purpose, starts_on, ends_on, doors)
      values ('990106', '核实', '核实', '2020-01-01', ${day}, 'all') returning id)
    insert into campaign_door (campaign_id, household_id, building_id, area_code) select id, 41, 21, '990106001001001' from made`,
  );
}

/** Batches of imports: their rejected rows, what rows said before them, and themselves. */
async function insertOldImports(sql: Database, each: Each): Promise<void> {
  const batch = (at: string, applied_at: string | null) => sql`insert into import_batch
    (kind, file_name, source, size_bytes, state, made_at, applied_at)
    values ('places', '地名.csv', '地名', 1, ${applied_at ? 'applied' : 'read'}, ${at}, ${applied_at}) returning id`;
  await each(
    90,
    (at) => sql`with made as (${batch(at, null)})
    insert into import_reject (batch_id, row_label, zh, en) select id, '2', '“张三”不是日期', 'no date' from made`,
  );
  await each(
    365,
    (at) => sql`with made as (${batch(at, at)})
    insert into import_before (batch_id, table_name, row_id, deleted, before) select id, 'place', 1, false, '{}' from made`,
  );
  await each(1825, (at) => batch(at, null));
}

/** What the registers said before, and notes on why it was changed. */
async function insertOldPasts(sql: Database, each: Each): Promise<void> {
  await sql`truncate household_past, resident_past, need_tag_past, duty_holder_past, duty_body_past, change restart identity cascade`;
  await each(3650, (at) => sql`insert into household_past (id, true_to, known_to) values (41, ${at}, ${at})`);
  await each(1825, (at) => sql`insert into resident_past (id, true_to, known_to) values (51, ${at}, ${at})`);
  await each(
    365,
    (at) => sql`insert into need_tag_past (id, expires_on, true_to, known_to) values (61, '2050-01-01', ${at}, ${at})`,
  );
  await each(
    365,
    (at) => sql`insert into duty_holder_past (id, phone, true_to, known_to) values (221, '13300000000', ${at}, ${at})`,
  );
  await each(1825, (at) => sql`insert into change (kind, note, made_at) values ('edit', '张三来电', ${at})`);
  await each(
    365,
    (at) => sql`insert into duty_body_past (id, phone, true_to, known_to) values (1, '13300000000', ${at}, ${at})`,
  );
  await sql`truncate joined_record`;
  await each(
    730,
    (at, _, n) => sql`insert into joined_record (household_id, kept_id, table_name, row_id, was, joined_at)
    values (41, 42, 'visit_duty', ${n}, '{"duty": "support"}', ${at})`,
  );
}

type Each = (keep: number, insert: Insert) => Promise<void>;
type Insert = (at: string, day: string, n: number) => PromiseLike<unknown>;

/** A walk without a pass in a declared shift, so long that there can be tracks of it, and what the rules of patrols are applied to. */
async function insertOldPatrols(sql: Database, each: Each): Promise<void> {
  const area_code = '990106001001';
  await sql`insert into squad (id, area_code, kind, name, member_count) overriding system value values (991, ${area_code}, 'full_time', '北队', 4)`;
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people, purpose, purpose_reason) overriding system value
    values (991, 991, '2040-06-15', '18:00', '06:00', 2, 'safety', '节日值守')`;
  await sql`insert into patrol_plan (id, area_code, name, day, input) overriding system value
    values (991, ${area_code}, '今夜', '2040-06-15', '{}')`;
  await sql`insert into patrol_walk (id, plan_id, squad_id, shift_id, area_code, starts_at, ends_at, route) overriding system value
    values (991, 991, 991, 991, ${area_code}, '2040-05-01', '2040-06-15', '{}')`;
  const geometry = 'SRID=4326;POINT(112.1 32)';
  await each(
    30,
    (at) => sql`insert into patrol_track (walk_id, area_code, recorded_at, geometry)
    values (991, ${area_code}, ${at}, ${geometry}::geometry)`,
  );
  await each(
    365,
    (at) => sql`insert into patrol_handover (shift_id, body, written_at) values (991, '北门灯不亮', ${at})`,
  );
  await each(
    365,
    (_, day) => sql`insert into patrol_shift (squad_id, day, starts_at, ends_at, people, note)
    values (991, ${day}, '18:00', '22:00', 2, '带手电')`,
  );
  await each(
    1095,
    (at) => sql`insert into patrol_check_in (key, walk_id, point_id, visit, at, way)
    values (gen_random_uuid(), 991, 181, 1, ${at}, 'button')`,
  );
  // A week after it opens nothing any more, which is three days after the walk.
  await each(
    10,
    (
      at,
      _,
      n,
    ) => sql`insert into patrol_walk (plan_id, squad_id, area_code, pass_digest, pass_sealed, starts_at, ends_at, route)
    values (991, ${170 + n}, ${area_code}, ${Buffer.from([n])}, ${testSealer.seal('patrol_walk.pass_sealed', '甲')},
      ${at}::timestamptz - interval '6 hours', ${at}, '{}')`,
  );
}
