// Readers of tables: what stands in a file as it stands there. Files are told by their content; their names only help.
import { importFault } from '../faults.ts';
import { openInArchive } from './archive.ts';
import { type ByteSource, openBytes } from './bytes.ts';
import { contentOf } from './content.ts';
import { openCsv } from './csv.ts';
import { openGeojson } from './geojson.ts';
import { openGeopackage } from './geopackage.ts';
import { openGpx } from './gpx.ts';
import { openKml } from './kml.ts';
import { isOle, oleSentence } from './ole.ts';
import { openShapefile } from './shapefile/index.ts';
import type { OpenedTables, ReadOptions, TableFormat } from './types.ts';

export type { DeclaredCrs, OpenedTables, ReadOptions, ReadRow, TableFormat, TableInFile } from './types.ts';

/**
 * Looks into a file of any format that we read.
 * @throws AppError with the field `file` and what to do, when it cannot be read; with the option at fault when that is wrong.
 */
export async function openTables(file: string, options: ReadOptions = {}): Promise<OpenedTables> {
  const bytes = await openBytes(file);
  if (isOle(bytes.head)) {
    const { 'zh-CN': chinese, en } = await oleSentence(file, bytes.name, bytes.head);
    throw importFault(chinese, en, 'file');
  }
  const content = contentOf(bytes.name, bytes.head);
  if ('refused' in content) throw importFault(content.refused['zh-CN'], content.refused.en, 'file');
  if ('archive' in content) return openInArchive(file, bytes.name, bytes.sizeBytes, options);
  return openFormat(content.format, file, bytes, options);
}

function openFormat(format: TableFormat, file: string, bytes: ByteSource, options: ReadOptions): Promise<OpenedTables> {
  if (format === 'csv') return openCsv(bytes, options);
  if (format === 'shapefile') return openShapefile(file, bytes.sizeBytes, options);
  if (format === 'geojson') return openGeojson(bytes);
  if (format === 'geopackage') return openGeopackage(file, bytes);
  if (format === 'kml') return openKml(bytes, options);
  if (format === 'gpx') return openGpx(bytes, options);
  throw new Error('later');
}
