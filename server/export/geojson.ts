import { inDatum } from './shifted.ts';
import { type Column, datumNames, type Feature, type Table } from './table.ts';

/** EPSG codes of the datums that have one, as the older GeoJSON of 2008 names them; GeoJSON itself (RFC 7946) knows WGS 84 alone. */
const crs = { cgcs2000: 'urn:ogc:def:crs:EPSG::4490' };

/** A GeoJSON FeatureCollection (RFC 7946); one that is not in WGS 84 says so in `coordinate_system`. */
export async function* geojson({ name, title, columns, features, datum }: Table): AsyncGenerator<string> {
  const head = {
    type: 'FeatureCollection',
    name,
    title,
    ...(datum !== 'wgs84' && { coordinate_system: datumNames[datum] }),
    ...(datum === 'cgcs2000' && { crs: { type: 'name', properties: { name: crs.cgcs2000 } } }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  let between = '\n';
  for await (const feature of features) {
    yield between + featureText(columns, feature, datum);
    between = ',\n';
  }
  yield '\n]}\n';
}

/** One feature a line; each says in which coordinate system it is where that is not WGS 84, as the file has no head. */
export async function* geojsonLines({ columns, features, datum }: Table): AsyncGenerator<string> {
  for await (const feature of features) yield `${featureText(columns, feature, datum, true)}\n`;
}

function featureText(
  columns: readonly Column[],
  { geometry, values }: Feature,
  datum: Table['datum'],
  alone = false,
): string {
  const properties: Record<string, unknown> = Object.fromEntries(columns.map(({ name }, at) => [name, values[at]]));
  if (alone && datum !== 'wgs84') properties.coordinate_system = datumNames[datum];
  return JSON.stringify({ type: 'Feature', geometry: geometry && inDatum(geometry, datum), properties });
}
