import type { Database } from '../db/open.ts';
import { buffers } from './cut/frame.ts';
import { FULL_DETAIL_ZOOM } from './geometry/simplify.ts';
import { EXTENT } from './geometry/world.ts';
import type { TileLayer } from './layers.ts';

/** Side of the Web Mercator square in metres of EPSG:3857. */
const MERCATOR_SIDE = 2 * Math.PI * 6_378_137;

/**
 * A tile of one layer, made by PostGIS (`ST_AsMVT`; the embedded database has none) of the rows as they are now: the
 * features, attributes and shapes that `cutTile` gives. Null where nothing lies.
 * @param maxBytes that a tile below `FULL_DETAIL_ZOOM` stays under by an estimate: where there is more, the least
 * important features are left out, unless the layer is drawn completely.
 */
export async function tileByPostgis(
  sql: Database,
  layer: TileLayer,
  z: number,
  x: number,
  y: number,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (z < layer.minzoom) return null;
  const query = queryOf(layer, z);
  const box = degreesOf(z, x, y, buffers[layer.type]);
  const limited = z < FULL_DETAIL_ZOOM && !layer.complete;
  for (let allowed = limited ? maxBytes : 2 ** 53; ; ) {
    const rows = await sql.unsafe<{ tile: Uint8Array }[]>(query, [z, x, y, allowed, ...box], { prepare: true });
    const tile = rows[0]?.tile;
    if (!tile || tile.length === 0) return null;
    if (!limited || tile.length < maxBytes || allowed < 1) return tile;
    // The estimate was wrong by that much.
    allowed *= (0.95 * maxBytes) / tile.length;
  }
}

/** West, south, east and north of the buffered tile in degrees, within the world. */
function degreesOf(z: number, x: number, y: number, buffer: number): [number, number, number, number] {
  const longitude = (column: number) => Math.max(-180, Math.min(180, (column / 2 ** z) * 360 - 180));
  const latitude = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI;
  const margin = buffer / EXTENT;
  return [longitude(x - margin), latitude(y + 1 + margin), longitude(x + 1 + margin), latitude(y - margin)];
}

/**
 * The declaration's SQL is this program's own text. Parameters: zoom, column, row, the limit in bytes, and the buffered
 * tile in degrees.
 */
function queryOf(layer: TileLayer, z: number): string {
  const { from, key, geometry, featureMinzoom, attributes, name, type } = layer;
  const buffer = buffers[type];
  const columns = Object.entries(attributes).map(([as, each]) => `${presentIn(each)} as ${as}`);
  const names = Object.keys(attributes).map((each) => `f.${each}`);
  const unit = MERCATOR_SIDE / 2 ** z / EXTENT;
  return `
    with frame as materialized (
      select ST_TileEnvelope($1, $2, $3) as box, ST_MakeEnvelope($5, $6, $7, $8, 4326) as degrees
    ), feature as materialized (
      select ${key} as key, (${featureMinzoom})::int as minzoom, ${columns.join(', ')},
        ST_Transform(${geometry}, 3857) as flat
      from frame, ${from}
      where t.geometry && frame.degrees and ${geometry} && frame.degrees and (${featureMinzoom})::int <= $1
    ), shaped as materialized (
      select f.*, ${sizeOf(type)} as size, ${shapeOf(layer, z, unit)} as shape from feature f
    ), weighed as (
      select f.*, sum(${FEATURE_BYTES} + ${VERTEX_BYTES} * ST_NPoints(shape)) over (
        order by minzoom, size desc, key rows unbounded preceding) as bytes
      -- A coordinate that is not finite makes a size that is not.
      from shaped f where shape is not null and size < 'Infinity'
    ), cut as (
      select case when f.key::bigint < 2::bigint ^ 53 then f.key::bigint end as id,
        ST_AsMVTGeom(shape, frame.box, ${EXTENT}, ${buffer}, true) as geometry, ${names.join(', ')}
      from weighed f, frame where f.bytes <= $4
    )
    select ST_AsMVT(cut, '${name}', ${EXTENT}, 'geometry', 'id') as tile from cut where geometry is not null`;
}

/** What a feature and a vertex of it take in a tile on average, measured on buildings. */
const FEATURE_BYTES = 30;
const VERTEX_BYTES = 2;

/** An attribute that is absent where ours is: null, false, '' and not a number. */
function presentIn({ type, sql }: TileLayer['attributes'][string]): string {
  if (type === 'String') return `nullif(${sql}, '')`;
  return type === 'Boolean' ? `nullif(${sql}, false)` : `nullif((${sql})::float8, 'NaN')`;
}

function sizeOf(type: TileLayer['type']): string {
  return type === 'polygon' ? 'ST_Area(f.flat)' : type === 'line' ? 'ST_Length(f.flat)' : '0::float8';
}

/** Below full detail: the rings large enough to be shown, simplified; null where none is. */
function shapeOf({ type, tolerance, minArea }: TileLayer, z: number, unit: number): string {
  if (type === 'point' || z >= FULL_DETAIL_ZOOM) return 'f.flat';
  const simplified = (shape: string) => `ST_Simplify(${shape}, ${tolerance * unit})`;
  if (type === 'line') return simplified('f.flat');
  const area = minArea * unit * unit;
  const ring = 'ST_MakePolygon(ST_InteriorRingN(part.geom, n))';
  const parts = `(select ST_Collect(ST_MakePolygon(ST_ExteriorRing(part.geom), array(
        select ST_InteriorRingN(part.geom, n) from generate_series(1, ST_NumInteriorRings(part.geom)) n
        where ST_Area(${ring}) >= ${area})))
      from ST_Dump(f.flat) part where ST_Area(ST_MakePolygon(ST_ExteriorRing(part.geom))) >= ${area})`;
  // Nearly all polygons are one ring, whose area is quickly found.
  return `case when ST_NumGeometries(f.flat) > 1 or ST_NRings(f.flat) > 1 then ${simplified(parts)}
      when ST_Area(f.flat) >= ${area} then ${simplified('f.flat')} end`;
}
