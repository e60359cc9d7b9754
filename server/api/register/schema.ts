import { z } from 'zod';

export const dataClasses = ['public', 'internal', 'personal', 'sensitive'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Every column with its class, by table in order of name. */
export interface DataClasses {
  tables: { table_name: string; columns: { column_name: string; class: DataClass }[] }[];
}

/** What is kept how long; `data/codes/retention.json` has the words. */
export interface RetentionRule {
  rule: string;
  table_name: string;
  keep_days: number;
  /** Rows that are over it now. */
  due_count: number;
}
/** One run of the nightly job. */
export interface RetentionRun {
  id: number;
  ran_at: string;
  /** Rows removed or made anonymous, by rule; rules without any are left out. */
  removed: { rule: string; count: number }[];
  error: string | null;
}
export interface RetentionReport {
  rules: RetentionRule[];
  /** Newest first, at most 30. */
  runs: RetentionRun[];
  /** True: a run was asked for or is going on. */
  waiting: boolean;
  /** When the job runs next; null where it is switched off. */
  next_run_at: string | null;
}
export const retentionParam = z.object({ rule: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/) });
export const retentionBody = z.object({
  keep_days: z.coerce
    .number({ error: 'days are a whole number | 保存天数应为整数' })
    .int('days are a whole number | 保存天数应为整数')
    .min(1, 'something is kept at least a day | 至少保存1天')
    .max(36_500, 'nothing is kept over a hundred years | 至多保存一百年'),
});

const language = z.enum(['zh-CN', 'en']).optional();
/** Without a format the answer is JSON; the language is the screen's where it is not said. */
export const recordQuery = z.object({
  format: z.enum(['csv', 'md'], { error: 'a format is csv or md | 格式应为csv或md' }).optional(),
  language,
});
export const assessmentQuery = z.object({ language });

/** 处理活动记录: one activity a line, from the catalogue and what the database holds today. */
export interface ProcessingActivity {
  activity: string;
  name: string;
  purpose: string;
  basis: string;
  /** Tables with the classes of their columns that hold something of a person. */
  data: { table_name: string; personal: string[]; sensitive: string[] }[];
  /** Ids of the roles that take part; `data/codes/role.json` has their names. */
  roles: string[];
  recipients: string;
  kept: string;
  safeguards: string[];
}
