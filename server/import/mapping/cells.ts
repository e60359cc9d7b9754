import type { CellProblem, ImportSettings } from '../../api/imports/schema.ts';
import { completeIncident } from '../completion.ts';
import { completeDoorRow } from '../doors/completing.ts';
import { asTheirs, type LayerColumn } from '../layer-columns.ts';
import { isDoorKind, type layerOf } from '../layers.ts';
import type { ReadRow } from '../readers/types.ts';
import { type ImportKind, RowFault } from '../types.ts';
import { columnValue, fault, meantBy } from '../values.ts';

type Settled = Pick<ImportSettings, 'mapping' | 'constants' | 'codes' | 'time_zone'>;
type AnyLayer = NonNullable<ReturnType<typeof layerOf>>;
type Values = Record<string, string | null>;

/** What keeps a row from being loaded, by cell, as far as the row alone tells; sentences name columns as the file does. */
export function problemsOf(row: ReadRow, kind: ImportKind, layer: AnyLayer, settled: Settled): CellProblem[] {
  if (row.reason) return [{ row: row.row, column: null, kind: 'unreadable', sentence: row.reason }];
  const { mapping } = settled;
  const values: Values = {};
  const columns = asTheirs(layer.columns, mapping);
  const wrong = columns.flatMap((column) => {
    try {
      const value = valueIn(column, row, settled);
      if (value !== undefined) values[column.name] = value;
      if (value || !isNeeded(column, layer, mapping)) return [];
      throw fault(column, '没有填写', 'is missing', { kind: 'missing' });
    } catch (error) {
      return [problem(row, error, mapping)];
    }
  });
  wrong.push(...coordinateProblems(row, mapping));
  if (wrong.length > 0) return wrong;
  try {
    if (isDoorKind(kind)) completeDoorRow(kind, columns, values);
    if (layer.table === 'incident') completeIncident(values, new Map(Object.entries(values)), columns);
    return [];
  } catch (error) {
    return [problem(row, error, mapping)];
  }
}

/** Undefined: the file does not say. */
function valueIn(column: LayerColumn, { properties }: ReadRow, { mapping, constants, codes, time_zone }: Settled) {
  const constant = constants[column.name];
  const theirs = mapping[column.name];
  if (constant === undefined && theirs === undefined) return undefined;
  const given = constant ?? properties[theirs!];
  return columnValue(column, meantBy(given, codes[column.name]), time_zone);
}

/** An area's level follows from its code; a door may stand in its row's address. */
function isNeeded({ name, required }: LayerColumn, { table }: AnyLayer, mapping: Settled['mapping']): boolean {
  if (!required || (table === 'area' && name === 'level')) return false;
  return !(name === 'door' && mapping.address !== undefined);
}

/** Cells of coordinates that are no numbers. */
function coordinateProblems({ row, properties }: ReadRow, mapping: Settled['mapping']): CellProblem[] {
  return [mapping.lon, mapping.lat].flatMap((column) => {
    const text = column === undefined ? '' : String(properties[column] ?? '').trim();
    if (column === undefined || text === '' || /^(?:na|n\/a|null|none|nan|无|-)$/i.test(text)) return [];
    if (Number.isFinite(Number(text))) return [];
    const sentence = {
      'zh-CN': `「${column}」“${text.slice(0, 40)}”不是坐标，应为数字，例如 112.1234`,
      en: `${column} "${text.slice(0, 40)}" is no coordinate`,
    };
    return [{ row, column, kind: 'place', sentence }];
  });
}

function problem({ row }: ReadRow, error: unknown, mapping: Settled['mapping']): CellProblem {
  if (!(error instanceof RowFault)) throw error;
  return { row, column: mapping[error.column ?? ''] ?? null, kind: error.kind, sentence: error.sentence };
}

/**
 * Finds rows whose id came before with other content, as a load would refuse them; rows are to be told in the file's order. Lines and
 * areas may come in pieces, points may not.
 */
export function repeatedIds(layer: AnyLayer, { mapping }: Settled): (row: ReadRow) => CellProblem[] {
  const column = mapping[('naturalId' in layer && layer.naturalId) || 'source_id'] ?? mapping.source_id;
  if (column === undefined || layer.dimension === null) return () => [];
  const others = Object.values(mapping).filter(
    (name) => layer.dimension === 0 || (name !== mapping.lon && name !== mapping.lat),
  );
  const first = new Map<string, { row: number | string; content: string }>();
  return (row) => {
    const id = String(row.properties[column] ?? '').trim();
    if (row.reason || id === '') return [];
    const shape = layer.dimension === 0 ? row.geometry : null;
    const content = JSON.stringify([others.map((name) => row.properties[name] ?? null), shape]);
    const known = first.get(id);
    if (!known) first.set(id, { row: row.row, content });
    if (!known || known.content === content) return [];
    const sentence = {
      'zh-CN': `「${column}」${id.slice(0, 40)} 已在第 ${known.row} 行出现，内容不同`,
      en: `${column} ${id.slice(0, 40)} already stands at row ${known.row} with other content`,
    };
    return [{ row: row.row, column, kind: 'repeated', sentence }];
  };
}
