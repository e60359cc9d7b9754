import { z } from 'zod';
import { openingBody } from '../openings/schema.ts';
import { areaCode, id } from '../wire.ts';

/** What can be taken along, in the order of the screen. Residents are asked for in a way of their own. */
export const exportLayers = [
  'areas',
  'buildings',
  'compounds',
  'organisations',
  'facilities',
  'devices',
  'patrol-points',
  'roads',
  'incidents',
  'households',
  'people-counts',
] as const;
export type ExportLayer = (typeof exportLayers)[number];

/** `geojsonl` is newline-delimited GeoJSON. */
export const exportFormats = ['xlsx', 'csv', 'geojson', 'geojsonl', 'geopackage', 'shapefile'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** Ways of writing texts that a format has, the usual one first. */
export const formatEncodings = {
  xlsx: ['utf-8'],
  csv: ['utf-8', 'gb18030'],
  geojson: ['utf-8'],
  geojsonl: ['utf-8'],
  geopackage: ['utf-8'],
  shapefile: ['utf-8', 'gbk'],
} as const satisfies Record<ExportFormat, readonly string[]>;
/** Coordinate systems of a file. */
export const exportDatums = ['wgs84', 'cgcs2000', 'gcj02'] as const;
export type ExportDatum = (typeof exportDatums)[number];
/** Rows of a file at most: those of the first three are written as they come, the others are made whole first or are for Excel. */
export const mostRows: Record<ExportFormat, number> = {
  csv: 200_000,
  geojson: 200_000,
  geojsonl: 200_000,
  xlsx: 50_000,
  shapefile: 50_000,
  geopackage: 50_000,
};
/** Rows that are counted at most: one more stands for more. */
export const MOST_ROWS = 200_000;
/** Households whose residents are taken along at once. */
export const MOST_HOUSEHOLDS = 20;

const format = z.enum(exportFormats, {
  error: `a format is one of ${exportFormats.join(', ')} | 格式应为${exportFormats.join('、')}之一`,
});
const encoding = z.enum(['utf-8', 'gb18030', 'gbk'], {
  error: 'an encoding is utf-8, gb18030 (CSV) or gbk (Shapefile) | 编码应为utf-8、gb18030（CSV）或gbk（Shapefile）',
});
const hasEncoding = (given: { format: ExportFormat; encoding: string }) =>
  (formatEncodings[given.format] as readonly string[]).includes(given.encoding);
const encodingMessage = {
  path: ['encoding'],
  message:
    'CSV is written in utf-8 or gb18030, a Shapefile in utf-8 or gbk, all others in utf-8 | CSV可用utf-8或gb18030，Shapefile可用utf-8或gbk，其他格式只用utf-8',
};

export const layerParam = z.object({
  layer: z.enum(exportLayers, { error: 'there is no such layer | 没有这个图层' }),
});
export const layersQuery = z.object({ area_code: areaCode });
export const exportQuery = z
  .object({
    format,
    area_code: areaCode,
    encoding: encoding.default('utf-8'),
    /** Coordinate system of the file. */
    datum: z
      .enum(exportDatums, {
        error: 'a datum is wgs84, cgcs2000 or gcj02 | 坐标系应为wgs84、cgcs2000或gcj02',
      })
      .default('wgs84'),
  })
  .refine(hasEncoding, encodingMessage);

/** Layers for which there is a sheet to fill in. */
export const templateLayers = [
  'areas',
  'buildings',
  'compounds',
  'organisations',
  'facilities',
  'devices',
  'patrol-points',
  'incidents',
  'units',
  'households',
  'residents',
] as const;
export type TemplateLayer = (typeof templateLayers)[number];
export const templateParam = z.object({
  layer: z.enum(templateLayers, { error: 'there is no template for this layer | 这个图层没有填写模板' }),
});
const sheetFormat = z.enum(['xlsx', 'csv'], { error: 'a format is xlsx or csv | 格式应为xlsx或csv' });
export const templateQuery = z
  .object({ format: sheetFormat, encoding: encoding.default('utf-8') })
  .refine(hasEncoding, encodingMessage);

export const residentsExportBody = z
  .strictObject({
    household_ids: z
      .array(id, 'choose households | 请选择住户')
      .min(1, 'choose at least one household | 请至少选择一户')
      .max(
        MOST_HOUSEHOLDS,
        `at most ${MOST_HOUSEHOLDS} households are taken along at once | 一次至多导出${MOST_HOUSEHOLDS}户`,
      ),
    purpose: openingBody.shape.purpose,
    note: z
      .string({ error: 'say what the file is for | 请填写导出用途' })
      .trim()
      .min(4, 'say in a few words what the file is for | 请用几个字说明导出用途')
      .max(180, 'a note has at most 180 characters | 说明至多180个字'),
    format: sheetFormat,
    encoding: encoding.default('utf-8'),
  })
  .refine(hasEncoding, encodingMessage);

/** A layer that the caller may take along. */
export interface OfferedLayer {
  layer: ExportLayer;
  zh: string;
  en: string;
  /** Rows in the area, `MOST_ROWS` + 1 where there are more. */
  count: number;
  /** Rows that a file of a format holds at most. */
  most: Record<ExportFormat, number>;
  /** What is told of each row, in the order of the file. */
  columns: { zh: string; en: string }[];
  /** Counts below this are left out; null: all are exact. */
  hidden_below: number | null;
}
/** What the caller may take along of an area. */
export interface ExportOffer {
  area_code: string;
  layers: OfferedLayer[];
  /** Purposes that the caller may state to take along who lives in some households, and the columns that each shows in full; empty: none. */
  purposes: { id: string; reveals: string[] }[];
  /** Layers for which there is a sheet to fill in. */
  templates: { layer: TemplateLayer; zh: string; en: string }[];
}
