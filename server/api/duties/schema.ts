import { z } from 'zod';
import type { DutySetTemplate } from '../visits/schema.ts';
import { areaCode, day, id, type LonLat, limit, pageToken } from '../wire.ts';

const tags = ['living_alone', 'disabled', 'hardship', 'newcomer', 'veteran_member', 'support'] as const;
const dueStates = ['overdue', 'due'] as const;

export const dueQuery = z.object({
  area_code: areaCode,
  /** Only what is past its day, or only what is not; both when not given. */
  state: z.enum(dueStates, { error: 'a state is overdue or due | 状态应为overdue或due' }).optional(),
  limit,
  page: pageToken.optional(),
});
export const roundQuery = z.object({
  area_code: areaCode,
  /** `lon,lat` where the round begins; at the most urgent building when not given. */
  from: z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,12})?,-?\d{1,2}(\.\d{1,12})?$/, 'a place is lon,lat | 位置应为“经度,纬度”')
    .transform((text) => text.split(',').map(Number) as LonLat)
    .optional(),
});
export const generateBody = z.strictObject({ area_code: areaCode.optional() });

const name = z
  .string({ error: 'a set has a name | 请填写任务名称' })
  .trim()
  .min(1, 'a set has a name | 请填写任务名称')
  .max(40, 'a name has at most 40 characters | 名称至多40字');
const rule = {
  name,
  tags: z
    .array(z.enum(tags, { error: 'not a tag of the catalogue | 不是目录中的标签' }))
    .min(1, 'choose at least one tag | 请至少选择一个标签')
    .refine((list) => new Set(list).size === list.length, 'a tag stands twice | 标签重复'),
  period: z.enum(['month', 'week'], { error: 'a period is month or week | 周期应为month或week' }),
  every: z.int('a whole number | 应为整数').min(1, 'from 1 | 至少为1').max(12, 'at most 12 | 至多为12'),
  /** Of months the day, 31 is the last; of weeks the day, 1 is Monday. */
  due_day: z.int('a whole number | 应为整数').min(1, 'from 1 | 至少为1').max(31, 'at most 31 | 至多为31'),
  ends_on: day.nullish(),
};
/** Within a week there are seven days. */
const fits = ({ period, due_day }: { period?: string | undefined; due_day?: number | undefined }) =>
  period !== 'week' || due_day === undefined || due_day <= 7;
const misfit = { path: ['due_day'], error: 'a week has days 1 to 7 | 按周时应为1至7' };
export const dutySetBody = z
  .strictObject({ area_code: areaCode, starts_on: day.optional(), ...rule })
  .refine(fits, misfit);
export type DutySetBody = z.output<typeof dutySetBody>;
export const dutySetParam = z.object({ id });
/** `version` is the one that was changed: another since is a conflict. */
export const dutySetChange = z.strictObject({ version: z.int(), ...rule }).refine(fits, misfit);
export type DutySetChange = z.output<typeof dutySetChange>;

/** A household that is owed a visit. */
export interface DueHousehold {
  household_id: number;
  area_code: string;
  area_name: string;
  building_id: number;
  building_name: string | null;
  unit_no: number;
  floor: number;
  door: string;
  address: string | null;
  centre: LonLat;
  /** The earliest day by which a visit is owed. */
  due_on: string;
  overdue: boolean;
  duties: { duty: string; due_on: string }[];
  /** Times that nobody was met. */
  try_count: number;
  /** Nobody calls before this day. */
  next_try_on: string | null;
}

/** Today's round: households in the order in which they are walked to. */
export interface DutyRound {
  stops: DueHousehold[];
  line: LonLat[];
  length_m: number;
  /** False: all or a part of the way is as the crow flies, for no streets are known there. */
  by_street: boolean;
  /** Households of the area that are owed a visit this month, and how many of them are overdue. */
  due_count: number;
  overdue_count: number;
  /** Households visited today. */
  visited_count: number;
}

/** A rule by which visits are owed. */
export interface DutySet {
  id: number;
  name: string;
  /** '' is everywhere. */
  area_code: string;
  area_name: string | null;
  tags: string[];
  period: 'month' | 'week';
  every: number;
  due_day: number;
  starts_on: string;
  /** The first day on which nothing falls due by it; null: until further notice. */
  ends_on: string | null;
  version: number;
  /** Whether the caller may change it. */
  may_change: boolean;
}
export interface DutySets {
  items: DutySet[];
  templates: DutySetTemplate[];
}
