import { z } from 'zod';
import { areaCode, id, limit, pageToken } from '../wire.ts';
import { type QualityCode, qualityCodes, qualityLayers } from './schema.ts';

const sources = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .pipe(z.array(z.string().min(1).max(200)).max(20, 'name at most 20 sources | 一次至多20个来源'))
  .optional();
export const reportQuery = z.object({ area_code: areaCode, source: sources });
const codes = Object.values(qualityCodes).flat() as [QualityCode, ...QualityCode[]];
export const itemsQuery = z.object({
  area_code: areaCode,
  source: sources,
  code: z.enum(codes, { error: 'there is no such finding | 没有这类问题' }),
  /** Places of all layers are listed where none is named. */
  layer: z.enum(qualityLayers, { error: 'there is no such layer | 没有这个图层' }).optional(),
  field: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'there is no such field | 没有这个字段')
    .optional(),
  limit,
  page: pageToken.optional(),
});
/** How a page of items goes on. */
export const itemKey = z.tuple([z.string().max(20), id]);
