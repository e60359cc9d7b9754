import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../../config.ts';
import type { Language } from '../../language.ts';
import { rights } from '../session/schema.ts';

/** What protects data here, as an activity of the catalogue names it. */
export const safeguards = {
  purpose: {
    'zh-CN': '说明用途后限时打开，逐次留痕',
    en: 'Opened for a stated purpose and some minutes, each time on record',
  },
  sealed: { 'zh-CN': '敏感字段加密存储（AES-256-GCM）', en: 'Sensitive columns encrypted (AES-256-GCM)' },
  masked: { 'zh-CN': '其余场合脱敏显示', en: 'Masked everywhere else' },
  rows: { 'zh-CN': '数据库按职责和区域逐行控制', en: 'Row policies of the database by duty and area' },
  counts: { 'zh-CN': '对外统计经小数保护', en: 'Small counts protected in all statistics' },
  closed_list: { 'zh-CN': '标签为封闭目录，不得自行添加', en: 'Tags are a closed list' },
  hashed: { 'zh-CN': '口令和令牌只存散列', en: 'Passwords and tokens kept as hashes only' },
  second_factor: { 'zh-CN': '重要岗位须启用动态验证码', en: 'A second factor for roles that reach far' },
  unchangeable: { 'zh-CN': '记录不可修改', en: 'The record cannot be changed' },
} as const satisfies Record<string, Record<Language, string>>;

const words = z.strictObject({
  name: z.string().min(1),
  purpose: z.string().min(1),
  basis: z.string().min(1),
  recipients: z.string().min(1),
});
const activity = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  zh: words,
  en: words,
  tables: z.array(z.string()).min(1),
  /** Whoever has one of these takes part. */
  rights: z.array(z.enum(rights)).min(1),
  /** Retention rules that end it; none: as long as the person is registered or lives there. */
  rules: z.array(z.string()),
  safeguards: z.array(z.enum(Object.keys(safeguards) as [keyof typeof safeguards])).min(1),
});
/** One processing activity of the catalogue. */
export type Activity = z.infer<typeof activity>;

/**
 * Reads the activities of a folder of catalogues.
 * @throws Error naming what is wrong.
 */
export function readActivities(folder = path.join(rootFolder, 'data/codes')): Activity[] {
  try {
    const text = readFileSync(path.join(folder, 'processing-activity.json'), 'utf8');
    return z.array(activity).min(1).parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`the catalogue data/codes/processing-activity.json cannot be used: ${reason}`);
  }
}
