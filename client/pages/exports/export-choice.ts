import type {
  ExportDatum,
  ExportFormat,
  ExportLayer,
  exportDatums,
  formatEncodings,
  OfferedLayer,
} from '../../../server/api/exports/schema.ts';

// Named here once more, so that the browser need not load zod; the types say the same as the server.
/** Formats with the encodings that each has, the usual one first. */
export const encodingsOf: typeof formatEncodings = {
  xlsx: ['utf-8'],
  csv: ['utf-8', 'gb18030'],
  geojson: ['utf-8'],
  geojsonl: ['utf-8'],
  geopackage: ['utf-8'],
  shapefile: ['utf-8', 'gbk'],
};
export const formats = Object.keys(encodingsOf) as ExportFormat[];
export const datums: typeof exportDatums = ['wgs84', 'cgcs2000', 'gcj02'];
export type Encoding = (typeof formatEncodings)[ExportFormat][number];

/** What is to be exported, as the address keeps it. */
export interface ExportChoice {
  layer: ExportLayer;
  format: ExportFormat;
  encoding: Encoding;
  datum: ExportDatum;
}

/** What an address names, where it is offered; else the first layer and the usual ways. */
export function choiceOf(
  rest: Readonly<Record<string, string>>,
  offered: readonly Pick<OfferedLayer, 'layer'>[],
): ExportChoice | null {
  const layer = (offered.find((each) => each.layer === rest.layer) ?? offered[0])?.layer;
  if (!layer) return null;
  const format = formats.find((each) => each === rest.format) ?? 'xlsx';
  const encodings: readonly Encoding[] = encodingsOf[format];
  const encoding = encodings.find((each) => each === rest.encoding) ?? encodings[0]!;
  return { layer, format, encoding, datum: datums.find((each) => each === rest.datum) ?? 'wgs84' };
}

/** Why a layer cannot be taken along in a format: it has no row, or more than a file holds; then, formats that hold them. */
export function hindranceOf(
  { count, most }: Pick<OfferedLayer, 'count' | 'most'>,
  format: ExportFormat,
): 'empty' | { most: number; others: ExportFormat[] } | null {
  if (count === 0) return 'empty';
  if (count <= most[format]) return null;
  return { most: most[format], others: formats.filter((other) => count <= most[other]) };
}
