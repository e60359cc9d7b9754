import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { AreaSummary, Bounds } from '../wire.ts';
import type { Deployment } from './schema.ts';

/** What the database says of the deployment. */
export interface DeploymentRow {
  demo: boolean;
  city_name: string | null;
  root: AreaSummary | null;
  bounds: Bounds | null;
  attributions: string[];
  /** ISO 8601, UTC. */
  past_since: string;
}

/**
 * The deployment's own row, and the caller's part of the area tree: the lowest area that holds everything below a common
 * prefix of area codes, else the first root; with its bounds, or those of all roots. Null where there is no area.
 */
export async function findDeployment(sql: Database, prefix: string): Promise<DeploymentRow> {
  const [row] = await sql<DeploymentRow[]>`
    with top as (
      select coalesce((select max(area_code) from area where starts_with(${prefix}, area_code)),
        (select min(area_code) from area where parent_code is null)) as area_code)
    select d.demo, d.city_name, iso_time(d.past_since) as past_since,
      (select row_to_json(s) from area_summary s where s.area_code = (select area_code from top)) as root,
      (select bounds_of(ST_Extent(geometry)::geometry) from area
        where case when ${prefix} = '' then parent_code is null else area_code = (select area_code from top) end
        having count(*) > 0) as bounds,
      (select coalesce(json_agg(text order by text), '[]') from (select distinct text from attribution) said) as attributions
    from deployment d`;
  return row!;
}

/** When the newest incident was reported, null without any; and a text that is another one once anything was written. */
export async function findNews(sql: Database): Promise<{ newest_incident: string | null; written: string }> {
  const [row] = await sql<{ newest_incident: string | null; written: string }[]>`
    select iso_time((select max(reported_at) from incident_place)) as newest_incident,
      coalesce(max(id), 0) || '/' || count(*) as written from state_change`;
  return row!;
}

/** Grids (areas of the deepest level) that one chunk of state may hold on average: an answer of some 40 kB. */
const GRIDS_PER_CHUNK = 2000;

/** The levels from an area down, and how state below it is cut into chunks. */
export async function findTree(
  sql: Database,
  root: string,
): Promise<Pick<Deployment, 'levels' | 'chunk_digits' | 'chunks'>> {
  const levels = await sql<
    { level: string; code_digits: number; area_count: number; typical_width_m: number | null }[]
  >`
    select l.level, l.code_digits, coalesce(c.count, 0)::int as area_count,
      sqrt((select area_m2 from area where area_code = ${root}) / c.count)::float8 as typical_width_m
    from area_level l
      left join (select level, count(*) as count from area where ${within(sql, 'area_code', root)} group by level) c
        using (level)
    where l.code_digits >= length(${root}) order by l.position`;
  const deepest = levels.at(-1)?.area_count ?? 0;
  const chunk = levels.find(({ area_count }) => area_count > 0 && deepest / area_count <= GRIDS_PER_CHUNK);
  const chunks = chunk
    ? await sql<Deployment['chunks']>`
        select area_code, bounds_of(geometry) as bounds from area
        where level = ${chunk.level} and ${within(sql, 'area_code', root)} order by area_code`
    : [];
  return {
    levels: levels.map(({ level, code_digits, typical_width_m }) => ({ level, code_digits, typical_width_m })),
    chunk_digits: chunk?.code_digits ?? null,
    chunks: [...chunks],
  };
}

/**
 * Bounds of whatever was imported, for a database that has no areas yet; null when it is empty. Of points that are
 * typed or geocoded, one in a hundred may lie anywhere: the outermost hundredth on each side does not count.
 */
export async function findImportedBounds(sql: Database): Promise<Bounds | null> {
  const [row] = await sql<{ bounds: Bounds | null }[]>`
    select bounds_of(ST_Extent(box)::geometry) as bounds from (
      select ST_Extent(geometry)::geometry as box from building
      union all select ST_Extent(geometry)::geometry from road where not exists (select from building)
      union all select ST_MakeEnvelope(east_west[1], north_south[1], east_west[2], north_south[2], 4326) from (
        select percentile_disc(array[0.01, 0.99]) within group (order by ST_X(geometry)) as east_west,
          percentile_disc(array[0.01, 0.99]) within group (order by ST_Y(geometry)) as north_south
        from (select geometry from incident union all select geometry from place union all select geometry from facility
          union all select geometry from patrol_point) point where not exists (select from building)) most
    ) every_layer having count(box) > 0`;
  return row?.bounds ?? null;
}

/** Codes and names of the areas that one falls into, in order of code: of the first level below it that has more than one. */
export async function listParts(sql: Database, root: string): Promise<{ area_code: string; name: string }[]> {
  return sql<{ area_code: string; name: string }[]>`
    select area_code, name from area
    where ${within(sql, 'area_code', root)} and level = (
      select level from area join area_level using (level) where ${within(sql, 'area_code', root)}
      group by level, position having count(*) > 1 order by position limit 1)
    order by area_code limit 500`;
}
