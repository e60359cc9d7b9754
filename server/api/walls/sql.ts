import type { Database } from '../../db/open.ts';
import type { Bounds } from '../wire.ts';
import { restingState, type Wall, type WallPlan, type WallState } from './schema.ts';

/** Walls in one answer. */
const MOST_WALLS = 200;

/** Columns of a wall as those see it who may steer it; its screens show to who looks after it only. */
function wallColumns(sql: Database) {
  return sql`w.id, w.name, w.area_code, (select a.name from area a where a.area_code = w.area_code) as area_name,
    w.column_count, w.row_count, w.plan, w.state, w.version, emergency_meets(w.area_code) as has_emergency,
    (select coalesce(json_agg(json_build_object('token_id', t.id, 'name', t.name, 'part', t.part,
        'seen_at', iso_time(s.seen_at), 'expires_at', iso_time(t.expires_at), 'report', s.report) order by t.part, t.id), '[]')
      from token t left join wall_screen s on s.token_id = t.id
      where t.wall_id = w.id and t.revoked_at is null and t.expires_at > now()
        and w.area_code ^@ any (scope_of('wall'))) as screens`;
}

type WallRow = Omit<Wall, 'state'> & { state: Partial<WallState> };
const wallOf = (row: WallRow): Wall => ({ ...row, state: { ...restingState, ...row.state } });

/** The walls that the caller may steer, in order of area, at most 200. */
export async function listWalls(sql: Database): Promise<Wall[]> {
  const rows = await sql<WallRow[]>`
    select ${wallColumns(sql)} from wall w where steers_wall(w.area_code, w.id)
    order by w.area_code, w.id limit ${MOST_WALLS}`;
  return rows.map(wallOf);
}

/** A wall that the caller may steer; undefined where there is none. */
export async function findWall(sql: Database, id: number): Promise<Wall | undefined> {
  const [row] = await sql<WallRow[]>`
    select ${wallColumns(sql)} from wall w where w.id = ${id} and steers_wall(w.area_code, w.id)`;
  return row && wallOf(row);
}

/** A wall's state, held until the transaction ends: of two commands at once the second builds on the first. */
export async function holdState(sql: Database, id: number): Promise<WallState | undefined> {
  const [row] = await sql<{ state: Partial<WallState> }[]>`
    select w.state from wall w where w.id = ${id} and steers_wall(w.area_code, w.id) for update`;
  return row && { ...restingState, ...row.state };
}

/** Numbers of the walls that a duty of the caller's touches: those whose code they may type. */
export async function listTouchedIds(sql: Database): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`select id from wall where touches_area(area_code) order by id`;
  return rows.map(({ id }) => id);
}

/** Makes a wall; its number. */
export async function insertWall(
  sql: Database,
  { name, area_code, column_count, row_count }: Pick<Wall, 'name' | 'area_code' | 'column_count' | 'row_count'>,
): Promise<number> {
  const [row] = await sql<[{ id: number }]>`insert into wall (name, area_code, column_count, row_count)
    values (${name}, ${area_code}, ${column_count}, ${row_count}) returning id`;
  return row.id;
}

/** Writes what of a wall changed; a plan of null is the product's again, one that is undefined stays. */
export async function updateWall(
  sql: Database,
  id: number,
  change: { name?: string; column_count?: number; row_count?: number; plan?: WallPlan | null },
): Promise<void> {
  const { plan, name = null, column_count = null, row_count = null } = change;
  await sql`update wall set name = coalesce(${name}, name), column_count = coalesce(${column_count}::int, column_count),
      row_count = coalesce(${row_count}::int, row_count),
      plan = ${plan === undefined ? sql`plan` : sql`${plan === null ? null : sql.json(plan as never)}::jsonb`},
      version = version + 1, updated_at = now()
    where id = ${id}`;
}

/** Writes a wall's state, of which its screens are told. */
export async function updateState(sql: Database, id: number, state: WallState): Promise<void> {
  await sql`update wall set state = ${sql.json(state as never)}, version = version + 1, updated_at = now() where id = ${id}`;
}

/** Tells a wall's screens to ask anew. */
export async function touchWall(sql: Database, id: number): Promise<void> {
  await sql`update wall set version = version + 1, updated_at = now() where id = ${id}`;
}

/** Removes a wall and the tokens of its screens. */
export async function deleteWall(sql: Database, id: number): Promise<void> {
  await sql`delete from wall where id = ${id}`;
}

/** How many screens may show a wall at this moment. */
export async function countScreens(sql: Database, id: number): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select count(*)::int as count from token
    where wall_id = ${id} and revoked_at is null and expires_at > now()`;
  return row.count;
}

/** Lets the screen in that waits with a code of this digest; false where none does. */
export async function letScreenIn(
  sql: Database,
  codeDigest: Buffer,
  { id, part, name }: { id: number; part: number; name: string },
): Promise<boolean> {
  const [row] = await sql<[{ let_in: boolean }]>`
    select let_screen_in(${codeDigest}, ${id}::int, ${part}::int, ${name}) as let_in`;
  return row.let_in;
}

/** Revokes the token of a wall's screen; its name, undefined where there is none. */
export async function shutOut(sql: Database, id: number, tokenId: number): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`update token set revoked_at = now()
    where id = ${tokenId} and wall_id = ${id} and revoked_at is null returning name`;
  return row?.name;
}

/** Remembers for some hours that the caller typed the wall's code. */
export async function takeRemote(sql: Database, id: number, hours: number): Promise<void> {
  await sql`select take_remote(${id}::int, ${hours}::int)`;
}

/** Bounds of an area; undefined where there is none. */
export async function findBounds(sql: Database, areaCode: string): Promise<Bounds | undefined> {
  const [row] = await sql<{ bounds: Bounds }[]>`select bounds from area_summary where area_code = ${areaCode}`;
  return row?.bounds;
}

/** The first wall of just this area; undefined where there is none. */
export async function findWallOfArea(sql: Database, areaCode: string): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`select id from wall where area_code = ${areaCode} order by id limit 1`;
  return row?.id;
}
