import { z } from 'zod';
import { areaCode, day, id, latitude, limit, longitude, pageToken } from '../wire.ts';
import { travelModes } from './schema.ts';

/** Most that a plan takes: a night of a whole street, with room. */
export const MOST_POINTS = 1000;
export const MOST_STREETS = 300;
export const MOST_SQUADS = 60;
/** Most visits and sides that are planned at once: each point three times, or fewer more often. */
export const MOST_VISITS = 3000;
/** Last minute of a plan: midnight two days on. */
const LAST_MIN = 2880;

const whole = (least: number, most: number, unit: string, what: string) => {
  const message = `${unit} is a whole number from ${least} to ${most} | ${what}应为${least}至${most}的整数`;
  return z.int({ error: message }).min(least, message).max(most, message);
};
const share = (what: string, zh: string) => {
  const message = `${what} is from 0 to 1 | ${zh}应在0至1之间`;
  return z.number({ error: message }).min(0, message).max(1, message);
};
const minute = whole(0, LAST_MIN, 'a minute', '分钟数');
const version = whole(1, 2_147_483_647, 'a version', '版本');
const lonLat = z.tuple([longitude, latitude], {
  error: 'a place is [longitude, latitude] | 位置应为[经度, 纬度]',
});
const windows = z
  .array(
    z
      .tuple([minute, minute], { error: 'a window is [from, to] in minutes | 时段应为[开始, 结束]分钟' })
      .refine(([from, to]) => from < to, 'a window ends after it begins | 时段的结束应晚于开始'),
  )
  .min(1, 'give one window at least | 至少要有一个时段')
  .max(8, 'at most 8 windows | 至多8个时段')
  .refine(
    (list) => list.every(([from], at) => at === 0 || from > list[at - 1]![1]),
    'windows stand in order and do not overlap | 各时段应按先后排列且互不重叠',
  );
const ids = (most: number) => z.array(id).max(most, `at most ${most} | 至多${most}个`);
const name = z
  .string({ error: 'a plan needs a name | 请填写方案名称' })
  .trim()
  .min(1, 'a plan needs a name | 请填写方案名称')
  .max(80, 'a name has at most 80 characters | 名称至多80个字');

const settings = z
  .strictObject({
    cover_m: whole(5, 200, 'cover_m', '覆盖半径'),
    evenness: share('evenness', '均衡程度'),
    pairs_from_min: minute.nullable(),
    differ_nights: whole(0, 14, 'differ_nights', '对比的夜数'),
    differ_share: share('differ_share', '不同的比例'),
    seed: whole(0, 2_147_483_647, 'seed', '种子'),
    seconds: whole(1, 60, 'seconds', '计算时间（秒）'),
  })
  .partial();

/** A point's or street's number; below zero an incident's that a repair sent a squad to. */
const stopId = z
  .int({ error: 'an id is a whole number | 编号应为整数' })
  .refine((value) => value !== 0 && Math.abs(value) <= 2_147_483_647, 'there is no such id | 没有这个编号');

/** What of a point or a street may differ in a plan from what is kept; fields that are not given stay. */
const task = {
  id: stopId,
  windows: windows.optional(),
  priority: whole(1, 5, 'a priority', '优先级').optional(),
  optional: z.boolean().optional(),
  people: whole(1, 20, 'people', '人数').optional(),
  squad_id: id.nullable().optional(),
};
const pointChange = z.strictObject({
  ...task,
  centre: lonLat.optional(),
  dwell_min: whole(0, 600, 'dwell_min', '停留分钟').optional(),
  wanted_visits: whole(1, 48, 'wanted_visits', '次数').optional(),
  gap_min: whole(0, 720, 'gap_min', '间隔分钟').optional(),
});
const streetChange = z.strictObject({ ...task, sides: z.union([z.literal(1), z.literal(2)]).optional() });
const squadChange = z.strictObject({
  squad_id: id,
  mode: z.enum(travelModes, { error: 'a mode is foot, bicycle or car | 方式应为 foot、bicycle 或 car' }).optional(),
  start: lonLat.optional(),
  end: lonLat.nullable().optional(),
  from_min: minute.optional(),
  to_min: minute.optional(),
  people: whole(1, 200, 'people', '人数').optional(),
});
const kind = z.enum(['point', 'street'], { error: 'a kind is point or street | 类别应为 point 或 street' });

export const planParam = z.object({ id });
export const planQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });

/** A new plan: the points and must-pass streets of an area, or some of them, and the squads of these shifts. */
export const planBody = z.strictObject({
  area_code: areaCode,
  name: name.optional(),
  day,
  shift_ids: ids(MOST_SQUADS),
  /** All of the area where not given. */
  point_ids: ids(MOST_POINTS).optional(),
  street_ids: ids(MOST_STREETS).optional(),
  settings: settings.optional(),
});

/**
 * What is changed of a plan. A lock lets a stop stay with a squad when the rest is planned anew; one that names another squad than the
 * stop has moves it there.
 */
export const planPatch = z.strictObject({
  version,
  name: name.optional(),
  settings: settings.optional(),
  points: z.array(pointChange).max(MOST_POINTS).optional(),
  streets: z.array(streetChange).max(MOST_STREETS).optional(),
  squads: z.array(squadChange).max(MOST_SQUADS).optional(),
  drop: z
    .array(z.strictObject({ kind: z.enum(['point', 'street', 'squad']), id: stopId }))
    .max(MOST_POINTS)
    .optional(),
  locks: z
    .array(
      z.strictObject({ squad_id: id, kind, id: stopId, visit: whole(1, 48, 'a visit', '第几次'), locked: z.boolean() }),
    )
    .max(MOST_POINTS)
    .optional(),
});
export type PlanPatch = z.infer<typeof planPatch>;

/** Copies points, streets and shifts anew: the same ones, or those that are named. */
export const refreshBody = z.strictObject({
  version: version.optional(),
  shift_ids: ids(MOST_SQUADS).optional(),
  point_ids: ids(MOST_POINTS).optional(),
  street_ids: ids(MOST_STREETS).optional(),
});

/** A copy for another day, with the squads that are on duty on it; for the same day where none is named. */
export const copyBody = z.strictObject({
  name: name.optional(),
  day: day.optional(),
  shift_ids: ids(MOST_SQUADS).optional(),
});

export const runBody = z.strictObject({ seconds: whole(1, 60, 'seconds', '计算时间（秒）').optional() });

/** @param anyway also where points or shifts changed since, or another plan has one of the shifts. */
export const issueBody = z.strictObject({ version: version.optional(), anyway: z.boolean().optional() });

export const repairBody = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('squad_out'), squad_id: id, at_min: minute }),
    z.strictObject({ kind: z.literal('incident'), incident_id: id, at_min: minute }),
  ],
  { error: 'a plan is repaired for squad_out or incident | 只能因队伍退出或突发事件调整方案' },
);

export const exportQuery = z.object({
  format: z.enum(['gpx', 'geojson', 'ics'], {
    error: 'a format is gpx, geojson or ics | 格式应为 gpx、geojson 或 ics',
  }),
  squad_id: id.optional(),
});
