import type { TableCounts } from '../../api/imports/schema.ts';
import type { Database } from '../../db/open.ts';
import type { Reject } from '../types.ts';
import type { DoorKind } from './layers.ts';

interface Taken {
  import_number: number;
  import_row: string;
}

/** Finds the building of each row: by its id in its source, by compound and name, by name alone, by its address; only where one fits. */
export async function resolveBuildings(sql: Database): Promise<void> {
  await sql.unsafe('analyze import_door');
  const ways = [
    `select b.source_id as key, min(b.id) as id from building b group by 1 having count(*) = 1`,
    `select c.name || ' ' || b.name as key, min(b.id) as id from building b join compound c on c.id = b.compound_id
       where b.name is not null group by 1 having count(*) = 1`,
    // 3号楼 of 垂柳苑 may be called 垂柳苑3号楼.
    `select b.name as key, min(b.id) as id from building b where b.name is not null group by 1 having count(*) = 1`,
    `select b.name as key, min(b.id) as id from building b where b.name is not null group by 1 having count(*) = 1`,
    `select btrim(b.address) as key, min(b.id) as id from building b where b.address is not null group by 1 having count(*) = 1`,
  ];
  const keys = [
    's.building_source_id',
    `s.compound_name || ' ' || s.building_name`,
    's.compound_name || s.building_name',
    'case when s.compound_name is null then s.building_name end',
    'btrim(s.address)',
  ];
  for (const [at, way] of ways.entries())
    await sql.unsafe(
      `update import_door s set building_id = found.id from (${way}) found where s.building_id is null and ${keys[at]} = found.key`,
    );
}

/** Addresses of rows whose building is not found yet, each once. */
export async function listAddresses(sql: Database): Promise<string[]> {
  const rows = await sql<{ address: string }[]>`
    select distinct address from import_door where building_id is null and address is not null order by 1`;
  return rows.map(({ address }) => address);
}

/** Takes the buildings that addresses were found to mean. */
export async function takeResolved(sql: Database, found: { address: string; building_id: number }[]): Promise<void> {
  await sql`update import_door s set building_id = given.building_id
    from unnest(${found.map(({ address }) => address)}::text[], ${found.map(({ building_id }) => building_id)}::int[])
      given (address, building_id)
    where s.building_id is null and s.address = given.address`;
}

/** Takes out rows whose building was not found. */
export async function rejectNowhere(sql: Database): Promise<Reject[]> {
  const gone = await sql<(Taken & { said: string; field: string })[]>`
    delete from import_door where building_id is null
    returning import_number, import_row, concat_ws(' ', building_source_id, compound_name, building_name, address) as said,
      case when building_name is not null then 'building_name' when address is not null then 'address' else 'building_source_id' end as field`;
  return inOrder(gone).map(({ import_row, said, field }) => ({
    row: rowLabel(import_row),
    column: field,
    reason: {
      'zh-CN': `找不到楼栋“${said.slice(0, 60)}”，或有几栋都符合`,
      en: `there is no building "${said.slice(0, 60)}", or several fit`,
    },
  }));
}

/** Gives rows without a stair the only one of their building (1 where it has none yet), and takes out those that could be in several. */
export async function resolveUnits(sql: Database): Promise<Reject[]> {
  await sql`update import_door s set unit_no = coalesce(sole.unit_no, 1)
    from (select d.building_id, count(u.id) as units, min(u.unit_no) as unit_no
          from (select distinct building_id from import_door) d left join unit u on u.building_id = d.building_id group by 1) sole
    where s.unit_no is null and sole.building_id = s.building_id and sole.units <= 1`;
  const gone = await sql<Taken[]>`delete from import_door where unit_no is null returning import_number, import_row`;
  return inOrder(gone).map(({ import_row }) => ({
    row: rowLabel(import_row),
    column: 'unit_no',
    reason: { 'zh-CN': '这栋楼有几个单元，请填写单元号', en: 'the building has several units; give the number' },
  }));
}

/** Finds the stair of each row. */
export async function findUnits(sql: Database): Promise<void> {
  await sql`update import_door s set unit_id = u.id from unit u where u.building_id = s.building_id and u.unit_no = s.unit_no`;
}

const households = `select h.id, h.unit_id, door_key(h.door) as key from household h
    where h.unit_id in (select unit_id from import_door)
  union select h.id, h.unit_id, door_key(joined) from household h, unnest(h.joined_doors) joined
    where h.unit_id in (select unit_id from import_door)`;

