import type { FileHandle } from 'node:fs/promises';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Sentence } from '../../../errors.ts';
import { importFault } from '../../faults.ts';
import { withoutDoubles } from '../header.ts';
import { BATCH_ROWS, MAX_ROW_CHARACTERS, MAX_TABLES } from '../limits.ts';
import type { OpenedTables, ReadOptions, ReadRow, TableInFile } from '../types.ts';
import type { Archive, ArchiveEntry } from '../zip.ts';
import { type Dbf, dbfValue, openDbf, readAll, sampleTexts, textSentence } from './dbf.ts';
import { dbfEncoding } from './encoding.ts';
import { openShp, type Shp, shapeOf } from './shp.ts';

const parts = ['shp', 'shx', 'dbf', 'prj', 'cpg'] as const;
type Part = (typeof parts)[number];
/** Paths of the files of one shapefile. */
type Files = Partial<Record<Part, string>>;

interface Layer {
  table: TableInFile;
  shp: Shp;
  dbf: Dbf;
  shpHandle: FileHandle;
  dbfHandle: FileHandle;
  decoder: TextDecoder;
}

/** Whether an archive holds a shapefile. */
export function hasShapefile(archive: Archive): boolean {
  return archive.entries.some(({ name }) => /\.shp$/i.test(name));
}

/** A .shp with its neighbours of the same name. */
export async function openShapefile(file: string, sizeBytes: number, options: ReadOptions): Promise<OpenedTables> {
  const base = path.basename(file).replace(/\.shp$/i, '');
  const files: Files = { shp: file };
  for (const name of await readdir(path.dirname(file))) {
    const part = partOf(name);
    if (part && part !== 'shp' && baseOf(name) === base) files[part] = path.join(path.dirname(file), name);
  }
  return openLayers(new Map([[base, files]]), sizeBytes, options, [], async () => {});
}

/**
 * The shapefiles of an archive, each a table. They are unpacked under names of ours into a folder of their own, as their parts are
 * read side by side and not always from front to back.
 */
