import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import type { ByteSource } from './bytes.ts';
import { type Placemark, PlacemarkCollector } from './kml-placemarks.ts';
import { MAX_TABLES } from './limits.ts';
import { columnsOf, kindOf } from './sampling.ts';
import type { OpenedTables, ReadOptions, TableInFile } from './types.ts';
import { readXml } from './xml.ts';

/**
 * KML; a table is a folder with placemarks, a row the number of the placemark in the file. It is read once when it is opened, as
 * folders may stand anywhere.
 * @throws AppError when it is broken, or holds no placemark.
 */
export async function openKml(source: ByteSource, options: ReadOptions): Promise<OpenedTables> {
  const folders = new Map<string, FolderFacts>();
  const collector = new PlacemarkCollector();
  for await (const placemarks of placemarksOf(source, options, collector))
    for (const placemark of placemarks) count(folders, placemark, source.name);
  if (folders.size === 0) throw noPlacemarks(source.name);
  const name = source.name.replace(/\.[^.]*$/, '') || source.name;
  // Archives of tracks may hold a folder a day.
  const isOne = folders.size === 1 || folders.size > MAX_TABLES;
  const tables = isOne
    ? [tableOf(name, merged([...folders.values()]))]
    : [...folders].map(([folder, facts]) => tableOf(folder || name, facts));
  return {
    format: 'kml',
    tables,
    notes: collector.networkLinks > 0 ? [linksLeftOut(collector.networkLinks)] : [],
    sizeBytes: source.sizeBytes,
    bytesRead: source.bytesRead,
    async *read(table) {
      for await (const placemarks of placemarksOf(source, options, new PlacemarkCollector())) {
        const wanted = isOne ? placemarks : placemarks.filter(({ folder }) => (folder || name) === table);
        yield wanted.map(({ row }) => row);
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
  rows: number;
  columns: string[];
  kinds: Set<string>;
}

function count(folders: Map<string, FolderFacts>, { folder, row }: Placemark, name: string): void {
  const facts = folders.get(folder) ?? { rows: 0, columns: [], kinds: new Set<string>() };
  folders.set(folder, facts);
  facts.rows++;
  facts.columns = columnsOf(name, [
    { ...row, properties: Object.fromEntries(facts.columns.map((column) => [column, null])) },
    row,
  ]);
  if (row.geometry) facts.kinds.add(kindOf(row.geometry) ?? 'mixed');
}

function merged(all: readonly FolderFacts[]): FolderFacts {
  return {
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
