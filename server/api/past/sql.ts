import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import { type PastChanges, type PastFeature, type PastKind, pastKinds } from './schema.ts';

/** SQL of what stands on the map of a register `t`, as in tiles: id and properties. */
const drawn: Record<PastKind, { id: string; properties: string }> = {
  area: {
    id: 't.area_code::bigint',
    properties: `'area_code', t.area_code, 'level', t.level, 'name', t.name,
      'position', (select position from area_level l where l.level = t.level)`,
  },
  compound: {
    id: 't.id',
    properties: `'kind', t.kind, 'name', t.name, 'confirmed_day', t.confirmed_on - date '1970-01-01'`,
  },
  building: {
    id: 't.id',
    properties: `'kind', t.kind, 'name', t.name, 'floor_count', t.floor_count, 'height_m', t.height_m`,
  },
  organisation: {
    id: 't.id',
    properties: `'kind', t.kind, 'name', t.name, 'confirmed_day', t.confirmed_on - date '1970-01-01'`,
  },
  facility: {
    id: 't.id',
    properties: `'kind', t.kind, 'name', t.name, 'confirmed_day', t.confirmed_on - date '1970-01-01'`,
  },
  device: {
    id: 't.id',
    properties: `'kind', t.kind, 'name', t.name, 'status', t.status, 'confirmed_day', t.confirmed_on - date '1970-01-01'`,
  },
};

/** What one register differs in, below an area, on the day that the request looks at: at most so many features. */
export async function findDifference(
  sql: Database,
  kind: PastKind,
  area_code: string,
  most: number,
): Promise<{ hidden: number[]; features: PastFeature[] }> {
  const { id, properties } = drawn[kind];
  const key = sql.unsafe(id);
  const inside = within(sql, 't.area_code', area_code);
  const [row] = await sql<[{ hidden: number[]; features: PastFeature[] }]>`
    select
      (select coalesce(json_agg(${key} order by ${key}), '[]') from ${sql(`public.${kind}`)} t
        where ${inside} and (t.true_from > (select past_on()) or t.known_from > (select past_known()))) as hidden,
      (select coalesce(json_agg(json_build_object('type', 'Feature', 'id', ${key},
          'properties', json_strip_nulls(json_build_object('layer', ${kind}::text, ${sql.unsafe(properties)})),
          'geometry', ST_AsGeoJSON(t.geometry, 6)::json) order by ${key}), '[]')
        from (select * from ${sql(`public.${kind}_past`)} t
          where ${inside} and t.true_from <= (select past_on()) and t.known_from <= (select past_known())
            and (select past_known()) < t.withdrawn_at
            and ((select past_known()) < t.known_to or (select past_on()) < t.true_to)
          limit ${most}) t) as features`;
  return row;
}

/** Weeks in which something below an area became another. */
export async function findChanges(sql: Database, area_code: string): Promise<PastChanges> {
  // A version that ended and the one that began there are one change; what was there first and is gone began none.
  const days = pastKinds
    .map(
      (
        kind,
      ) => `select area_code, true_to as day from ${kind}_past where withdrawn_at = 'infinity' and true_from < true_to
        union all select area_code, true_from from ${kind} where version = 1 and change_id is not null`,
    )
    .join(' union all ');
  const [row] = await sql<[PastChanges]>`
    with weeks as (
      select date_trunc('week', t.day::timestamp)::date as week, count(*)::int as change_count
      from (${sql.unsafe(days)}) t where ${within(sql, 't.area_code', area_code)} and t.day > '-infinity' group by 1)
    select coalesce(json_agg(week::text order by week), '[]') as week,
      coalesce(json_agg(change_count order by week), '[]') as change_count
    from weeks`;
  return row;
}
