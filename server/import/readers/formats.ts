import { type ByteSource, baseName } from './bytes.ts';
import { openCsv } from './csv.ts';
import { openDxf } from './dxf.ts';
import { openGeojson } from './geojson.ts';
import { openGeopackage } from './geopackage.ts';
import { openGpx } from './gpx.ts';
import { openKml } from './kml.ts';
import { openShapefile } from './shapefile/index.ts';
import type { OpenedTables, ReadOptions, TableFormat } from './types.ts';

/**
 * Opens a file that was recognised and is no archive.
 * @param file path of what `bytes` reads, for formats that need more than its content from front to back.
 */
export function openFormat(
  format: Exclude<TableFormat, 'xlsx'>,
  file: string,
  bytes: ByteSource,
  options: ReadOptions,
): Promise<OpenedTables> {
  switch (format) {
    case 'csv':
      return openCsv(bytes, options);
    case 'geojson':
      return openGeojson(bytes);
    case 'kml':
      return openKml(bytes.name, [{ name: baseName(bytes.name), source: bytes }], options);
    case 'gpx':
      return openGpx(bytes, options);
    case 'shapefile':
      return openShapefile(file, bytes.sizeBytes, options);
    case 'geopackage':
      return openGeopackage(file, bytes);
    case 'dxf':
      return openDxf(bytes, options);
  }
}
