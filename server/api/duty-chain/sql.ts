import type { Database } from '../../db/open.ts';
import type { AreaSummary, LonLat } from '../wire.ts';
import type { ChainHolder, DutyBody } from './schema.ts';

/** A place of which the chain is asked; nulls where it lies in none. */
export interface ChainPlace {
  centre: LonLat;
  area_code: string | null;
  path: AreaSummary[];
  compound: { id: number; area_code: string; name: string; property_company: string | null } | null;
  building: { id: number; area_code: string | null; name: string; unit_count: number } | null;
  unit: { id: number; name: string } | null;
  departments: string[];
}

/** What is asked: one of these. */
export interface PlaceAsked {
  lon?: number | undefined;
  lat?: number | undefined;
  area_code?: string | undefined;
  building_id?: number | undefined;
  unit_id?: number | undefined;
}

/** The place that is asked for; undefined where there is no such area, building or unit. A point is always somewhere. */
export async function findPlace(sql: Database, asked: PlaceAsked): Promise<ChainPlace | undefined> {
  const [row] = await sql<ChainPlace[]>`
    with asked as (${askedPlace(sql, asked)}),
    placed as (
      select asked.*, b.area_code as building_area, coalesce(asked.area_code, b.area_code, grid_at(asked.point)) as at_code,
        coalesce(b.compound_id, (select c.id from compound c
          where asked.area_code is null and ST_Covers(c.geometry, asked.point) order by c.id limit 1)) as compound_id
      from asked left join building b on b.id = asked.building_id)
    select lon_lat(p.point) as centre, p.at_code as area_code, area_path(p.at_code) as path, departments_at(p.at_code) as departments,
      (select json_build_object('id', c.id, 'area_code', coalesce(c.area_code, p.at_code), 'name', c.name,
        'property_company', c.property_company) from compound c where c.id = p.compound_id) as compound,
      (select json_build_object('id', b.id, 'area_code', b.area_code, 'name', coalesce(b.address, b.name, '#' || b.id),
        'unit_count', (select count(*)::int from unit u where u.building_id = b.id))
        from building b where b.id = p.building_id) as building,
      (select json_build_object('id', u.id, 'name', u.name) from unit u where u.id = p.unit_id) as unit
    from placed p`;
  return row;
}

function askedPlace(sql: Database, { lon, lat, area_code, building_id, unit_id }: PlaceAsked) {
  if (area_code !== undefined)
    return sql`select area_code, null::int as building_id, null::int as unit_id, label_point as point from area
      where area_code = ${area_code}`;
  if (unit_id !== undefined)
    return sql`select null::text as area_code, b.id as building_id, u.id as unit_id, ST_PointOnSurface(b.geometry) as point
      from unit u join building b on b.id = u.building_id where u.id = ${unit_id}`;
  if (building_id !== undefined)
    return sql`select null::text as area_code, id as building_id, null::int as unit_id, ST_PointOnSurface(geometry) as point
      from building where id = ${building_id}`;
  return sql`select null::text as area_code, building_at(at.point) as building_id, null::int as unit_id, at.point
    from (select ST_SetSRID(ST_MakePoint(${lon!}, ${lat!}), 4326) as point) at`;
}

/** Columns of a holder, its table named h. */
export const holderColumns = (
  sql: Database,
) => sql`h.id, h.role, h.name, h.phone, h.starts_on::text, h.ends_on::text, h.note,
  h.version, h.area_code, h.building_id, h.unit_id, h.deputy_of, h.account_id`;
/** Columns of a body, its table named d. */
export const bodyColumns = (
  sql: Database,
) => sql`d.id, d.kind, d.name, d.head_name, d.phone, d.starts_on::text, d.ends_on::text,
  d.note, d.version, d.area_code, d.compound_id, d.building_id`;

/** In office on a day. @param alias of the table. */
export function inOffice(sql: Database, alias: 'h' | 'd', today: string) {
  const column = (name: string) => sql(`${alias}.${name}`);
  return sql`${column('starts_on')} <= ${today}::date and (${column('ends_on')} is null or ${column('ends_on')} > ${today}::date)`;
}

/** Who is in office along the way to a place, deputies too; longest in office first. */
export function listChainHolders(sql: Database, place: ChainPlace, today: string): Promise<ChainHolder[]> {
  const codes = place.path.map(({ area_code }) => area_code);
  return sql<ChainHolder[]>`select ${holderColumns(sql)} from duty_holder h
    where ${inOffice(sql, 'h', today)} and (h.building_id is null and h.area_code = any (${codes}::text[])
      or h.building_id = ${place.building?.id ?? null}::int and (h.unit_id is null or h.unit_id = ${place.unit?.id ?? null}::int
        or ${place.unit === null}))
    order by h.starts_on, h.id`;
}

/** The bodies along the way to a place. */
export function listChainBodies(sql: Database, place: ChainPlace, today: string): Promise<DutyBody[]> {
  const codes = place.path.map(({ area_code }) => area_code);
  return sql<DutyBody[]>`select ${bodyColumns(sql)} from duty_body d
    where ${inOffice(sql, 'd', today)} and (d.compound_id is null and d.building_id is null and d.area_code = any (${codes}::text[])
      or d.compound_id = ${place.compound?.id ?? null}::int or d.building_id = ${place.building?.id ?? null}::int)
    order by d.kind, d.starts_on, d.id`;
}
