import { geojson, geojsonLines } from '../../export/geojson.ts';
import { geopackage } from '../../export/geopackage.ts';
import { shapefile } from '../../export/shapefile.ts';
import { csv, sheetRows, xlsx } from '../../export/sheet.ts';
import type { Table } from '../../export/table.ts';
import { inPieces } from '../../export/zip.ts';
import type { Language } from '../../language.ts';
import type { ExportFormat } from './schema.ts';
import { shapefileWords, sheetWords } from './words.ts';

/** What a format's files are called, and their media type. */
export const fileKinds: Record<ExportFormat, { ending: string; type: string }> = {
  xlsx: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { ending: 'csv', type: 'text/csv' },
  geojson: { ending: 'geojson', type: 'application/geo+json' },
  geojsonl: { ending: 'geojsonl', type: 'application/x-ndjson' },
  geopackage: { ending: 'gpkg', type: 'application/geopackage+sqlite3' },
  shapefile: { ending: 'zip', type: 'application/zip' },
};

/** Formats whose rows are held until the last has come. */
export const heldFormats: readonly ExportFormat[] = ['geopackage', 'shapefile'];
/** Formats that hold a point of each row, and no shapes. */
export const sheetFormats: readonly ExportFormat[] = ['xlsx', 'csv'];

/** How a file is written. */
export interface Writing {
  format: ExportFormat;
  encoding: string;
  language: Language;
  /** IANA name. */
  time_zone: string;
}

/** A table as the bytes of a file. */
export function bytesOf(
  table: Table,
  { format, encoding, language, time_zone }: Writing,
): AsyncGenerator<string | Uint8Array> {
  const words = sheetWords(language, time_zone);
  switch (format) {
    case 'xlsx':
      return xlsx(table, words);
    case 'csv':
      return csv(sheetRows(table, words), encoding === 'utf-8' ? 'utf-8' : 'gb18030');
    case 'geojson':
      return inPieces(geojson(table));
    case 'geojsonl':
      return inPieces(geojsonLines(table));
    case 'geopackage':
      return geopackage(table);
    case 'shapefile':
      return shapefile(table, encoding === 'utf-8' ? 'utf-8' : 'gbk', shapefileWords(language));
  }
}
