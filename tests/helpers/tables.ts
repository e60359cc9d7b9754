import type { Column, Feature, Table } from '../../server/export/table.ts';

/** Columns of every type. */
export const everyColumn: Column[] = [
  { name: 'name', type: 'text', head: '名称', width: 20 },
  { name: 'kind', type: 'text', head: '类型', width: 8, words: new Map([['shop', '商铺']]) },
  { name: 'floor_count', type: 'integer', head: '层数', width: 8 },
  { name: 'floor_counted', type: 'number', head: '高度', width: 8 },
  { name: 'sign_up', type: 'boolean', head: '提示标识', width: 8 },
  { name: 'confirmed_on', type: 'date', head: '核实日期', width: 12 },
  { name: 'reported_at', type: 'moment', head: '上报时间', width: 17 },
];

/** A table of features with every column. */
export function tableOf(features: Feature[], more: Partial<Table> = {}): Table {
  return {
    name: 'places',
    title: '地点',
    datum: 'wgs84',
    columns: everyColumn,
    features: (async function* () {
      yield* features;
    })(),
    ...more,
  };
}

/** A point with a value of every column. */
export const shop: Feature = {
  geometry: { type: 'Point', coordinates: [112.1016, 32.0052] },
  values: ['清河路“示例”超市', 'shop', -1, 3.5, true, '2026-05-01', '2026-05-01T16:30:00.000Z'],
};
/** A point where nothing is known. */
export const nothing: Feature = {
  geometry: { type: 'Point', coordinates: [112.1, 32] },
  values: [null, null, null, null, null, null, null],
};
