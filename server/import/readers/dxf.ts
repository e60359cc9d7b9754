import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import type { ByteSource } from './bytes.ts';
import { type DxfEntity, readEntities } from './dxf-entities.ts';
import { type DxfShape, shapeOfEntity, textAt } from './dxf-shapes.ts';
import { MAX_TABLES } from './limits.ts';
import { kindOf } from './sampling.ts';
import { encodingOf, knownEncoding } from './text.ts';
import type { OpenedTables, ReadOptions, ReadRow, TableInFile } from './types.ts';

const columns = ['type', 'text', 'block', 'handle', 'elevation'];

/**
 * Outlines of a DXF drawing; a table is a layer, a row the number of the entity in the drawing. Blocks give the point where they
 * stand: what they hold are symbols. It is read once when it is opened, as layers may stand anywhere.
 * @throws AppError when the drawing is broken, cut off, or holds nothing that can be read.
 */
export async function openDxf(source: ByteSource, options: ReadOptions): Promise<OpenedTables> {
  const encoding = options.encoding === undefined ? (await encodingOf(source)).name : knownEncoding(options.encoding);
  const layers = new Map<string, { rows: number; kinds: Set<string> }>();
  let leftOut = 0;
  for await (const entities of readEntities(source, encoding)) {
    for (const entity of entities) {
      const shape = shapeOfEntity(entity);
      if (shape) count(layers, layerOf(entity), shape);
      else leftOut++;
    }
  }
  if (layers.size === 0) throw nothingDrawn(source.name);
  if (layers.size > MAX_TABLES) throw tooManyLayers(source.name, layers.size);
  return {
    format: 'dxf',
    tables: [...layers].map(([name, { rows, kinds }]) => ({
      ...{ name, columns, rows, crs: null, encoding: null },
      geometry: (kinds.size > 1 ? 'mixed' : [...kinds][0]!) as TableInFile['geometry'],
    })),
    notes: leftOut > 0 ? [leftOutSentence(leftOut)] : [],
    sizeBytes: source.sizeBytes,
    bytesRead: source.bytesRead,
    async *read(table) {
      for await (const entities of readEntities(source, encoding))
        yield entities.filter((entity) => layerOf(entity) === table).flatMap(rowsOf);
    },
    close: async () => {},
  };
}

/** Layer 0 is there in every drawing. */
const layerOf = ({ pairs }: DxfEntity) => textAt(pairs, 8) || '0';

function count(layers: Map<string, { rows: number; kinds: Set<string> }>, name: string, shape: DxfShape): void {
  const layer = layers.get(name) ?? { rows: 0, kinds: new Set<string>() };
  layers.set(name, layer);
  layer.rows++;
  layer.kinds.add(kindOf(shape.geometry)!);
}

/** A row; none for what is not read. */
function rowsOf(entity: DxfEntity): ReadRow[] {
  const shape = shapeOfEntity(entity);
  if (!shape) return [];
  const { text = null, block = null, elevation = null } = shape;
  const handle = textAt(entity.pairs, 5) || null;
  const { row, type } = entity;
  return [{ row, properties: { type, text, block, handle, elevation }, geometry: shape.geometry }];
}

function tooManyLayers(name: string, layers: number) {
  return importFault(
    `${name} 有 ${layers} 个图层，最多 ${MAX_TABLES} 个。请在 CAD 软件中只保留需要的图层。`,
    `${name} has ${layers} layers; ${MAX_TABLES} are allowed. Keep only the needed ones in the CAD program.`,
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

function leftOutSentence(entities: number): Sentence {
  return {
    'zh-CN': `有 ${entities} 个对象没有读取：填充、标注、样条曲线、三维对象，或图纸空间里的内容。需要的边界请画成多段线。`,
    en: `${entities} objects were not read: hatches, dimensions, splines, solids, or what stands in paper space. Draw outlines that are needed as polylines.`,
  };
}
