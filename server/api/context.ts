import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import { type ZodType, z } from 'zod';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Language } from '../language.ts';
import type { TileService } from '../tiles/service.ts';

/** What every route finds in its context. */
export interface ApiEnv {
  Variables: {
    sql: Database;
    config: Config;
    language: Language;
    tiles: TileService;
    /** The moment of the request; what is due or overdue is reckoned from it. */
    now: Date;
  };
}

/**
 * Checks one part of a request against its schema; what is wrong becomes a 400 that names the first field at fault.
 * Used as `validated('query', incidentQuery)`; the parsed value is at `c.req.valid('query')`.
 */
export function validated<Target extends keyof ValidationTargets, Schema extends ZodType>(
  target: Target,
  schema: Schema,
) {
  // An empty value, as a form sends it (`?category=`), is one that was not given.
  const lenient = (target === 'query' ? z.preprocess(withoutEmpty, schema) : schema) as Schema;
  return zValidator(target, lenient, (result) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    const field =
      issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : String(target));
    throw new AppError(
      'bad_input',
      {
        'zh-CN': `「${field}」有误：${chinese(issue?.message)}。`,
        en: `“${field}” is wrong: ${english(issue?.message)}.`,
      },
      { field },
    );
  });
}

function withoutEmpty(query: unknown): unknown {
  return Object.fromEntries(Object.entries(query as Record<string, unknown>).filter(([, value]) => value !== ''));
}

/** Schemas word their messages as "English | 中文"; a message of zod's own has no Chinese half. */
function chinese(message: string | undefined): string {
  return message?.split(' | ')[1] ?? '格式不正确';
}

function english(message: string | undefined): string {
  return message?.split(' | ')[0] ?? 'not valid';
}
