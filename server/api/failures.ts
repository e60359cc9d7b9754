import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError, notFound } from '../errors.ts';
import { languageOf } from '../language.ts';
import { describeFailure, patternOf } from '../log.ts';
import type { ApiEnv } from './context.ts';
import type { ErrorBody } from './wire.ts';

/** What PostgreSQL and its client say when there is no room or no time for one more question. */
const BUSY_CODES = new Set([
  '53000',
  '53200',
  '53300',
  '53400',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/** What PostgreSQL says of a text or a value that it cannot hold: a zero byte, half of a character, what is no JSON. */
const UNREADABLE_CODES = new Set(['22021', '22P02', '22P05']);

/** The server cannot answer now; asking again later may succeed. */
export function tooBusy(cause?: unknown): AppError {
  return new AppError(
    'too_busy',
    {
      'zh-CN': '服务器正忙，请稍候几秒再试。',
      en: 'The server is busy. Please try again in a few seconds.',
    },
    { cause },
  );
}

function badInput(zh: string, en: string, cause?: unknown): AppError {
  return new AppError('bad_input', { 'zh-CN': zh, en }, { cause });
}

/** The failure to tell of, whatever was thrown; undefined where it is nobody's business but the operator's. */
function toAppError(error: Error): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return badInput('请求格式有误。', 'The request is malformed.', error);
  }
  const code = (error as { code?: string }).code;
  if (code && BUSY_CODES.has(code)) return tooBusy(error);
  if (code && UNREADABLE_CODES.has(code)) {
    const en = 'The request holds a character or a value that cannot be read.';
    return badInput('请求中含有无法识别的字符或数值。', en, error);
  }
  return undefined;
}

/** Turns what a route threw into the answer: status, code, field and a sentence in the caller's language. */
export function answerError(error: Error, c: Context<ApiEnv>): Response {
  const known = toAppError(error);
  const language = languageOf(c.req.header('Accept-Language'));
  c.header('Cache-Control', 'no-store');
  if (known) {
    const { field, retry_s = known.status === 503 ? 5 : undefined } = known.options;
    if (retry_s !== undefined) c.header('Retry-After', String(Math.ceil(retry_s)));
    const body: ErrorBody = { error: { code: known.code, ...(field && { field }), message: known.sentence[language] } };
    return c.json(body, known.status);
  }
  const request_id = c.get('requestId');
  c.get('log').error({ request_id, route: patternOf(c), ...describeFailure(error) }, 'failed');
  c.header('X-Request-Id', request_id);
  const message =
    language === 'en'
      ? `Something went wrong on the server. Please tell the operator this number: ${request_id}`
      : `服务器出错了。请把这个编号告诉管理员：${request_id}`;
  return c.json({ error: { code: 'internal', message } } satisfies ErrorBody, 500);
}

/** The answer to an address under /api that does not exist. */
export function noSuchAddress(path: string): AppError {
  return notFound({ 'zh-CN': '接口', en: 'address' }, path.slice(0, 200));
}