/** Finds the household of each row by its door, however it is written. */
export async function resolveHouseholds(sql: Database): Promise<void> {
  await sql.unsafe(
    `update import_door s set household_id = h.id from (${households}) h where h.unit_id = s.unit_id and h.key = door_key(s.door)`,
  );
}

/** Takes out people at doors that are not there. */
export async function rejectDoorless(sql: Database): Promise<Reject[]> {
  const gone = await sql<(Taken & { door: string; unit_no: number })[]>`
    delete from import_door where household_id is null returning import_number, import_row, door, unit_no`;
  return inOrder(gone).map(({ import_row, door, unit_no }) => ({
    row: rowLabel(import_row),
    column: 'door',
    reason: {
      'zh-CN': `${unit_no}单元没有“${door}”这一户，请先导入住户`,
      en: `unit ${unit_no} has no door "${door}"; import households first`,
    },
  }));
}

/** Which columns make two rows of a file the same thing. */
const keyOf: Record<DoorKind, string> = {
  units: 'building_id, unit_no',
  households: 'building_id, unit_no, door_key(door)',
  residents: 'household_id, name_digest',
};

/** Takes out rows that stand in the file before: how many said the same, and the others. */
export async function rejectRepeated(
  sql: Database,
  kind: DoorKind,
  content: string[],
): Promise<{ united: number; rejects: Reject[] }> {
  const said =
    content.length === 0 ? 'true' : content.map((name) => `s.${name} is not distinct from f.${name}`).join(' and ');
  const gone = await sql.unsafe<(Taken & { first_row: string; same: boolean })[]>(
    `with repeated as (
       select import_number, first_value(import_number) over (partition by ${keyOf[kind]} order by import_number) as first_number from import_door)
     delete from import_door s using repeated r, import_door f
     where r.import_number = s.import_number and r.first_number < r.import_number and f.import_number = r.first_number
     returning s.import_number, s.import_row, f.import_row as first_row, (${said}) as same`,
  );
  const others = inOrder(gone).filter(({ same }) => !same);
  return {
    united: gone.length - others.length,
    rejects: others.map(({ import_row, first_row }) => ({
      row: rowLabel(import_row),
      reason: {
        'zh-CN': `与第 ${first_row} 行是同一${{ units: '单元', households: '户', residents: '人' }[kind]}，内容不同`,
        en: `it is the same ${{ units: 'unit', households: 'household', residents: 'person' }[kind]} as row ${first_row}, with other content`,
      },
    })),
  };
}

/** The register's columns that each staged column fills, of those that the file has. */
export function filled(kind: DoorKind, provided: ReadonlySet<string>): [own: string, staged: string][] {
  const all: Record<DoorKind, [string, string, string][]> = {
    units: [['unit_name', 'name', 'unit_name']],
    households: [
      ['floor', 'floor', 'floor'],
      ['door_state', 'door_state', 'door_state'],
      ['confirmed_on', 'confirmed_on', 'confirmed_on'],
    ],
    residents: [
      ['relation', 'relation', 'relation'],
      ['sex', 'sex', 'sex'],
      ['registered_here', 'registered_here', 'registered_here'],
      ['lives_here', 'lives_here', 'lives_here'],
      ['phone', 'phone_digest', 'phone_digest'],
      ['birth_date', 'birth_year', 'birth_year'],
    ],
  };
  return all[kind].filter(([field]) => provided.has(field)).map(([, own, from]) => [own, from]);
}

/** Says of each row whether it is new, changed or the same; of people, a day of birth within the year is looked at apart. */
export async function compareDoors(sql: Database, kind: DoorKind, provided: ReadonlySet<string>): Promise<void> {
  const pairs = filled(kind, provided).map(
    ([own, from]) => `t.${own} is distinct from s.${from} and s.${from} is not null`,
  );
  const differs = pairs.length === 0 ? 'false' : pairs.map((pair) => `(${pair})`).join(' or ');
  const meets = {
    units: 't.building_id = s.building_id and t.unit_no = s.unit_no',
    households: 't.id = s.household_id',
    residents: 't.household_id = s.household_id and t.name_digest = s.name_digest',
  }[kind];
  await sql.unsafe(
    `update import_door s set import_id = t.id, import_state = case when ${differs} then 'changed' else 'same' end
     from ${{ units: 'unit', households: 'household', residents: 'resident' }[kind]} t where ${meets}`,
  );
}