export async function openShapefiles(archive: Archive, options: ReadOptions): Promise<OpenedTables> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jingwei-shapefile-'));
  const remove = async () => {
    archive.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const groups = new Map<string, Files>();
    const bases = new Set(
      archive.entries.filter(({ name }) => partOf(name) === 'shp').map((entry) => baseOf(entry.path)),
    );
    if (bases.size > MAX_TABLES) throw tooManyLayers(archive.name, bases.size);
    for (const entry of archive.entries) {
      const part = partOf(entry.name);
      if (!part || !bases.has(baseOf(entry.path))) continue;
      const target = path.join(folder, `${[...bases].indexOf(baseOf(entry.path))}.${part}`);
      await archive.unpack(entry, target);
      const name = tableName(entry, groups);
      groups.set(name, { ...groups.get(name), [part]: target });
    }
    return await openLayers(groups, archive.sizeBytes, options, [...archive.notes], remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

function tooManyLayers(name: string, count: number) {
  return importFault(
    `${name} 里有 ${count} 个图层，最多 ${MAX_TABLES} 个。请分成几个压缩包上传。`,
    `${name} holds ${count} layers; ${MAX_TABLES} are allowed. Divide it into several archives.`,
    'file',
  );
}

/** `.shp.xml` and the like are no parts. */
function partOf(name: string): Part | null {
  const extension = path.extname(name).slice(1).toLowerCase();
  return parts.find((part) => part === extension) ?? null;
}

const baseOf = (name: string) => name.slice(0, -path.extname(name).length);

/** The last part of the path; the whole one where two folders hold layers of one name. */
function tableName(entry: ArchiveEntry, groups: ReadonlyMap<string, Files>): string {
  const part = partOf(entry.name)!;
  const short = baseOf(entry.name);
  return groups.get(short)?.[part] ? baseOf(entry.path) : short;
}

async function openLayers(
  groups: ReadonlyMap<string, Files>,
  sizeBytes: number,
  options: ReadOptions,
  notes: Sentence[],
  remove: () => Promise<void>,
): Promise<OpenedTables> {
  const handles: FileHandle[] = [];
  const close = async () => {
    for (const handle of handles) await handle.close();
    await remove();
  };
  const layers = new Map<string, Layer>();
  let fraction = 0;
  try {
    for (const [name, files] of groups) layers.set(name, await openLayer(name, files, options, notes, handles));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    format: 'shapefile',
    tables: [...layers.values()].map(({ table }) => table),
    notes,
    sizeBytes,
    bytesRead: () => Math.round(fraction * sizeBytes),
    read: (table) =>
      readRows(layers.get(table)!, (done) => {
        fraction = done;
      }),
    close,
  };
}

async function openLayer(
  name: string,
  files: Files,
  options: ReadOptions,
  notes: Sentence[],
  handles: FileHandle[],
): Promise<Layer> {
  if (!files.shp || !files.dbf) throw missingPart(name);
  const shpHandle = await open(files.shp, 'r');
  handles.push(shpHandle);
  const dbfHandle = await open(files.dbf, 'r');
  handles.push(dbfHandle);
  const index = files.shx ? await readFile(files.shx) : null;
  const shp = await openShp(shpHandle, index, `${name}.shp`);
  const dbf = await openDbf(dbfHandle, `${name}.dbf`);
  if (shp.rows !== dbf.rows) throw unequal(name, shp.rows, dbf.rows);
  const own: Sentence[] = [];
  const codePage = files.cpg ? await readFile(files.cpg, 'latin1') : null;
  const encoding = dbfEncoding(await sampleTexts(dbfHandle, dbf), options.encoding, codePage, dbf.language, own);
  const decoder = new TextDecoder(encoding.name);
  const names = dbf.fields.map((field) =>
    decoder
      .decode(field.name)
      .replace(/\uFFFD+$/, '')
      .trim(),
  );
  const columns = withoutDoubles(
    names.map((column, i) => column || `列${i + 1}`),
    own,
  );
  if (!files.prj) own.push(noProjection);
  notes.push(...own.map((note) => ({ 'zh-CN': `${name}：${note['zh-CN']}`, en: `${name}: ${note.en}` })));
  const wkt = files.prj ? (await readFile(files.prj, 'utf8')).trim() : '';
  const crs = wkt === '' ? null : { wkt };
  return {
    table: { name, columns, rows: dbf.rows, geometry: shp.kind, crs, encoding },
    ...{ shp, dbf, shpHandle, dbfHandle, decoder },
  };
}

const noProjection: Sentence = {
  'zh-CN': '缺少 .prj 文件，没有说明坐标系。请在下一步核对推测的坐标系。',
  en: 'There is no .prj file, so the coordinate system is not known. Check the one that is guessed in the next step.',
};

function missingPart(name: string) {
  return importFault(
    `Shapefile“${name}”缺少属性表（.dbf）。请把同名的 .shp、.shx、.dbf、.prj、.cpg 一起压缩成一个 .zip 文件上传。`,
    `The shapefile "${name}" lacks its attribute table (.dbf). Put the .shp, .shx, .dbf, .prj and .cpg of the same name into one .zip file and upload that.`,
    'file',
  );
}

function unequal(name: string, shapes: number, rows: number) {
  return importFault(
    `Shapefile“${name}”有 ${shapes} 个图形，属性表（.dbf）却有 ${rows} 行，图形和属性对不上，可能单独改过其中一个文件。请从 GIS 软件重新导出全部文件。`,
    `The shapefile "${name}" has ${shapes} shapes, but its attribute table (.dbf) has ${rows} rows, so nobody can tell which belong together; one of the files was probably edited by itself. Export all of its files anew from the GIS.`,
    'file',
  );
}

async function* readRows(layer: Layer, onProgress: (fraction: number) => void): AsyncGenerator<ReadRow[]> {
  const { dbf, shp, dbfHandle } = layer;
  const shapes = new RecordWindow(layer.shpHandle);
  for (let first = 0; first < dbf.rows; first += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, dbf.rows - first);
    const block = await readAll(dbfHandle, dbf.headBytes + first * dbf.rowBytes, count * dbf.rowBytes);
    const batch: ReadRow[] = [];
    for (let i = 0; i < count; i++) {
      const at = i * dbf.rowBytes;
      // Rows that dBase has marked as deleted stay in the file until it is packed.
      if (block[at] === 0x2a) continue;
      const row = attributes(layer, block, at, first + i + 1);
      const place = shp.place(first + i);
      const tooLarge = place !== null && place.length > MAX_ROW_CHARACTERS * 2;
      const record = place && !tooLarge ? await shapes.take(place.at, place.length) : null;
      batch.push(withShape(row, tooLarge ? { fault: 'large' } : record ? shapeOf(record) : { fault: 'damaged' }));
    }
    onProgress((first + count) / dbf.rows);
    yield batch;
  }
}

function attributes({ dbf, table, decoder }: Layer, block: Buffer, at: number, number: number): ReadRow {
  const row: ReadRow = { row: number, properties: {}, geometry: null };
  for (let i = 0; i < dbf.fields.length; i++) {
    const { value, fault } = dbfValue(block, at, dbf.fields[i]!, decoder);
    const column = table.columns[i]!;
    row.properties[column] = value;
    if (fault === 'garbled') row.reason ??= textSentence(column, fault);
    else if (fault === 'cut') row.warnings = [...(row.warnings ?? []), textSentence(column, fault)];
  }
  return row;
}

function withShape(row: ReadRow, shape: ReturnType<typeof shapeOf>): ReadRow {
  if ('fault' in shape) return { ...row, reason: row.reason ?? shapeSentences[shape.fault] };
  row.geometry = shape.geometry;
  if (shape.isMended) row.warnings = [...(row.warnings ?? []), mended];
  return row;
}

const mended: Sentence = {
  'zh-CN': '图形有未闭合或只有两个点的部分，已自动补齐或略去。',
  en: 'The shape has parts that are not closed or have too few points; they were closed or left out.',
};

const shapeSentences = {
  damaged: {
    'zh-CN': '这个图形的数据已损坏，无法读取。请在 GIS 软件中修复或删除它，然后重新导出。',
    en: 'This shape is damaged and cannot be read. Repair or delete it in the GIS and export the file anew.',
  },
  large: {
    'zh-CN': '这个图形的点过多，无法读取。请在 GIS 软件中简化或拆分它，然后重新导出。',
    en: 'This shape has too many points to be read. Simplify or divide it in the GIS and export the file anew.',
  },
  patch: {
    'zh-CN': '这个图形是三维面片，无法读取。请在 GIS 软件中转换为二维面。',
    en: 'This shape is a three-dimensional patch, which cannot be read. Convert it to a polygon in the GIS.',
  },
} satisfies Record<string, Sentence>;

const WINDOW_BYTES = 1 << 20;

/** Reads records that mostly follow each other with few calls to the system. */
class RecordWindow {
  private window: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(private readonly handle: FileHandle) {}

  async take(at: number, length: number): Promise<Buffer> {
    if (at < this.start || at + length > this.start + this.window.length) {
      this.window = await readAll(this.handle, at, Math.max(length, WINDOW_BYTES));
      this.start = at;
    }
    return this.window.subarray(at - this.start, at - this.start + length);
  }
}
