import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Page } from './wire.ts';

/** Where the next page begins, as an opaque token. */
export function toToken(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key inside a token; undefined for the first page.
 * @throws AppError (400, field `page`) when the token was not made by `toToken` for this list.
 */
export function fromToken<Key>(token: string | undefined, key: z.ZodType<Key>): Key | undefined {
  if (token === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError(
      'bad_input',
      {
        'zh-CN': '「page」有误：翻页标记无效，请从第一页重新开始。',
        en: '“page” is wrong: this page token was not made here; begin with the first page.',
      },
      { field: 'page', cause },
    );
  }
}

/** Key of a list in order of `area_code`, then `id`. */
export const areaIdKey = z.tuple([z.string().regex(/^\d{0,18}$/), z.int32()]);

/** Key of a list in order of `id`. */
export const idKey = z.tuple([z.int32()]);

/** Key of a list in order of a time, as PostgreSQL writes it in UTC, then `id`. */
export const timeIdKey = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/), z.int32()]);

/** Key of a list of pairs in order of both their numbers. */
export const pairKey = z.tuple([z.int32(), z.int32()]);

/** Cuts a page from rows of which one more than `limit` was asked for. */
export function toPage<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly (string | number)[]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toToken(keyOf(last)) : null };
}
