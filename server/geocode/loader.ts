import { readCatalogues } from '../api/codes/catalogues.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { inSlices } from '../roads/slices.ts';
import { readWkb } from '../tiles/geometry/wkb.ts';
import { buildPlaceSteps } from './build.ts';
import type { PlaceIndex } from './place-index.ts';
import type { AreaRow, BuildingRow, CompoundRow, DoorRow, PlaceRows, PoiRow, RoadRow, UnitRow } from './rows.ts';
import { withSynonyms } from './synonyms.ts';

/** Rows fetched at a time: others get their turn in between. */
const PAGE = 2000;

export interface PlaceLimits {
  /** Buildings up to which the whole deployment is one index. */
  whole: number;
  /** Most buildings of one index. */
  most: number;
  /** How long an index may be used after something was edited, ms: it is made as a whole. What is taught counts at once. */
  stale_ms: number;
}
/** An index takes some 1.5 kB of memory a building. */
export const usualLimits: PlaceLimits = { whole: 150_000, most: 400_000, stale_ms: 20_000 };
/** Indices that are kept: districts that are asked about at the same time. */
const KEPT = 3;

export interface PlaceRequest {
  /** An area of the district that is meant, where the deployment has several. */
  area_code?: string | undefined;
  /** With the doors that the caller may see; whoever answers several callers looks doors up for each. */
  doors?: boolean;
  limits?: PlaceLimits;
}

interface Kept {
  version: string;
  made_ms: number;
  index: Promise<PlaceIndex>;
  taught: { version: string; index: PlaceIndex } | undefined;
}

/** By scope, the least recently used first. One for the process. Those with doors are their askers' own and not kept. */
const kept = new Map<string, Kept>();

/**
 * The places of the deployment as an index, read in the caller's transaction and built in slices between which the server answers others;
 * kept without doors until what it is made of changes. In a deployment of very many buildings only those of the district of `area_code`.
 * @throws AppError `bad_input` where there are too many buildings to take them all and no area is named, `too_large` where the district
 * has too many.
 */
export async function placeIndex(sql: Database, request: PlaceRequest = {}): Promise<PlaceIndex> {
  const { area_code, doors = false, limits = usualLimits } = request;
  const scope = (await hasMany(sql, limits.whole)) ? await districtOf(sql, area_code) : '';
  if (doors) return withTaught(sql, await load(sql, scope, limits, true));
  const version = await readVersion(sql);
  const known = kept.get(scope);
  const isGood = known && (known.version === version || Date.now() - known.made_ms < limits.stale_ms);
  const entry = isGood
    ? known
    : { version, made_ms: Date.now(), index: load(sql, scope, limits, false), taught: undefined };
  kept.delete(scope);
  kept.set(scope, entry);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  try {
    await entry.index;
  } catch (error) {
    if (kept.get(scope) === entry) kept.delete(scope);
    // Another request's reading failed, or was given up: this one reads for itself.
    if (entry === known) return placeIndex(sql, request);
    throw error;
  }
  return taughtOf(sql, entry);
}

/** The index with the synonyms of this moment. */
async function taughtOf(sql: Database, entry: Kept): Promise<PlaceIndex> {
  const index = await entry.index;
  const [{ version }] = await sql<[{ version: string }]>`
    select coalesce(max(id), 0) || ' ' || count(*) as version from geocode_synonym`;
  if (entry.taught?.version !== version) entry.taught = { version, index: await withTaught(sql, index) };
  return entry.taught.index;
}

async function withTaught(sql: Database, index: PlaceIndex): Promise<PlaceIndex> {
  const synonyms = await sql<{ text: string; name: string }[]>`select text, name from geocode_synonym order by id`;
  return { ...index, names: withSynonyms(index.names, synonyms) };
}

/**
 * The state of all that an index without doors is made of. Ids stand in it because a sequence does not go back: versions do, when a
 * transaction is undone.
 */