/** Takes out people who, with what is known of them, would neither be registered nor live there. */
export async function rejectNobody(sql: Database): Promise<Reject[]> {
  const gone = await sql<Taken[]>`
    delete from import_door s using resident r where r.id = s.import_id
      and not coalesce(s.registered_here, r.registered_here) and not coalesce(s.lives_here, r.lives_here)
    returning s.import_number, s.import_row`;
  return inOrder(gone).map(({ import_row }) => ({
    row: rowLabel(import_row),
    column: 'registered_here',
    reason: { 'zh-CN': '「户籍在此」与「居住在此」至少一项为是', en: 'a person is registered or lives here' },
  }));
}

/** People of whom all that can be compared is the same, with both days of birth, sealed. */
export function listBirthDates(
  sql: Database,
  after: number,
): Promise<{ import_number: number; given: Buffer; known: Buffer | null }[]> {
  return sql<{ import_number: number; given: Buffer; known: Buffer | null }[]>`
    select s.import_number, s.birth_date as given, r.birth_date as known from import_door s join resident r on r.id = s.import_id
    where s.import_state = 'same' and s.birth_date is not null and s.import_number > ${after} order by s.import_number limit 5000`;
}

/** These rows are changed after all. */
export async function markChanged(sql: Database, numbers: number[]): Promise<void> {
  await sql`update import_door set import_state = 'changed' where import_number = any (${numbers}::int[])`;
}

/** How many rows are new, changed and the same, and how many lie in no grid. */
export async function countDoors(sql: Database): Promise<TableCounts & { outside: number }> {
  const [counts] = await sql<[TableCounts & { outside: number }]>`
    select count(*) filter (where s.import_state is null)::int as new, count(*) filter (where s.import_state = 'changed')::int as changed,
      count(*) filter (where s.import_state = 'same')::int as same, count(*) filter (where b.area_code is null)::int as outside
    from import_door s join building b on b.id = s.building_id`;
  return counts;
}

/** Stairs that rows stand in and that are not there. */
export async function countNewUnits(sql: Database): Promise<number> {
  const [counts] = await sql<[{ units: number }]>`
    select count(distinct (building_id, unit_no))::int as units from import_door where unit_id is null`;
  return counts.units;
}

/** Makes those stairs. */
export async function insertUnits(sql: Database): Promise<void> {
  await sql`insert into unit (building_id, unit_no, name)
    select building_id, unit_no, coalesce(max(unit_name), unit_no || '单元') from import_door where unit_id is null
    group by building_id, unit_no order by building_id, unit_no`;
  await sql`update import_door s set unit_id = u.id from unit u
    where s.unit_id is null and u.building_id = s.building_id and u.unit_no = s.unit_no`;
}

/** Writes new doors or people, in the file's order. */
export async function insertNewDoors(sql: Database, kind: 'households' | 'residents'): Promise<void> {
  if (kind === 'households')
    await sql`insert into household (building_id, unit_id, floor, door, door_state, confirmed_on)
      select building_id, unit_id, floor, door, coalesce(door_state, 'unknown'), confirmed_on from import_door
      where import_state is null order by import_number`;
  else
    await sql`insert into resident (household_id, name, name_digest, phone, phone_digest, birth_date, birth_year, relation, sex,
        registered_here, lives_here)
      select household_id, name, name_digest, phone, phone_digest, birth_date, birth_year, coalesce(relation, 'other'), sex,
        coalesce(registered_here, false), coalesce(lives_here, true)
      from import_door where import_state is null order by import_number`;
}

/** Writes changed rows; what the file does not say stays. */
export async function updateChangedDoors(sql: Database, kind: DoorKind, provided: ReadonlySet<string>): Promise<void> {
  const pairs = filled(kind, provided).map(([own, from]) => `${own} = coalesce(s.${from}, t.${own})`);
  if (provided.has('phone')) pairs.push('phone = coalesce(s.phone, t.phone)');
  if (provided.has('birth_date')) pairs.push('birth_date = coalesce(s.birth_date, t.birth_date)');
  if (pairs.length === 0) return;
  await sql.unsafe(
    `update ${{ units: 'unit', households: 'household', residents: 'resident' }[kind]} t set ${pairs.join(', ')}
     from import_door s where s.import_state = 'changed' and t.id = s.import_id`,
  );
}

function inOrder<T extends Taken>(rows: Iterable<T>): T[] {
  return [...rows].sort((a, b) => a.import_number - b.import_number);
}

function rowLabel(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
