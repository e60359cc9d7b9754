// Readers of tables: what stands in a file as it stands there. Files are told by their content; their names only help.
import path from 'node:path';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { openInArchive } from './archive.ts';
import { openBytes } from './bytes.ts';
import { contentOf } from './content.ts';
import { crossingSentence, selfCrossing } from './crossings.ts';
import { openFormat } from './formats.ts';
import { isOle, oleSentence } from './ole.ts';
import type { OpenedTables, ReadOptions, ReadRow, TableFormat } from './types.ts';

export type { DeclaredCrs, OpenedTables, ReadOptions, ReadRow, TableInFile } from './types.ts';

/**
 * Looks into a file of any format that we read.
 * @throws AppError with the field `file` and what to do, when it cannot be read; with the option at fault when that is wrong.
 */
export async function openTables(file: string, options: ReadOptions = {}): Promise<OpenedTables> {
  const opened = await open(file, options);
  const misnamed = misnamedSentence(path.basename(file), opened.format);
  return {
    ...opened,
    notes: misnamed ? [misnamed, ...opened.notes] : opened.notes,
    async *read(table) {
      for await (const rows of opened.read(table)) {
        for (const row of rows) warnOfCrossing(row);
        if (rows.length > 0) yield rows;
      }
    },
  };
}

async function open(file: string, options: ReadOptions): Promise<OpenedTables> {
  const bytes = await openBytes(file);
  if (isOle(bytes.head)) throw refused(await oleSentence(file, bytes.name, bytes.head));
  const content = contentOf(bytes.name, bytes.head);
  if ('refused' in content) throw refused(content.refused);
  if ('archive' in content) return openInArchive(file, bytes.name, bytes.sizeBytes, options);
  return openFormat(content.format, file, bytes, options);
}

const refused = (sentence: Sentence) => importFault(sentence['zh-CN'], sentence.en, 'file');

function warnOfCrossing(row: ReadRow): void {
  const place = row.geometry && selfCrossing(row.geometry);
  if (place) row.warnings = [...(row.warnings ?? []), crossingSentence(place)];
}

const formats: Record<TableFormat, { label: string; extensions: RegExp }> = {
  csv: { label: 'CSV', extensions: /\.(csv|tsv|txt|tab)$/i },
  xlsx: { label: 'Excel (.xlsx)', extensions: /\.xls[xm]$/i },
  shapefile: { label: 'Shapefile', extensions: /\.(shp|zip)$/i },
  geojson: { label: 'GeoJSON', extensions: /\.(geojson|json|geojsonl|ndjson)$/i },
  geopackage: { label: 'GeoPackage', extensions: /\.gpkg$/i },
  kml: { label: 'KML', extensions: /\.km[lz]$/i },
  gpx: { label: 'GPX', extensions: /\.gpx$/i },
  dxf: { label: 'DXF', extensions: /\.dxf$/i },
};

/** A file that was renamed, as by a system that calls a text table .xls; null where the name fits or says nothing. */
function misnamedSentence(name: string, format: TableFormat): Sentence | null {
  const plain = name.replace(/\.gz$/i, '');
  const { label, extensions } = formats[format];
  if (extensions.test(plain) || /\.zip$/i.test(plain) || path.extname(plain) === '') return null;
  return {
    'zh-CN': `文件名是 ${name}，但内容是 ${label}，已按 ${label} 读取。`,
    en: `The file is named ${name}, but its content is ${label}, and it was read as that.`,
  };
}