async function readVersion(sql: Database): Promise<string> {
  const [row] = await sql<[{ version: string }]>`
    select (select coalesce(string_agg(layer || version, ' ' order by layer), '') from tile_layer_version
        where layer in ('area', 'compound', 'building', 'road', 'organisation', 'facility', 'place'))
      || ' ' || (select coalesce(max(id), 0) from building) || ' ' || (select coalesce(max(id), 0) from unit)
      || ' ' || (select coalesce(max(change_id), 0) from unit where change_id is not null)
      || ' ' || (select coalesce(max(past_id), 0) from unit_past) as version`;
  return row.version;
}

async function hasMany(sql: Database, whole: number): Promise<boolean> {
  const [{ many }] = await sql<[{ many: boolean }]>`select coalesce((select max(id) from building), 0) > ${whole}
    and exists (select from building offset ${whole}::int) as many`;
  return many;
}

/** Code of the district that an area lies in. */
async function districtOf(sql: Database, areaCode: string | undefined): Promise<string> {
  const [row] = await sql<{ area_code: string }[]>`
    select area_code from area where starts_with(${areaCode ?? ''}, area_code) and length(area_code) <= 6
    order by length(area_code) desc limit 1`;
  if (row) return row.area_code;
  throw new AppError(
    'bad_input',
    { 'zh-CN': '楼栋数量很大，请指定区域。', en: 'There are too many buildings to take them all: name an area.' },
    { field: 'area' },
  );
}

async function load(sql: Database, scope: string, { most }: PlaceLimits, withDoors: boolean): Promise<PlaceIndex> {
  const buildings = (await paged(sql, scope, readBuildings, most)).map(withRings);
  const rows: PlaceRows = {
    areas: (await readAreas(sql, scope)).map(withRings),
    compounds: await paged(sql, scope, readCompounds),
    buildings,
    units: await paged(sql, scope, readUnits),
    doors: withDoors ? await paged(sql, scope, readDoors) : [],
    roads: (await paged(sql, scope, readRoads)).map(({ wkb, ...road }) => ({ ...road, lines: outlines(wkb) })),
    pois: await readPois(sql, scope),
    synonyms: [],
  };
  return inSlices(buildPlaceSteps(rows));
}

type Reader<Row> = (sql: Database, scope: string, after: number) => Promise<Row[]>;

async function paged<Row extends { id: number }>(
  sql: Database,
  scope: string,
  read: Reader<Row>,
  most = Number.POSITIVE_INFINITY,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = 0; ; ) {
    const page = await read(sql, scope, after);
    for (const row of page) rows.push(row);
    if (rows.length > most) throw tooLarge(most);
    // Some rows stand in a page more than once.
    if (page.length < PAGE) return rows;
    after = page[page.length - 1]!.id;
  }
}

type Stored<Row> = Omit<Row, 'rings'> & { wkb: Uint8Array };

function withRings<Row extends { wkb: Uint8Array }>({
  wkb,
  ...row
}: Row): Omit<Row, 'wkb'> & { rings: Float64Array[] } {
  return { ...row, rings: outlines(wkb) };
}

/** Rings or lines, each in an array of its own. */
function outlines(wkb: Uint8Array): Float64Array[] {
  const { paths } = readWkb(wkb);
  return Array.from({ length: paths.count }, (_, path) =>
    paths.coordinates.slice(paths.start(path), paths.ends[path]!),
  );
}

/** In the district, and what lies in no area; everything where no district is meant. */
function inside(sql: Database, scope: string) {
  return scope === ''
    ? sql`true`
    : sql`(t.area_code >= ${scope} and t.area_code < ${`${scope}:`} or t.area_code is null)`;
}
const middle = (sql: Database) => sql`array[ST_X(ST_PointOnSurface(t.geometry)), ST_Y(ST_PointOnSurface(t.geometry))]`;

/** With what an area was called, and what those were called of which it was made. */
function readAreas(sql: Database, scope: string): Promise<Stored<AreaRow>[]> {
  return sql<Stored<AreaRow>[]>`
    select t.area_code, t.level, t.name, array(
        select p.name from area_past p where p.area_code = t.area_code and p.name <> t.name
        union select s.from_name from area_succession s where s.to_code = t.area_code and s.from_name <> t.name) as past_names,
      ST_AsBinary(t.geometry) as wkb, array[ST_X(t.label_point), ST_Y(t.label_point)] as centre
    from area t where starts_with(t.area_code, ${scope}) or starts_with(${scope}, t.area_code) order by t.area_code`;
}

