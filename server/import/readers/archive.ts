import { importFault } from '../faults.ts';
import { openKml } from './kml.ts';
import { hasShapefile, openShapefiles } from './shapefile/index.ts';
import type { OpenedTables, ReadOptions } from './types.ts';
import { openXlsx } from './xlsx/index.ts';
import { workbookEntry } from './xlsx/parts.ts';
import { type Archive, type ArchiveEntry, openArchive } from './zip.ts';

/**
 * Looks into a ZIP archive: a workbook, a KMZ, shapefiles, or one file of another format.
 * @throws AppError when it holds nothing that can be read.
 */
export async function openInArchive(
  file: string,
  name: string,
  sizeBytes: number,
  options: ReadOptions,
): Promise<OpenedTables> {
  const archive = await openArchive(file, name, sizeBytes);
  try {
    if (workbookEntry(archive)) return await openXlsx(archive, options);
    if (hasShapefile(archive)) return await openShapefiles(archive, options);
    if (kmlEntry(archive)) return await openKmz(archive, options);
    throw nothing(name);
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** By convention doc.kml; else the first. */
function kmlEntry({ entries }: Archive): ArchiveEntry | undefined {
  const all = entries.filter(({ name }) => /\.kml$/i.test(name));
  return all.find(({ path }) => path.toLowerCase() === 'doc.kml') ?? all[0];
}

async function openKmz(archive: Archive, options: ReadOptions): Promise<OpenedTables> {
  const source = await archive.source(kmlEntry(archive)!);
  const opened = await openKml({ ...source, name: archive.name }, options);
  return { ...opened, notes: [...archive.notes, ...opened.notes], close: async () => archive.close() };
}

function nothing(name: string) {
  return importFault(`${name} 里没有可以读取的文件。`, `${name} holds no file that can be read.`, 'file');
}
