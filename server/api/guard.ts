import type { MiddlewareHandler } from 'hono';
import { AppError } from '../errors.ts';
import { tooBusy } from './failures.ts';

/** Requests in work at once; more would only wait for a database session and then time out together. */
const MOST_AT_ONCE = 256;

/** Turns a request away (503) while too many others are in work. */
export function limitLoad(most = MOST_AT_ONCE): MiddlewareHandler {
  let working = 0;
  return async (_, next) => {
    if (working >= most) throw tooBusy();
    working += 1;
    try {
      await next();
    } finally {
      working -= 1;
    }
  };
}

/** How long an answer may take; whoever asked has long stopped waiting by then. */
const LONGEST_MS = 15_000;

/** Gives up (503) on an answer that takes too long, be it for a slow statement or for want of a free session. */
export function limitTime(longestMs = LONGEST_MS): MiddlewareHandler {
  return async (_, next) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(tooBusy()), longestMs);
    });
    try {
      await Promise.race([next(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Refuses (400) what no text in the database can hold: zero bytes, and escapes that are not UTF-8. */
export const refuseUnreadable: MiddlewareHandler = async (c, next) => {
  const query = c.req.url.slice(c.req.url.indexOf('/', 8));
  if (/%00/.test(query) || !decodes(query)) {
    throw new AppError('bad_input', {
      'zh-CN': '请求地址中含有无法识别的字符。',
      en: 'The address of this request holds a character that cannot be read.',
    });
  }
  await next();
};

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