function readCompounds(sql: Database, scope: string, after: number): Promise<CompoundRow[]> {
  return sql<CompoundRow[]>`
    select t.id, t.area_code, t.name, t.address, ${middle(sql)} as centre,
      array(select distinct p.name from compound_past p where p.id = t.id and p.name <> t.name) as past_names
    from compound t where t.id > ${after} and ${inside(sql, scope)} order by t.id limit ${PAGE}`;
}

function readBuildings(sql: Database, scope: string, after: number): Promise<Stored<BuildingRow>[]> {
  return sql<Stored<BuildingRow>[]>`
    select t.id, t.area_code, t.compound_id, t.name, t.address, ST_AsBinary(t.geometry) as wkb, ${middle(sql)} as centre
    from building t where t.id > ${after} and ${inside(sql, scope)} order by t.id limit ${PAGE}`;
}

function readUnits(sql: Database, scope: string, after: number): Promise<UnitRow[]> {
  const here =
    scope === ''
      ? sql``
      : sql`and exists (select from building t where t.id = u.building_id and ${inside(sql, scope)})`;
  return sql<UnitRow[]>`select u.id, u.building_id, u.unit_no, u.name from unit u where u.id > ${after} ${here}
    order by u.id limit ${PAGE}`;
}

/** A door once more by each number that it has. */
async function readDoors(sql: Database, scope: string, after: number): Promise<DoorRow[]> {
  return sql<DoorRow[]>`select t.id, t.unit_id, t.floor, d.door
    from (select * from household t where t.id > ${after} and ${inside(sql, scope)} order by t.id limit ${PAGE}) t,
      unnest(t.door || t.joined_doors) as d (door) order by t.id`;
}

function readRoads(
  sql: Database,
  scope: string,
  after: number,
): Promise<(Omit<RoadRow, 'lines'> & { wkb: Uint8Array })[]> {
  return sql`select t.id, t.area_code, t.name, ST_AsBinary(t.geometry) as wkb from road t
    where t.id > ${after} and t.name is not null and ${inside(sql, scope)} order by t.id limit ${PAGE}`;
}

async function readPois(sql: Database, scope: string): Promise<PoiRow[]> {
  const words = new Map(readCatalogues()['facility-kind'].map(({ id, zh }) => [id, zh]));
  const read =
    (kind: PoiRow['kind']): Reader<PoiRow> =>
    async (_, within, after) => {
      const past =
        kind === 'place'
          ? sql`'{}'::text[]`
          : sql`array(select distinct p.name from ${sql(`${kind}_past`)} p where p.id = t.id and p.name <> t.name)`;
      const rows = await sql<(Omit<PoiRow, 'kind' | 'kind_name'> & { of_kind: string })[]>`
        select t.id, t.area_code, t.name, t.kind as of_kind, ${middle(sql)} as centre, ${past} as past_names,
          ${kind === 'place' ? sql`null` : sql`t.address`} as address,
          ${kind === 'organisation' ? sql`t.building_id` : sql`null::int`} as building_id
        from ${sql(kind)} t where t.id > ${after} and ${inside(sql, within)} order by t.id limit ${PAGE}`;
      return rows.map(({ of_kind, ...row }) => ({
        ...row,
        kind,
        kind_name: kind === 'facility' ? (words.get(of_kind) ?? null) : null,
      }));
    };
  const kinds = [];
  for (const kind of ['organisation', 'facility', 'place'] as const)
    kinds.push(...(await paged(sql, scope, read(kind))));
  return kinds;
}

function tooLarge(most: number): AppError {
  return new AppError('too_large', {
    'zh-CN': `该区域楼栋超过${most}栋，请选择更小的区域。`,
    en: `This district has more than ${most} buildings: choose a smaller one.`,
  });
}
