import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import type { ByteSource } from './bytes.ts';
import { checkColumns, withoutDoubles } from './header.ts';
import { type Placemark, PlacemarkCollector } from './kml-placemarks.ts';
import { MAX_TABLES } from './limits.ts';
import { kindOf } from './sampling.ts';
import type { OpenedTables, ReadOptions, TableInFile } from './types.ts';
import { readXml } from './xml.ts';

/** A document and what its placemarks outside of folders are called. */
export interface KmlDocument {
  name: string;
  source: ByteSource;
}

/**
 * KML of one document, or of those of an archive, which link to each other; a table is a folder with placemarks, a row the number of
 * the placemark in its document. Everything is read once when it is opened, as folders may stand anywhere.
 * @param name of the file, for messages.
 * @throws AppError when a document is broken, or none holds a placemark.
 */
export async function openKml(
  name: string,
  documents: readonly KmlDocument[],
  options: ReadOptions,
): Promise<OpenedTables> {
  const folders: FolderFacts[] = [];
  let links = 0;
  for (const document of documents) {
    const collector = new PlacemarkCollector();
    for await (const placemarks of placemarksOf(document.source, options, collector))
      for (const placemark of placemarks) count(folders, document, placemark, name);
    links += collector.networkLinks;
  }
  if (folders.length === 0) throw noPlacemarks(name);
  // Archives of tracks may hold a folder a day.
  const isOne = folders.length > MAX_TABLES;
  const shown = isOne ? [merged(documents[0]!, folders)] : folders;
  const names = withoutDoubles(
    shown.map(({ folder, document }) => folder || document.name),
    [],
  );
  let current = documents[0]!.source;
  return {
    format: 'kml',
    tables: shown.map((facts, i) => tableOf(names[i]!, facts)),
    notes: links > 0 && documents.length === 1 ? [linksLeftOut(links)] : [],
    sizeBytes: current.sizeBytes,
    bytesRead: () => current.bytesRead(),
    async *read(table) {
      const { document, folder } = shown[names.indexOf(table)]!;
      for (const { source } of isOne ? documents : [document]) {
        current = source;
        for await (const placemarks of placemarksOf(source, options, new PlacemarkCollector()))
          yield placemarks.filter((placemark) => isOne || placemark.folder === folder).map(({ row }) => row);
      }
    },
    close: async () => {},
  };
}

async function* placemarksOf(
  source: ByteSource,
  options: ReadOptions,
  collector: PlacemarkCollector,
): AsyncGenerator<Placemark[]> {
  for await (const _piece of readXml(source, collector, options.encoding))
    if (collector.isFull) yield collector.found.splice(0);
  yield collector.found.splice(0);
}

interface FolderFacts {
  document: KmlDocument;
  folder: string;
  rows: number;
  columns: string[];
  kinds: Set<string>;
}

function count(folders: FolderFacts[], document: KmlDocument, { folder, row }: Placemark, name: string): void {
  let facts = folders.findLast((known) => known.document === document && known.folder === folder);
  if (!facts) {
    facts = { document, folder, rows: 0, columns: [], kinds: new Set() };
    folders.push(facts);
  }
  facts.rows++;
  facts.columns = [...new Set([...facts.columns, ...Object.keys(row.properties)])];
  checkColumns(name, facts.columns.length);
  if (row.geometry) facts.kinds.add(kindOf(row.geometry) ?? 'mixed');
}

function merged(document: KmlDocument, all: readonly FolderFacts[]): FolderFacts {
  return {
    ...{ document, folder: '' },
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    columns: [...new Set(all.flatMap(({ columns }) => columns))],
    kinds: new Set(all.flatMap(({ kinds }) => [...kinds])),
  };
}

function tableOf(name: string, { rows, columns, kinds }: FolderFacts): TableInFile {
  const geometry = kinds.size > 1 ? 'mixed' : (([...kinds][0] ?? null) as TableInFile['geometry']);
  return { name, columns, rows, geometry, crs: { epsg: 4326 }, encoding: null };
}

function noPlacemarks(name: string) {
  return importFault(
    `${name} 里没有地标（Placemark）。请检查导出时是否选中了要素。`,
    `${name} holds no placemarks. Check that features were selected when it was exported.`,
    'file',
  );
}

function linksLeftOut(count: number): Sentence {
  return {
    'zh-CN': `文件里有 ${count} 个指向其他文件的链接（NetworkLink），链接的内容没有读取。`,
    en: `The file has ${count} links to other files (NetworkLink); what they lead to was not read.`,
  };
}
