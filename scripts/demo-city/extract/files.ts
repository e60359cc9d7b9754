import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../../server/db/open.ts';
import { AppError } from '../../../server/errors.ts';
import { type ImportKind, type ImportReport, importFile } from '../../../server/import/index.ts';

/** One file of an extract and what it holds. */
export interface ExtractFile {
  kind: ImportKind;
  file: string;
}

const osmFile = /\.osm(\.pbf|\.gz)?$|\.pbf$/i;
const geojsonFile = /\.(geojsonl?|ndjson|geojsons)(\.gz)?$/i;

/** What a GeoJSON file holds, by a word in its name; loaded in this order. */
const kindsByName: readonly [RegExp, ImportKind][] = [
  [/build/i, 'buildings'],
  [/road|street|highway/i, 'roads'],
  [/land(?!mark)/i, 'land'],
  [/water|river/i, 'waterways'],
  [/place|named|poi/i, 'places'],
  [/boundar|admin/i, 'boundaries'],
];

/**
 * The files to import for `--on`: the file itself, or of a folder an OpenStreetMap file, `.osm.pbf` before `.osm` and
 * `.osm.gz`, else all GeoJSON files whose names say what they hold.
 * @throws AppError when there is nothing to import.
 */
export function extractFiles(extract: string): ExtractFile[] {
  const found = statSync(extract, { throwIfNoEntry: false });
  if (!found) throw refused(`找不到地图数据：${extract}。`, `There is no extract at ${extract}.`);
  if (!found.isDirectory()) {
    const kind = kindOf(extract);
    if (kind) return [{ kind, file: extract }];
    throw refused(
      `看不出 ${path.basename(extract)} 是什么：应为 .osm.pbf、.osm、.osm.gz，或文件名含 buildings、roads、places、land、boundaries 的 GeoJSON。`,
      `It is not clear what ${path.basename(extract)} holds: give an .osm.pbf, .osm or .osm.gz, or GeoJSON whose name says buildings, roads, places, land or boundaries.`,
    );
  }
  const names = readdirSync(extract).sort();
  const osm = [/\.pbf$/i, /\.osm(\.gz)?$/i].map((form) => names.find((name) => form.test(name))).find((name) => name);
  if (osm) return [{ kind: 'osm', file: path.join(extract, osm) }];
  const files = names.flatMap((name) => {
    const kind = kindOf(name);
    return kind ? [{ kind, file: path.join(extract, name) }] : [];
  });
  if (!files.some(({ kind }) => kind === 'buildings')) {
    throw refused(
      `${extract} 里没有建筑：需要一个 .osm.pbf、.osm 或 .osm.gz，或名为 buildings 的 GeoJSON。`,
      `${extract} holds no buildings: it needs an .osm.pbf, .osm or .osm.gz, or a GeoJSON file named buildings.`,
    );
  }
  const order = kindsByName.map(([, kind]) => kind);
  return files.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function kindOf(name: string): ImportKind | undefined {
  const base = path.basename(name);
  if (osmFile.test(base)) return 'osm';
  return geojsonFile.test(base) ? kindsByName.find(([word]) => word.test(base))?.[1] : undefined;
}

function refused(chinese: string, english: string): AppError {
  return new AppError('bad_input', { 'zh-CN': chinese, en: english }, { field: 'on' });
}

/** What the default name of an extract is: the folder's or the file's, without endings. */
export function extractName(extract: string): string {
  return path.basename(path.resolve(extract)).replace(/(\.(osm|pbf|gz|geojsonl?|ndjson))+$/i, '');
}

/**
 * Imports the files of an extract under one source name, keeping good rows; rejected ones are in the reports.
 * @throws AppError when a file cannot be read.
 */
export async function importExtract(
  sql: Database,
  extract: string,
  source: string,
  onStep: (done: number, total: number) => void,
): Promise<(ExtractFile & { report: ImportReport })[]> {
  const files = extractFiles(extract);
  const reports = [];
  for (const [index, one] of files.entries()) {
    const report = await importFile(sql, { ...one, source, keepGood: true }, (done, total) =>
      onStep(index * 100 + Math.floor((100 * done) / Math.max(1, total ?? done * 2)), files.length * 100),
    );
    reports.push({ ...one, report });
    onStep((index + 1) * 100, files.length * 100);
  }
  return reports;
}
