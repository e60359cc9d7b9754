import { z } from 'zod';
import { clock, line, place, squadId, version, whole } from '../patrol/bodies.ts';
import { squadKinds } from '../patrol/schema.ts';
import { travelModes } from '../patrol-plans/schema.ts';
import { areaCode, day, limit, pageToken } from '../wire.ts';
import { shiftPurposes } from './schema.ts';

const squadFields = {
  area_code: areaCode,
  kind: z.enum(squadKinds, {
    error: 'a squad is full_time, volunteer or enterprise | 队伍类型应为 full_time、volunteer 或 enterprise',
  }),
  name: line(40, 'a name is needed | 请填写队名'),
  member_count: whole(1, 10_000),
  mode: z.enum(travelModes, { error: 'a squad goes by foot, bicycle or car | 出行方式应为 foot、bicycle 或 car' }),
  /** Null: the middle of its area. */
  start: place.nullable(),
  /** Null: it ends wherever it is. */
  end: place.nullable(),
};
export const squadBody = z
  .object(squadFields)
  .partial()
  .required({ area_code: true, kind: true, name: true, member_count: true });
export const squadChange = z.object(squadFields).partial().extend({ version });
export type SquadFields = Partial<z.infer<typeof squadBody>>;

/** Longest time whose shifts are asked for at once, days: two months. */
const MOST_DAYS = 62;
export const shiftQuery = z
  .object({ area_code: areaCode, from: day, to: day, limit, page: pageToken.optional() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000, {
    path: ['to'],
    message: 'from one day to a later one, at most 62 days | 起止日期应先后有序，至多62天',
  });

const shiftFields = {
  day,
  starts_at: clock,
  /** At or before the start: on the next day. */
  ends_at: clock,
  people: whole(1, 200),
  purpose: z.enum(shiftPurposes, {
    error: 'a shift is routine, safety or emergency | 班次性质应为 routine、safety 或 emergency',
  }),
  /** Why it is a safety or emergency shift. */
  purpose_reason: line(200, 'say why | 请填写理由').nullable(),
  note: line(500, 'a note is text | 备注应为文字').nullable(),
};
export const shiftBody = z
  .object({ ...shiftFields, squad_id: squadId })
  .partial()
  .required({ squad_id: true, day: true, starts_at: true, ends_at: true });
export const shiftChange = z.object(shiftFields).partial().extend({ version });
export type ShiftFields = Partial<z.infer<typeof shiftBody>>;

const monday = day.refine((text) => new Date(text).getUTCDay() === 1, 'a week begins on a Monday | 一周应从星期一开始');
export const copyBody = z
  .object({ area_code: areaCode, from: monday, to: monday })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'a week is copied to another | 请选择另外一周' });

export const handoverBody = z.object({ body: line(2000, 'say what is handed over | 请填写交接内容') });
