import type { Database } from '../../db/open.ts';
import type {
  Campaign,
  CampaignBody,
  CampaignDoor,
  CampaignPart,
  DoorChoice,
  DoorOutcome,
  KnockBody,
} from './schema.ts';

const columns = (sql: Database, today: string) => sql`c.id, c.area_code, a.name as area_name, c.name, c.purpose,
  c.starts_on::text, c.ends_on::text, c.doors, c.tag, c.questions, c.version,
  case when c.status = 'ended' or c.ends_on < ${today}::date then 'ended' when c.status = 'paused' then 'paused'
    when c.starts_on > ${today}::date then 'coming' else 'running' end as state`;

/** At most so many campaigns are listed. */
const MOST_LISTED = 200;

/** The campaigns that the caller has to do with, newest first. */
export function listCampaigns(sql: Database, today: string, areaCode: string | undefined): Promise<Campaign[]> {
  return sql<Campaign[]>`
    select ${columns(sql, today)} from campaign c left join area a on a.area_code = c.area_code
    ${areaCode === undefined ? sql`` : sql`where starts_with(c.area_code, ${areaCode}) or starts_with(${areaCode}, c.area_code)`}
    order by c.id desc limit ${MOST_LISTED}`;
}

/** One campaign; undefined where there is none that the caller has to do with. */
export async function findCampaign(sql: Database, id: number, today: string): Promise<Campaign | undefined> {
  const [row] = await sql<Campaign[]>`
    select ${columns(sql, today)} from campaign c left join area a on a.area_code = c.area_code where c.id = ${id}`;
  return row;
}

/** Which doors a campaign has. */
export interface Choice {
  area_code: string;
  doors: DoorChoice;
  tag?: string | undefined;
  building_ids: number[];
}

/** How many doors of how many buildings a choice has, in tens (null: fewer) for who does not see the doors. */
export async function sizeOf(
  sql: Database,
  { area_code, doors, tag, building_ids }: Choice,
  today: string,
): Promise<{ door_count: number | null; building_count: number | null }> {
  const [row] = await sql<[{ door_count: number | null; building_count: number | null }]>`
    select door_count, building_count
    from campaign_size(${area_code}, ${doors}, ${tag ?? null}, ${building_ids}::int[], ${today}::date)`;
  return row;
}

/** Makes a campaign of the caller's and freezes its doors; how many. */
export async function beginCampaign(
  sql: Database,
  body: CampaignBody,
  { accountId, today }: { accountId: number; today: string },
): Promise<{ id: number; door_count: number }> {
  const { area_code, name, purpose, starts_on, ends_on, doors, tag, questions, building_ids } = body;
  const [made] = await sql<[{ id: number }]>`
    insert into campaign (area_code, name, purpose, starts_on, ends_on, doors, tag, questions, created_by)
    values (${area_code}, ${name}, ${purpose}, ${starts_on}, ${ends_on}, ${doors}, ${tag ?? null}, ${questions}, ${accountId})
    returning id`;
  const [frozen] = await sql<[{ door_count: number }]>`
    select begin_campaign(${made.id}, ${building_ids}::int[], ${today}::date) as door_count`;
  return { id: made.id, door_count: frozen.door_count };
}

/** Sets the status of a campaign that still is as it was read; false where it is not. */
export async function setStatus(sql: Database, id: number, version: number, status: string): Promise<boolean> {
  const rows = await sql`update campaign set status = ${status}, version = version + 1
    where id = ${id} and version = ${version} and status <> 'ended' returning id`;
  return rows.length > 0;
}

/** A row of progress by building. */
type BuildingRow = Omit<CampaignPart, 'outcomes' | 'door_count' | 'done_count'> & {
  door_count: number;
  done_count: number;
} & Record<DoorOutcome, number>;

/** How far a campaign is, by building, as far as the caller sees doors; in order of the area's code, then the name. */
export function listBuildings(sql: Database, id: number): Promise<BuildingRow[]> {
  return sql<BuildingRow[]>`
    select d.area_code, a.name as area_name, d.building_id, coalesce(b.name, b.address, '') as name, count(*)::int as door_count,
      (count(*) filter (where d.state <> 'to_do'))::int as done_count,
      (count(*) filter (where d.state = 'met'))::int as met, (count(*) filter (where d.state = 'no_answer'))::int as no_answer,
      (count(*) filter (where d.state = 'refused'))::int as refused, (count(*) filter (where d.state = 'moved'))::int as moved
    from campaign_door d left join area a on a.area_code = d.area_code left join building b on b.id = d.building_id
    where d.campaign_id = ${id}
    group by d.area_code, a.name, d.building_id, b.name, b.address order by d.area_code, name, d.building_id`;
}

/** How far a campaign is, by grid in tens, for who arranges it and sees no doors; the row without a code is the whole. */
export function listTens(sql: Database, id: number) {
  return sql<{ area_code: string | null; name: string | null; door_count: number | null; done_count: number | null }[]>`
    select t.area_code, a.name, t.door_count, t.done_count from campaign_tens(${id}) t
    left join area a on a.area_code = t.area_code order by t.area_code nulls last`;
}

/** The doors of a campaign in a building, by unit, from the lowest floor up. */
export function listDoors(sql: Database, id: number, buildingId: number): Promise<CampaignDoor[]> {
  return sql<CampaignDoor[]>`
    select d.household_id, u.name as unit_name, h.floor, h.door, d.state, iso_time(d.knocked_at) as knocked_at, d.answers
    from campaign_door d join household h on h.id = d.household_id join unit u on u.id = h.unit_id
    where d.campaign_id = ${id} and d.building_id = ${buildingId} order by u.unit_no, h.floor, h.door`;
}

/** A door as a knock finds it. */
export interface KnockedDoor {
  id: number;
  area_code: string;
  state: CampaignDoor['state'];
  visit_id: number | null;
}

/** A door of a campaign, held until the transaction ends; undefined where it has none that the caller edits. */
export async function holdDoor(sql: Database, id: number, householdId: number): Promise<KnockedDoor | undefined> {
  const [row] = await sql<KnockedDoor[]>`select id, area_code, state, visit_id from campaign_door
    where campaign_id = ${id} and household_id = ${householdId} for update`;
  return row;
}

/** Writes what came of a knock. */
export async function setDoor(
  sql: Database,
  doorId: number,
  { state, answers }: Pick<KnockBody, 'state' | 'answers'>,
  by: { accountId: number; now: Date; visit_id: number | null },
): Promise<void> {
  const open = state === 'to_do';
  await sql`update campaign_door set state = ${state}, answers = ${sql.json(answers)},
      knocked_at = ${open ? null : by.now}, account_id = ${open ? null : by.accountId}, visit_id = ${by.visit_id}
    where id = ${doorId}`;
}

/** Takes back the visit of a knock; what it fulfilled is owed again. One that is not the caller's of this day stays. */
export async function takeBackVisit(sql: Database, visitId: number): Promise<void> {
  await sql`delete from visit where id = ${visitId}`;
}
