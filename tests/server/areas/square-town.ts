import type { Database } from '../../../server/db/open.ts';
import { insertRows, rectangle } from '../../fixtures/town-rows.ts';

/** A street with one community, far from the rest of the fixture town's district: eight grids in two rows of four, each 0.004° by 0.003°. */
export const squareTown = { street: '990106901', community: '990106901001' } as const;
export const corner = [120, 30] as const;
const [wide, high] = [0.004, 0.003];
/** `[west, south, east, north]`. */
export const townEdge = [corner[0], corner[1], corner[0] + 4 * wide, corner[1] + 2 * high] as const;

/** The code of a grid of the square town, from 1. */
export const gridCode = (n: number) => `${squareTown.community}${String(n).padStart(3, '0')}`;

/**
 * Writes the square town: 8 grids, 40 buildings of 5 households, in every building a resident a household, a visit each, a visit owed in
 * every second, an incident at each building, a patrol point a grid, a duty holder and a squad a grid.
 */
export async function insertSquareTown(sql: Database): Promise<void> {
  const row = (area_code: string, level: string, name: string, geometry: string) => ({
    area_code,
    level,
    name,
    geometry,
  });
  const whole = rectangle(...townEdge);
  await insertRows(sql, 'area', [
    row(squareTown.street, 'street', '方街道', whole),
    row(squareTown.community, 'community', '方社区', whole),
    ...Array.from({ length: 8 }, (_, at) => {
      const [west, south] = [corner[0] + (at % 4) * wide, corner[1] + Math.floor(at / 4) * high];
      return row(gridCode(at + 1), 'grid', `方格${at + 1}`, rectangle(west, south, west + wide, south + high));
    }),
  ]);
  await sql`insert into building (address, geometry)
    select '方路' || n || '号', ST_Multi(ST_Expand(ST_SetSRID(ST_MakePoint(
      ${corner[0]} + ${wide} * (n % 20 + 0.53) / 5, ${corner[1]} + ${high} * (n / 20 + 0.2 + 0.013 * (n * 7 % 41))), 4326), 0.00005))
    from generate_series(0, 39) n`;
  await sql`insert into unit (building_id, unit_no, name)
    select id, 1, '一单元' from building where area_code ^@ ${squareTown.community}`;
  await sql`insert into household (building_id, unit_id, floor, door)
    select u.building_id, u.id, f, f || '01' from unit u join building b on b.id = u.building_id, generate_series(1, 5) f
    where b.area_code ^@ ${squareTown.community}`;
  const homes = sql`select id from household where area_code ^@ ${squareTown.community}`;
  await sql`insert into resident (household_id, sex, registered_here, lives_here, name, birth_date)
    select id, 'female', true, true, '\\x01', '\\x01' from (${homes}) h`;
  await sql`insert into visit (household_id, visited_at, outcome) select id, now() - interval '40 days', 'met' from (${homes}) h`;
  await sql`insert into visit_duty (household_id, duty, due_on) select id, 'hardship', current_date from (${homes}) h where id % 2 = 0`;
  await sql`insert into incident (incident_code, category, title, reported_at, geometry)
    select 'Q' || id, 'noise', '方', now() - interval '20 days', ST_PointOnSurface(geometry) from building
    where area_code ^@ ${squareTown.community}`;
  const grids = sql`select area_code, name, label_point from area where parent_code = ${squareTown.community}`;
  await sql`insert into squad (area_code, kind, name, member_count) select area_code, 'volunteer', name || '队', 4 from (${grids}) g order by area_code`;
  await sql`insert into duty_holder (area_code, role, name, starts_on) select area_code, 'grid_worker', name || '员', '2024-01-01' from (${grids}) g order by area_code`;
  await sql`insert into account (login, display_name, area_code) values ('square', '方格', ${squareTown.community}) on conflict do nothing`;
  await sql`insert into account_grant (account_id, role, area_code, starts_on)
    select (select min(id) from account), 'grid_worker', area_code, '2024-01-01' from (${grids}) g order by area_code`;
}
