import { z } from 'zod';
import { id, latitude, limit, longitude, pageToken } from '../wire.ts';
import {
  type CrsSpec,
  type ImportSettings,
  importKinds,
  importStates,
  MOST_FILE_BYTES,
  MOST_PREVIEW_ROWS,
} from './schema.ts';

// What comes in, checked. Messages are "English | 中文".

const name = z
  .string()
  .trim()
  .min(1, 'it needs a name | 请填写名称')
  .max(200, 'at most 200 characters | 至多200个字符');
/** A field of ours or a column of theirs. */
const column = z.string().min(1).max(200);

export const importParam = z.object({ id });
export const listQuery = z.object({
  kind: z.enum(importKinds).optional(),
  state: z.enum(importStates).optional(),
  limit,
  page: pageToken.optional(),
});
export const makeBody = z.strictObject({
  kind: z.enum(importKinds),
  /** As it is called where it comes from; ours is another. */
  file_name: name.refine((text) => !/[/\\\p{Cc}]/u.test(text), 'a file name has no slash | 文件名不含斜杠'),
  size_bytes: z
    .int('a size is a whole number | 大小应为整数')
    .min(1, 'the file is empty | 文件是空的')
    .max(MOST_FILE_BYTES, 'a file has at most 2 GB | 文件至多2 GB'),
  /** Names whose rows these are; the file's name without extensions where it is not given. */
  source: name.optional(),
  /** The batch whose rejected rows this file mends; kind and source are then that batch's. */
  parent_id: id.optional(),
});
export const pieceQuery = z.object({
  /** Bytes of the file before this piece. */
  offset: z.coerce.number().int().min(0).max(MOST_FILE_BYTES),
});

const crsSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09', 'web-mercator']) }),
  z.strictObject({
    kind: z.literal('gauss-kruger'),
    width: z.union([z.literal(3), z.literal(6)]),
    meridian: z.number().min(72).max(138),
    prefix: z.boolean(),
    datum: z.enum(['cgcs2000', 'xian80', 'beijing54']),
  }),
  z.strictObject({ kind: z.literal('utm'), zone: z.int().min(1).max(60) }),
  z.strictObject({
    kind: z.literal('local'),
    points: z
      .array(z.strictObject({ x: z.number(), y: z.number(), lon: longitude, lat: latitude }))
      .min(2, 'a local system needs two places at least | 至少需要两个控制点')
      .max(50, 'at most 50 places | 至多50个控制点'),
  }),
]) satisfies z.ZodType<CrsSpec>;

const fields = z.record(column, column);
export const settingsBody = z.strictObject({
  table: column.nullable().optional(),
  encoding: z.string().max(40).nullable().optional(),
  delimiter: z.string().length(1).nullable().optional(),
  header_row: z.int().min(0).max(1000).nullable().optional(),
  crs: crsSpec.nullable().optional(),
  swapped: z.boolean().optional(),
  by_address: z.boolean().optional(),
  mapping: fields.optional(),
  constants: z.record(column, z.string().max(200)).optional(),
  codes: z.record(column, z.record(z.string().max(200), column)).optional(),
  keep_good: z.boolean().optional(),
  absent: z.enum(['keep', 'delete']).optional(),
  time_zone: z
    .string()
    .max(60)
    .refine(isTimeZone, 'a time zone is an IANA name such as Asia/Shanghai | 时区应为 IANA 名称，例如 Asia/Shanghai')
    .optional(),
}) satisfies z.ZodType<Partial<{ [Key in keyof Omit<ImportSettings, 'crs_words'>]: ImportSettings[Key] | undefined }>>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const rowsQuery = z.object({
  /** Rows of the file before the first that is answered. */
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(MOST_PREVIEW_ROWS).default(MOST_PREVIEW_ROWS),
});
export const fixesBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        row: z.union([z.int(), z.string().max(100)]),
        column,
        /** Null: as it stands in the file. */
        value: z.string().max(2000).nullable(),
      }),
    )
    .min(1)
    .max(200, 'at most 200 cells at once | 一次至多200格'),
});
export const rejectsQuery = z.object({ limit, page: pageToken.optional() });
export const placesBody = z.strictObject({
  /** Null: only what addresses say. */
  crs: crsSpec.nullable(),
  swapped: z.boolean().default(false),
  by_address: z.boolean().default(false),
});
export const applyBody = z.strictObject({
  /** The counts that a person has seen; applied only while they hold. */
  seen: z.strictObject({ new: z.int(), changed: z.int(), deleted: z.int(), rejected: z.int() }),
});
export const undoBody = z.strictObject({ note: z.string().trim().max(500).optional() });
