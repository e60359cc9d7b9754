import type { Language } from './language.ts';

/** What went wrong, for programs; the HTTP status follows from it. */
export type ErrorCode =
  | 'bad_input'
  | 'signed_out'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'too_many'
  | 'too_busy'
  | 'internal';

/** A sentence for people in both languages of the screen. */
export type Sentence = Record<Language, string>;

const statuses = {
  bad_input: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  too_busy: 503,
  internal: 500,
} as const;

/** A failure whose message may be shown to whoever asked. */
export class AppError extends Error {
  readonly status: (typeof statuses)[ErrorCode];

  /**
   * @param sentence tells what is wrong and what to do; never holds a secret, a query or a path.
   * @param options.field the query, path or body field at fault.
   * @param options.retry_s seconds after which asking again may succeed.
   */
  constructor(
    readonly code: ErrorCode,
    readonly sentence: Sentence,
    readonly options: { field?: string; retry_s?: number; cause?: unknown } = {},
  ) {
    super(sentence.en, { cause: options.cause });
    this.status = statuses[code];
  }
}

/** The thing asked for does not exist. `what` names it in both languages, as in { 'zh-CN': '楼栋', en: 'building' }. */
export function notFound(what: Sentence, key: string | number): AppError {
  return new AppError('not_found', {
    'zh-CN': `没有找到${what['zh-CN']} ${key}。`,
    en: `There is no ${what.en} ${key}.`,
  });
}
