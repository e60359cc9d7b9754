import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { importFault } from '../faults.ts';
import { baseName, openBytes } from './bytes.ts';
import { contentOf } from './content.ts';
import { openFormat } from './formats.ts';
import { type KmlDocument, openKml } from './kml.ts';
import { hasShapefile, openShapefiles } from './shapefile/index.ts';
import type { OpenedTables, ReadOptions } from './types.ts';
import { openXlsx } from './xlsx/index.ts';
import { workbookEntry } from './xlsx/parts.ts';
import { type Archive, type ArchiveEntry, openArchive } from './zip.ts';

const singleFile = /\.(csv|tsv|txt|geojson|json|geojsonl|ndjson|gpkg|gpx|kml|dxf)$/i;

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
    const documents = kmlEntries(archive);
    if (documents.length > 0) return await openKmz(archive, documents, options);
    return await openSingle(archive, options);
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** By convention doc.kml is the main one; others hold what it links to. */
function kmlEntries({ entries }: Archive): ArchiveEntry[] {
  const isMain = ({ path }: ArchiveEntry) => path.toLowerCase() === 'doc.kml';
  const all = entries.filter(({ name }) => /\.kml$/i.test(name));
  return [...all.filter(isMain), ...all.filter((entry) => !isMain(entry))];
}

async function openKmz(archive: Archive, entries: ArchiveEntry[], options: ReadOptions): Promise<OpenedTables> {
  const documents: KmlDocument[] = [];
  for (const entry of entries) {
    const name = /^doc\.kml$/i.test(entry.path) ? archive.name : entry.name;
    documents.push({ name: baseName(name), source: { ...(await archive.source(entry)), name: archive.name } });
  }
  const opened = await openKml(archive.name, documents, options);
  return { ...opened, notes: [...archive.notes, ...opened.notes], close: async () => archive.close() };
}

/** The only file of an archive that is of a format which we read; unpacked under a name of ours. */
async function openSingle(archive: Archive, options: ReadOptions): Promise<OpenedTables> {
  const [entry, another] = archive.entries.filter(({ name }) => singleFile.test(name));
  if (!entry) throw nothing(archive);
  if (another) throw several(archive.name);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jingwei-archive-'));
  const remove = async () => {
    archive.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const target = path.join(folder, 'content');
    await archive.unpack(entry, target);
    const bytes = { ...(await openBytes(target)), name: entry.name };
    const content = contentOf(entry.name, bytes.head);
    if (!('format' in content))
      throw 'refused' in content ? importFault(content.refused['zh-CN'], content.refused.en, 'file') : nothing(archive);
    const opened = await openFormat(content.format, target, bytes, options);
    const close = async () => {
      await opened.close();
      await remove();
    };
    return { ...opened, notes: [...archive.notes, ...opened.notes], close };
  } catch (error) {
    await remove();
    throw error;
  }
}

function several(name: string) {
  return importFault(
    `${name} 里有几个数据文件。请解压后逐个上传。`,
    `${name} holds several files with data. Unpack it and upload them one by one.`,
    'file',
  );
}

function nothing({ name, entries }: Archive) {
  const office = entries.some((entry) => /^(word|ppt)\//.test(entry.path));
  const openDocument = entries.some((entry) => entry.path === 'content.xml');
  if (office || openDocument)
    return importFault(
      `${name} 不是 Excel 工作簿。请用 Excel 或 WPS 打开其中的表格，另存为“Excel 工作簿（.xlsx）”后上传。`,
      `${name} is no Excel workbook. Open its table in Excel or WPS, save it as "Excel workbook (.xlsx)" and upload that.`,
      'file',
    );
  return importFault(
    `${name} 里没有可以读取的数据文件。Shapefile 要把 .shp、.shx、.dbf、.prj、.cpg 一起压缩。`,
    `${name} holds no file with data that can be read. Of a shapefile, .shp, .shx, .dbf, .prj and .cpg have to be packed together.`,
    'file',
  );
}
