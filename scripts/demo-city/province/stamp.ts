import type { Database } from '../../../server/db/open.ts';
import { communityNames } from '../town/names.ts';
import { copied, schema } from './tables.ts';

/** Tables whose names are of stairs or of people; in all others they are words of the place, and become the copy's. */
const unplaced = new Set(['unit', 'resident', 'duty_holder']);
const placeColumns = new Set(['geometry', 'label_point', 'coarse', 'start_at', 'end_at']);
/** Each sign says something else; as the column's default has it. */
const newCode = `upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))`;
const nameColumns = new Set(['name', 'address', 'title', 'property_company', 'operator']);
const references: Record<string, string> = {
  building_id: 'building',
  compound_id: 'compound',
  unit_id: 'unit',
  household_id: 'household',
  squad_id: 'squad',
  visit_id: 'visit',
  deputy_of: 'duty_holder',
};
/** Share of the open incidents and owed visits that a community of a copy keeps: 0.4 to 1, by street and community. */
const kept = (row: string) =>
  `(${row}.id * 7 + s.number * 13) % 60 <= (s.number * 29 + substr(${row}.tail, 1, 3)::int * 17) % 37 + 24`;

/** Which rows of a template are copied, where not all are; what is known of people is copied where `s.lived_in_full`. */
const chosen: Record<string, string> = {
  area: "t.level <> 'district'",
  resident: 's.lived_in_full',
  visit: 's.lived_in_full',
  diary_entry: 's.lived_in_full',
  visit_duty: `(case when t.visit_id is null then ${kept('t')} else s.lived_in_full end)`,
  need_tag: '(t.expires_on >= s.newest::date or s.lived_in_full)',
  duty_holder: "(length(t.area_code) > 6 or right(s.area_code, 3) = '001')",
  incident: 't.rank <= s.incident_count',
};
const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈';

/** Copies of one street's rows of all tables, parents first; the row triggers and foreign keys must rest. */
export async function stampStreet(
  sql: Database,
  street: { number: number; town: number },
  columns: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  for (const table of copied) {
    const names = columns.get(table)!;
    const values = names.map((name) => copyOf(table, name));
    await sql.unsafe(
      `insert into ${table} (${names.join(', ')}) overriding system value
        select ${values.join(', ')} from ${schema}.street s, ${schema}.${table}_${street.town} t${table === 'incident' ? shifted : ''}
        where s.number = $1 and ${chosen[table] ?? 'true'}`,
      [street.number],
    );
  }
}

function copyOf(table: string, column: string): string {
  const own = table === 'incident' ? incidentValues[column] : undefined;
  if (own) return own;
  if (column === 'id') return `s.${table}_base + t.id`;
  if (references[column]) return `s.${references[column]}_base + t.${column}`;
  if (column === 'patrol_point_ids')
    return `array(select s.patrol_point_base + p from unnest(t.patrol_point_ids) with ordinality u(p, n) order by n)`;
  if (column === 'area_code') return code(table);
  if (column === 'parent_code') return `left(${code(table)}, -3)`;
  if (column === 'source_id') return `s.number || '/' || t.${table === 'area' ? 'area_code' : 'id'}`;
  if (column === 'code' && table === 'patrol_point') return newCode;
  if (placeColumns.has(column)) {
    const moved = `ST_Affine(t.${column}, s.sign, 0, 0, s.sign, s.x, s.y)`;
    // On the grid of whole hundred-millionths neighbours' corners are the same numbers.
    return table === 'area' && column === 'geometry' ? `ST_SnapToGrid(${moved}, 1e-8)` : moved;
  }
  if (nameColumns.has(column) && !unplaced.has(table)) return renaming(`t.${column}`);
  if ((table === 'duty_holder' && column === 'name') || column === 'author' || column === 'head_name')
    return surname(`t.${column}`);
  return `t.${column}`;
}

function code(table: string): string {
  const full = 's.area_code || case when s.sign < 0 then t.turned_tail else t.tail end';
  // A duty holder of the whole district stands in its first street's copy.
  return table === 'duty_holder'
    ? `case when length(t.area_code) > 6 then ${full} else left(s.area_code, 6) end`
    : full;
}

/** The town's own words for district, street and communities become those of the copy. */
function renaming(value: string): string {
  const above = `replace(replace(${value}, '澄江', s.district_word), '望河', s.word)`;
  const communities = communityNames.reduce(
    (inner, name, index) =>
      `replace(replace(${inner}, '${name}社区', s.community_words[${index + 1}] || '社区'), '${name}第', s.community_words[${index + 1}] || '第')`,
    above,
  );
  return `case when ${value} like '%社区%' or ${value} like '%网格' then ${communities} else ${above} end`;
}

/** Another surname for the same given name: nobody answers for two places in different districts. */
function surname(value: string): string {
  return `substr('${surnames}', (ascii(${value}) + s.number * 31) % ${surnames.length} + 1, 1) || substr(${value}, 2)`;
}

/**
 * Closed incidents move round the year by whole weeks, open ones stay in their day or are closed, all shift by some
 * minutes: copies of one town do not report in the same instants, and differ in what is open. Nothing is closed after
 * now: of what would be, half stays in its day, so that with the open ones the last days are as full as others.
 */
const shifted = `, lateral (select t.open and ${kept('t')} as still_open,
    (t.id * 37 + s.number * 17) % 40 * interval '-1 minute' as little,
    s.newest - t.reported_at - interval '1 second'
      * mod(floor(extract(epoch from s.newest - t.reported_at))::bigint + s.number * 7 % 52 * 604800, 364 * 86400) as turned) m,
  lateral (select m.little + case when m.still_open or t.closed_at + m.turned >= s.newest and (t.id + s.number) % 2 = 0
    then interval '0' else m.turned end as by) f,
  lateral (select t.reported_at + f.by as reported_at) r,
  lateral (select t.closed_at is not null or t.open and not m.still_open as closed, r.reported_at
    + least(s.newest - r.reported_at, interval '6 days') * (0.05 + (t.id * 11 + s.number) % 91 / 100.0) as soon) c`;

const incidentValues: Record<string, string> = {
  reported_at: 'r.reported_at',
  found_at: 't.found_at + f.by',
  due_at: 't.due_at + f.by',
  remind_at: 'case when m.still_open then t.remind_at + f.by end',
  escalate_at: 'case when m.still_open then t.escalate_at + f.by end',
  closed_at: 'case when t.closed_at + f.by < s.newest then t.closed_at + f.by when c.closed then c.soon end',
  status: "case when t.open and not m.still_open then 'closed' else t.status end",
  settled_at: "case when t.open and not m.still_open then 'grid' else t.settled_at end",
  holder_code: `left(${code('incident')}, length(t.holder_code))`,
  // A copy's record begins with the copy: one event that says how it stands.
  version: '1',
  last_kind: "'imported'",
  ...{ merged_into: 'null', suspected_of: 'null', joined_count: '0' },
  incident_code: `'SJ' || to_char(r.reported_at at time zone s.time_zone, 'YYYYMMDD') || '-' || s.area_code || '-' || lpad(t.rank::text, 5, '0')`,
};
