import DxfParser, { type IEntity } from 'dxf-parser';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { type ByteSource, cutShort } from './bytes.ts';
import { type DxfShape, shapeOfEntity } from './dxf-shapes.ts';
import { BATCH_ROWS, MAX_DXF_BYTES, MAX_TABLES } from './limits.ts';
import { kindOfRows } from './sampling.ts';
import { encodingOf, knownEncoding } from './text.ts';
import type { OpenedTables, ReadOptions, ReadRow } from './types.ts';

const columns = ['type', 'text', 'block', 'handle', 'elevation'];

/**
 * Outlines of a DXF drawing; a table is a layer, a row the number of the entity among those that the library knows. It holds the
 * whole drawing, at some twenty times its size, hence the bound. Blocks give the point where they stand: what they hold are symbols.
 * @throws AppError when the drawing is too large, broken, cut off, or holds nothing that can be read.
 */
export async function openDxf(source: ByteSource, options: ReadOptions): Promise<OpenedTables> {
  const { entities, unknown } = await parsed(source, options);
  const layers = new Map<string, Drawn[]>();
  let [drawn, leftOut] = [0, unknown];
  for (const [index, entity] of entities.entries()) {
    const shape = entity.inPaperSpace ? null : shapeOfEntity(entity);
    if (!shape) {
      leftOut++;
      continue;
    }
    drawn++;
    const layer = layers.get(entity.layer) ?? [];
    layers.set(entity.layer, layer);
    layer.push({ row: index + 1, entity, shape });
  }
  if (drawn === 0) throw nothingDrawn(source.name);
  if (layers.size > MAX_TABLES) throw tooManyLayers(source.name, layers.size);
  let done = 0;
  return {
    format: 'dxf',
    tables: [...layers].map(([name, entities]) => ({
      ...{ name, columns, rows: entities.length, crs: null, encoding: null },
      geometry: kindOfRows(entities.map(rowOf)),
    })),
    notes: leftOut > 0 ? [leftOutSentence(leftOut)] : [],
    sizeBytes: source.sizeBytes,
    bytesRead: () => Math.round((done / drawn) * source.sizeBytes),
    async *read(table) {
      const entities = layers.get(table)!;
      for (let at = 0; at < entities.length; at += BATCH_ROWS) {
        const rows = entities.slice(at, at + BATCH_ROWS).map(rowOf);
        done = Math.min(drawn, done + rows.length);
        yield rows;
      }
    },
    close: async () => {},
  };
}

interface Drawn {
  row: number;
  entity: IEntity;
  shape: DxfShape;
}

/** Kinds that the library passes over without a word. */
const unknownKinds =
  /\n\s*0\r?\n\s*(HATCH|MPOLYGON|REGION|3DSOLID|BODY|MLINE|LEADER|MULTILEADER|IMAGE|WIPEOUT|OLE2FRAME)\r?\n/g;

async function parsed(source: ByteSource, options: ReadOptions): Promise<{ entities: IEntity[]; unknown: number }> {
  const text = await textOfDrawing(source, options);
  if (!/\n\s*0\s*\n\s*EOF\s*$/.test(text.slice(-200))) throw cutShort(source.name);
  try {
    const entities = new DxfParser().parseSync(text)?.entities ?? [];
    return { entities, unknown: text.match(unknownKinds)?.length ?? 0 };
  } catch (error) {
    throw cutShort(source.name, error);
  }
}

async function textOfDrawing(source: ByteSource, { encoding }: ReadOptions): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source.chunks()) {
    bytes += chunk.length;
    if (bytes > MAX_DXF_BYTES) throw tooLarge(source.name);
    parts.push(chunk);
  }
  const name = encoding === undefined ? (await encodingOf(source)).name : knownEncoding(encoding);
  return new TextDecoder(name).decode(Buffer.concat(parts));
}

function rowOf({ row, entity, shape }: Drawn): ReadRow {
  const { text = null, block = null, elevation = null } = shape;
  return {
    row,
    properties: { type: entity.type, text, block, handle: String(entity.handle ?? '') || null, elevation },
    geometry: shape.geometry,
  };
}

function tooLarge(name: string) {
  return importFault(
    `${name} 超过 16 MB，无法读取。请在 CAD 软件中只保留需要的图层，或转换为 Shapefile 或 GeoPackage 后上传。`,
    `${name} has more than 16 MB and cannot be read. Keep only the needed layers in the CAD program, or convert it to a shapefile or GeoPackage and upload that.`,
    'file',
  );
}

function tooManyLayers(name: string, count: number) {
  return importFault(
    `${name} 有 ${count} 个图层，最多 ${MAX_TABLES} 个。请在 CAD 软件中只保留需要的图层。`,
    `${name} has ${count} layers; ${MAX_TABLES} are allowed. Keep only the needed ones in the CAD program.`,
    'file',
  );
}

function nothingDrawn(name: string) {
  return importFault(
    `${name} 里没有可以读取的线、面、点或文字。请检查导出时是否选中了图形。`,
    `${name} holds no lines, outlines, points or texts that can be read. Check that shapes were selected when it was exported.`,
    'file',
  );
}

function leftOutSentence(count: number): Sentence {
  return {
    'zh-CN': `有 ${count} 个对象没有读取：填充、标注、样条曲线、三维对象，或图纸空间里的内容。需要的边界请画成多段线。`,
    en: `${count} objects were not read: hatches, dimensions, splines, solids, or what stands in paper space. Draw outlines that are needed as polylines.`,
  };
}
