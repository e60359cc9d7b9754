import type { ImportBatch, ImportCounts, ImportLayer } from '../../../../server/api/imports/schema.ts';

/** Counts of a dry run in which every row is the same. */
export const noCounts: ImportCounts = {
  ...{ new: 0, changed: 0, same: 0, read: 0, rejected: 0, incomplete: 0, absent: 0, deleted: 0 },
  ...{ skipped: 0, united: 0, outside_grids: 0, reassigned: 0 },
  ...{ dropped_columns: [], extent: null, warnings: [], tables: {} },
};

const text = { type: 'text', required: false } as const;

/** A layer of points with two required fields, one of them of codes. */
export const facilities: ImportLayer = {
  kind: 'facilities',
  zh: '公共设施',
  en: 'Public facilities',
  geometry: 'point',
  fields: [
    {
      ...{ name: 'kind', zh: '类型', en: 'Kind', type: 'text', required: true },
      codes: [
        { id: 'clinic', zh: '卫生服务站', en: 'Health station' },
        { id: 'toilet', zh: '公共厕所', en: 'Public toilet' },
      ],
    },
    { ...text, name: 'name', zh: '名称', en: 'Name', required: true },
    { ...text, name: 'address', zh: '地址', en: 'Address' },
    { name: 'lon', zh: '经度', en: 'Longitude', type: 'number', required: false },
    { name: 'lat', zh: '纬度', en: 'Latitude', type: 'number', required: false },
  ],
};

/** An uploaded sheet of facilities that was read and of which nothing is settled; `more` says otherwise. */
export function batch(more: Partial<ImportBatch> = {}): ImportBatch {
  return {
    ...{ id: 12, kind: 'facilities', state: 'read', file_name: '设施.csv', source: '设施', size_bytes: 900 },
    ...{ received_bytes: 900, sha256: 'ab', has_file: true, made_at: '2026-11-23T06:00:00Z', made_by: '沈立文' },
    ...{ parent_id: null, counts: null, failure: null, applied_at: null, change_id: null, undone_at: null },
    ...{ undone_by: null, fix_count: 0, progress: null },
    settings: {
      ...{
        table: 'a',
        encoding: null,
        delimiter: null,
        header_row: null,
        crs: null,
        swapped: false,
        by_address: false,
      },
      crs_words: null,
      ...{ constants: {}, codes: {}, keep_good: false, absent: 'keep', time_zone: 'Asia/Shanghai' },
      mapping: { kind: '类别', name: '名称', lon: 'X', lat: 'Y' },
    },
    findings: {
      ...{ format: 'csv', notes: [], table: 'a', crs: [], no_crs: null, columns: [] },
      tables: [
        {
          ...{ name: 'a', columns: ['名称', '类别', 'X', 'Y', '备注'], rows: 1235, geometry: null },
          encoding: { name: 'gb18030', certain: true },
        },
      ],
      codes: [
        {
          field: 'kind',
          values: [
            { value: '卫生室', rows: 3, code: 'clinic', confidence: 0.7, reason: { 'zh-CN': '相近', en: 'like it' } },
            { value: '亭子', rows: 1, code: null, confidence: 0, reason: { 'zh-CN': '没有', en: 'none' } },
          ],
        },
      ],
    },
    ...more,
  };
}
