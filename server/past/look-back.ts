import type { MiddlewareHandler } from 'hono';
import { dayOf } from '../api/calendar.ts';
import type { ApiEnv } from '../api/context.ts';
import { pastAddresses } from '../api/past/schema.ts';
import { day } from '../api/wire.ts';
import { AppError, type Sentence } from '../errors.ts';
import { midnightOf } from '../patrol-walks/minutes.ts';

/** A day that a request asks about instead of today. */
export interface Past {
  /** `YYYY-MM-DD`. */
  on: string;
  /** The day's last moment, or that of the request where the day is not over. */
  at: Date;
  /** What was known at this moment; null: what is known now. */
  known: Date | null;
  /** When the request came: rights go by the present. */
  asked_at: Date;
}

const DAY_MS = 86_400_000;

/**
 * Reads `on` (a day up to today) and `known` (a moment up to now, or `then`: the end of that day) of a request: its clock then shows
 * the end of that day, and its transaction looks there.
 * @throws AppError 400 naming the field, also where the address or the method knows no past.
 */
export const lookBack: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const on = c.req.query('on');
  const known = c.req.query('known');
  if (!on) {
    if (known && isOfPast(c.req.path)) throw refused('known', knownAlone);
    return next();
  }
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!reads || !isOfPast(c.req.path)) throw refused('on', reads ? noPast : noWriting);
  const asked_at = c.get('now');
  const { timeZone } = c.get('config');
  if (!day.safeParse(on).success) throw refused('on', noDay);
  if (on > dayOf(asked_at, timeZone)) throw refused('on', future);
  const end = new Date(midnightOf(on, timeZone).getTime() + DAY_MS - 1);
  const at = end < asked_at ? end : asked_at;
  c.set('past', { on, at, known: knownAt(known, at, asked_at), asked_at });
  c.set('now', at);
  return next();
};

function isOfPast(path: string): boolean {
  return pastAddresses.some((address) => address.test(path));
}

function knownAt(known: string | undefined, at: Date, asked_at: Date): Date | null {
  if (!known) return null;
  if (known === 'then') return at;
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(known)
    ? new Date(known)
    : null;
  if (!moment || Number.isNaN(moment.getTime()) || moment > asked_at) throw refused('known', noMoment);
  return moment;
}

function refused(field: string, sentence: Sentence): AppError {
  return new AppError('bad_input', sentence, { field });
}

const noPast: Sentence = {
  'zh-CN': '「on」有误：该查询不能回看过去的日期。',
  en: '“on” is wrong: this cannot be asked as of a day in the past.',
};
const noWriting: Sentence = {
  'zh-CN': '「on」有误：过去的日期只能查看，不能修改。',
  en: '“on” is wrong: a day in the past can be looked at and not be changed.',
};
const noDay: Sentence = {
  'zh-CN': '「on」有误：日期格式应为YYYY-MM-DD，且不早于1900年。',
  en: '“on” is wrong: a date is YYYY-MM-DD, and not before 1900.',
};
const future: Sentence = {
  'zh-CN': '「on」有误：日期不能晚于今天。',
  en: '“on” is wrong: the date cannot be after today.',
};
const knownAlone: Sentence = {
  'zh-CN': '「known」有误：请同时给出日期「on」。',
  en: '“known” is wrong: please give the day, “on”, with it.',
};
const noMoment: Sentence = {
  'zh-CN': '「known」有误：应为then，或不晚于现在的时刻，例如2026-05-01T08:00Z。',
  en: '“known” is wrong: it is then, or a moment up to now, such as 2026-05-01T08:00Z.',
};
