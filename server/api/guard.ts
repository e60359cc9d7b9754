import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addressOf } from '../access/address.ts';
import { AppError } from '../errors.ts';
import type { ApiEnv } from './context.ts';
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
/** A photo or a piece of a file comes by whatever network there is, and a photo may have to wait for its scan. */
const LONGEST_PHOTO_MS = 90_000;

/** Gives up (503) on an answer that takes too long, be it for a slow statement or for want of a free session. */
export function limitTime(longestMs = LONGEST_MS): MiddlewareHandler {
  return async (c, next) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(tooBusy()), takesPhoto(c) || takesPiece(c) ? LONGEST_PHOTO_MS : longestMs);
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

const isWrite = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

/** Refuses (403) a write that another site's page sends: its browser would add this site's cookies. Programs send neither header. */
export const refuseForeignWrites: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (isWrite(c.req.method) && !isOwnPage(c)) {
    throw new AppError('forbidden', {
      'zh-CN': '请求来自其他网站，已拒绝。请在本系统页面内操作。',
      en: 'This request comes from another site and was refused. Please use the pages of this system.',
    });
  }
  await next();
};

function isOwnPage(c: Context<ApiEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('Origin');
  if (origin === undefined) return true;
  const { publicUrl } = c.get('config');
  return (publicUrl !== undefined && origin === new URL(publicUrl).origin) || hostOf(origin) === c.req.header('Host');
}

/** Host and port of an origin; undefined for `null` and what is none. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Whether a request brings a piece of a file that is imported: its route looks at the body itself, too. */
function takesPiece({ req }: Context): boolean {
  return req.method === 'PUT' && /^\/api\/imports\/\d+\/content$/.test(req.path);
}

/** The largest body that any route reads, photos, pieces of files and lists apart, in bytes. */
const MOST_BODY_BYTES = 64 * 1024;

/** Whether a request brings a photo: those routes look at their body themselves, once they know who sends it. */
function takesPhoto({ req }: Context): boolean {
  return req.method === 'POST' && (req.path === '/api/photos' || req.path === '/api/reports/photos');
}

/** Refuses (400) a body that is not JSON: what a form of another site can send without asking never is. */
export const refuseOtherBodies: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const type = c.req.header('Content-Type');
  const hasBody = Number(c.req.header('Content-Length') ?? 0) > 0 || c.req.header('Transfer-Encoding') !== undefined;
  if (
    isWrite(c.req.method) &&
    !takesPhoto(c) &&
    !takesPiece(c) &&
    (type !== undefined || hasBody) &&
    !/^application\/json\s*(;|$)/i.test(type ?? '')
  ) {
    throw new AppError('bad_input', {
      'zh-CN': '请求内容须为 JSON，并带有 Content-Type: application/json。',
      en: 'A body must be JSON and say so: Content-Type: application/json.',
    });
  }
  await next();
};

/** The largest list that is read in, in bytes: a million characters, of which most are Latin, and the rest of the request. */
const MOST_LIST_BYTES = 2 * 1024 * 1024;

/** Whether a request brings a list of points or streets. */
function takesList({ req }: Context): boolean {
  return req.method === 'POST' && /^\/api\/patrol-(points|streets)\/import$/.test(req.path);
}

/** Refuses (413) a body that is larger than its route needs. */
export const limitBody: MiddlewareHandler = (c, next) => {
  if (takesPhoto(c) || takesPiece(c)) return next();
  return (takesList(c) ? limitList : limitSmallBody)(c, next);
};

const limitSmallBody = limitedTo(MOST_BODY_BYTES, '64 KB', '64 kB');
const limitList = limitedTo(MOST_LIST_BYTES, '2 MB', '2 MB');

function limitedTo(maxSize: number, zh: string, en: string): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError('too_large', {
        'zh-CN': `请求内容过大，至多${zh}。`,
        en: `This body is too large: ${en} is the most.`,
      });
    },
  });
}

/**
 * Refuses (429) the requests of an address that sends too many without being signed in; those of accounts `granted` counts.
 * Signing in has limits of its own: one person of an office, behind whose address all stand, must not keep the others out.
 */
export const limitRate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const signsIn = c.req.method === 'POST' && c.req.path === '/api/session';
  if (signsIn || c.req.path.startsWith('/api/tiles/')) return next();
  const limits = c.get('limits');
  const address = addressOf(c);
  await limits.countAddress(address);
  await next();
  if (c.get('caller')) await limits.forgiveAddress(address);
};
