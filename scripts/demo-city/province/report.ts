import type { Sentence } from '../../../server/errors.ts';
import { AppError } from '../../../server/errors.ts';
import type { ProvinceReport } from './index.ts';

/** What is answered where the database is the embedded one. */
export function needsPostgis(): AppError {
  return new AppError('bad_input', {
    'zh-CN': '省级演示需要 PostGIS：请设置 DATABASE_URL。内嵌数据库只适合一个区县的演示城。',
    en: 'A province needs PostGIS: set DATABASE_URL. The embedded database is for the demo city of one district.',
  });
}

/** The number that `--share` holds. @throws AppError unless it is over 0 and at most 1. */
export function shareOf(text: string): number {
  const share = Number(text);
  if (share > 0 && share <= 1) return share;
  throw new AppError('bad_input', {
    'zh-CN': `--share 应大于 0 且不超过 1，例如 0.1；收到的是 ${text}。`,
    en: `--share must be over 0 and at most 1, as in 0.1; it is ${text}.`,
  });
}

/** What is said at the end: time, disk, and for whom people are known. */
export function provinceSentence({ minutes, disk_bytes, resumed_districts }: ProvinceReport): Sentence {
  const disk = (disk_bytes / 1e9).toFixed(1);
  return {
    'zh-CN': `${resumed_districts > 0 ? `接着上次做完的 ${resumed_districts} 个区县，` : ''}用时 ${minutes} 分钟，占用 ${disk} GB。只有第一个区县有居民、走访记录和日记，其余只到户。`,
    en: `${resumed_districts > 0 ? `Going on after ${resumed_districts} districts of an earlier run, it` : 'It'} took ${minutes} minutes and ${disk} GB. Residents, visits and diaries are there for the first district; the others end at the household.`,
  };
}
