import type { Geometry, Position } from 'geojson';
import type { Database } from '../../../server/db/open.ts';
import { cutTile } from '../../../server/tiles/cut/cut.ts';
import { buffers } from '../../../server/tiles/cut/frame.ts';
import { tileLayers } from '../../../server/tiles/layers.ts';
import { loadStore } from '../../../server/tiles/loader.ts';
import { testDatabase } from '../../helpers/database.ts';
import { areaOf, type DecodedFeature, decode } from './geometry.ts';

/** Zoom, column and row. */
export type Tile = [z: number, x: number, y: number];

/** One row of a table as PostGIS and as our own cutter have it in a tile; lengths in tile units. */
export interface Compared {
  id: number;
  ours: boolean;
  theirs: boolean;
  /** Of polygons: the area that is in one of the two only. */
  difference: number;
  /** The larger of the two. */
  area: number;
  length: number;
  /** Of lines: the smaller of the two lengths, 0 when one is missing. */
  shorter: number;
  vertices: number;
  /** How far a vertex of one is from the other, null when one of the two is missing; without pieces of lines that rounding can make vanish. */
  apart: number | null;
}

/** The layer declared with a table's name. */
export const layerOf = (name: string) => tileLayers.find((layer) => layer.name === name)!;

/** What our cutter makes of the rows in a table. */
export async function cutRows(sql: Database, table: string, tile: Tile): Promise<DecodedFeature[]> {
  const layer = layerOf(table);
  const { store, leftOut } = await loadStore(sql, layer);
  if (leftOut.length > 0) throw new Error(`${leftOut[0]!.key}: ${leftOut[0]!.reason}`);
  const bytes = cutTile([{ ...layer, store }], ...tile);
  return bytes === null ? [] : decode(bytes)[table]!;
}

/**
 * The rows of a table in a tile, by PostGIS and by us. Where PostGIS has `ST_AsMVTGeom` it is what we compare with; the
 * embedded one is built without it, and there the exact intersection is. Neither simplifies.
 * @param exactly to compare with the exact intersection on both.
 */
export async function compareWithPostgis(
  sql: Database,
  table: string,
  tile: Tile,
  exactly = false,
): Promise<Compared[]> {
  const [z, x, y] = tile;
  const intersect = exactly || (await testDatabase()).embedded;
  const buffer = buffers[layerOf(table).type];
  const unit = `(40075016.6855784861531768177614 / 2 ^ ${z} / 4096)`;
  const box = `ST_TileEnvelope(${z}, ${x}, ${y})`;
  const intersection = `ST_Intersection(flat, ST_Expand(${box}, ${buffer} * ${unit}))`;
  const cut = intersect
    ? `ST_TransScale(${intersection}, -ST_XMin(${box}), -ST_YMax(${box}), 1 / ${unit}, -1 / ${unit})`
    : `ST_AsMVTGeom(flat, ${box}, 4096, ${buffer}, true)`;
  const apart = (one: string, other: string) =>
    `(select max(ST_Distance(place.geom, ${other}.shape)) from ST_Dump(${one}.shape) piece, ST_DumpPoints(piece.geom) place
      where ST_Dimension(piece.geom) = 0 or ST_Length(piece.geom) + ST_Perimeter(piece.geom) > 2)`;
  const ours = (await cutRows(sql, table, tile)).map(({ id, type, geometry }) => ({
    id,
    shape: shapeOf(type, geometry),
  }));
  const rows = await sql.unsafe<Compared[]>(
    `with ours as (
       select (o->>'id')::int as id, ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(o->>'shape'), 0)) as shape
       from jsonb_array_elements($1::text::jsonb) as o
     ), theirs as (
       select id, shape from (
         select id, ST_SetSRID(${cut}, 0) as shape, ST_Dimension(geometry) as dimension
         from ${table}, ST_Transform(geometry, 3857) as flat
         where flat && ST_Expand(${box}, ${buffer} * ${unit})) as c
       where shape is not null and not ST_IsEmpty(shape) and ST_Dimension(shape) = dimension
     )
     select id, ours.shape is not null as ours, theirs.shape is not null as theirs,
       case when ours.shape is null then ST_Area(theirs.shape) when theirs.shape is null then ST_Area(ours.shape)
         else ST_Area(ST_SymDifference(ours.shape, theirs.shape)) end as difference,
       greatest(ST_Area(ours.shape), ST_Area(theirs.shape)) as area,
       greatest(ST_Perimeter(ours.shape), ST_Perimeter(theirs.shape), ST_Length(ours.shape), ST_Length(theirs.shape)) as length,
       least(coalesce(ST_Length(ours.shape), 0), coalesce(ST_Length(theirs.shape), 0)) as shorter,
       greatest(ST_NPoints(ours.shape), ST_NPoints(theirs.shape)) as vertices,
       greatest(${apart('ours', 'theirs')}, ${apart('theirs', 'ours')}) as apart
     from ours full join theirs using (id) order by id`,
    [JSON.stringify(ours)],
  );
  return [...rows];
}

/** The decoded paths as a shape in tile units: rings of positive area begin a polygon. */
function shapeOf(type: number, paths: Position[][]): Geometry {
  if (type === 1) return { type: 'MultiPoint', coordinates: paths.flat() };
  if (type === 2) return { type: 'MultiLineString', coordinates: paths };
  const polygons: Position[][][] = [];
  for (const ring of paths) {
    if (areaOf(ring) > 0) polygons.push([ring]);
    else polygons.at(-1)!.push(ring);
  }
  return { type: 'MultiPolygon', coordinates: polygons };
}

/** Inserts shapes with the same attributes; of polygons only those that the table takes, which are valid. Returns how many. */
export async function insertShapes(sql: Database, table: string, shapes: Geometry[]): Promise<number> {
  const shape = table === 'place' ? 'shape' : 'ST_Multi(shape)';
  const rows = await sql.unsafe(
    `insert into ${table} (kind, name, geometry)
     select 'park', 'a', ${shape}
     from unnest($1::text[]) with ordinality as given(text, place), ST_SetSRID(ST_GeomFromGeoJSON(text), 4326) as shape
     where ST_IsValid(shape) order by place returning id`,
    [shapes.map((each) => JSON.stringify(each))],
  );
  return rows.length;
}
