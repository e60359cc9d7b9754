import { z } from 'zod';
import { indicators } from '../areas/schema.ts';
import { areaCode, id } from '../wire.ts';
import { planDays, wallLayers, wallLooks, wallPanels, wallPeriods } from './schema.ts';

// What comes in; the shapes that go out are in schema.ts, which the browser loads. Messages are "English | 中文".

/** Entries of a plan, and scenes that one of them names. */
const MOST_ENTRIES = 24;
const MOST_OF_ENTRY = 24;
/** Panels that have room at one side of a stage. */
const MOST_PANELS = 4;
/** Longest that a scene is pinned without being pinned for good: a day. */
const MOST_PINNED_MIN = 1440;
/** Screens of one wall. */
const MOST_SCREENS = 8;

const whole = ([least, most]: [number, number], [en, zh]: [string, string]) => {
  const message = `${en} is a whole number from ${least} to ${most} | ${zh}应为${least}至${most}的整数`;
  return z.int({ error: message }).min(least, message).max(most, message);
};
const ranged = ([least, most]: [number, number], [en, zh]: [string, string]) => {
  const message = `${en} is from ${least} to ${most} | ${zh}应在${least}至${most}之间`;
  return z.number({ error: message }).min(least, message).max(most, message);
};
const oneOf = <Values extends readonly [string, ...string[]]>(values: Values, [en, zh]: [string, string]) =>
  z.enum(values, { error: `${en} is one of ${values.join(', ')} | ${zh}应为：${values.join('、')}` });

const sceneName = z
  .string({ error: 'a scene has an id | 场景应有标识' })
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'an id of a scene begins with a small letter and has letters, digits and underscores, at most 40 | 场景标识以小写字母开头，仅含小写字母、数字和下划线，至多40个',
  );
const title = z
  .string({ error: 'a scene needs a name in Chinese and in English | 请填写场景的中文和英文名称' })
  .trim()
  .min(1, 'a scene needs a name in Chinese and in English | 请填写场景的中文和英文名称')
  .max(40, 'a name of a scene has at most 40 characters | 场景名称至多40个字符');
const once = <Value>(values: readonly Value[]) => new Set(values).size === values.length;
const side = z
  .array(oneOf(wallPanels, ['a panel', '面板']))
  .max(MOST_PANELS, `a side has at most ${MOST_PANELS} panels | 每侧至多${MOST_PANELS}个面板`);

/** A scene as it is kept; also the form of the entries of data/codes/wall-scene.json. */
export const sceneBody = z.object({
  id: sceneName,
  zh: title,
  en: title,
  duration_s: whole([10, 3600], ['a duration in seconds', '时长（秒）']),
  camera: z.object({
    look: oneOf(wallLooks, ['what the camera looks at', '镜头对象']),
    pitch: ranged([0, 65], ['a pitch in degrees', '俯仰角（度）']),
    bearing: ranged([-180, 180], ['a bearing in degrees', '方位角（度）']),
    closer: ranged([0, 4], ['how much closer than the whole', '拉近级数']),
  }),
  layers: z
    .array(oneOf(wallLayers, ['a layer', '图层']))
    .refine(once, 'a layer stands once | 图层不能重复')
    .max(wallLayers.length),
  indicator: oneOf(indicators, ['an indicator', '指标']).nullable(),
  overdue_only: z.boolean({ error: 'overdue only is true or false | “只看超期”应为是或否' }),
  freshness: z.boolean({ error: 'freshness is true or false | “新鲜度”应为是或否' }),
  period: oneOf(wallPeriods, ['a period', '时段']),
  replay_s: whole([10, 600], ['a replay in seconds', '回放时长（秒）']).nullable(),
  panels: z
    .object({ left: side, right: side })
    .refine(({ left, right }) => once([...left, ...right]), 'a panel stands once | 面板不能重复'),
});

const clockTime = z
  .string({ error: 'a time is HH:MM | 时间格式应为HH:MM' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is HH:MM, from 00:00 to 23:59 | 时间格式应为HH:MM，00:00至23:59')
  .nullable();
const planEntry = z
  .object({
    days: oneOf(planDays, ['days', '适用日']),
    from: clockTime,
    to: clockTime,
    scenes: z
      .array(sceneName)
      .min(1, 'an entry of a plan names at least one scene | 每个时段至少选一个场景')
      .max(
        MOST_OF_ENTRY,
        `an entry of a plan names at most ${MOST_OF_ENTRY} scenes | 每个时段至多${MOST_OF_ENTRY}个场景`,
      ),
  })
  .refine(({ from, to }) => (from === null) === (to === null), {
    path: ['to'],
    message: 'a time of beginning has one of ending, and the reverse | 开始与结束时间应同时填写或同时留空',
  });

/** A plan as it is kept; also the form of data/codes/wall-plan.json. Whether its scenes exist is checked apart. */
export const planBody = z.object({
  entries: z
    .array(planEntry)
    .min(1, 'a plan has at least one entry | 计划至少有一个时段')
    .max(MOST_ENTRIES, `a plan has at most ${MOST_ENTRIES} entries | 计划至多${MOST_ENTRIES}个时段`),
  emergency: z
    .array(sceneName)
    .max(MOST_OF_ENTRY, `at most ${MOST_OF_ENTRY} scenes turn in an emergency | 应急时至多轮播${MOST_OF_ENTRY}个场景`),
});

const wallName = z
  .string({ error: 'a wall needs a name | 请填写大屏名称' })
  .trim()
  .min(1, 'a wall needs a name | 请填写大屏名称')
  .max(60, 'a name has at most 60 characters | 名称至多60个字符');
const columns = whole([1, MOST_SCREENS], ['screens side by side', '横向屏数']);
const rows = whole([1, MOST_SCREENS], ['screens above each other', '纵向屏数']);

/** Whether so many screens are not too many for one wall. */
export const isSplit = ({ column_count, row_count }: { column_count: number; row_count: number }) =>
  column_count * row_count <= MOST_SCREENS;
/** What is said where they are. */
export const tooManyScreens = `a wall has at most ${MOST_SCREENS} screens | 一面大屏至多${MOST_SCREENS}块屏`;

export const wallParam = z.object({ id });
export const screenParam = z.object({ id, token_id: id });
export const sceneParam = z.object({ scene: sceneName });
export const wallBody = z
  .object({ name: wallName, area_code: areaCode, column_count: columns, row_count: rows })
  .refine(isSplit, { path: ['column_count'], message: tooManyScreens });
/** What is not there stays as it is; a plan of null is the product's again. */
export const wallChange = z
  .object({
    name: wallName.optional(),
    column_count: columns.optional(),
    row_count: rows.optional(),
    plan: planBody.nullable().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message:
      'say what is to change: name, column_count, row_count or plan | 请说明要修改的内容：name、column_count、row_count或plan',
  });

/** Six digits that a screen or a wall shows. */
const shownCode = z
  .string({ error: 'the code is the six digits that the screen shows | 请输入屏幕上显示的6位数字' })
  .trim()
  .regex(/^\d{6}$/, 'the code is the six digits that the screen shows | 请输入屏幕上显示的6位数字');
export const letInBody = z.object({
  code: shownCode,
  part: whole([1, MOST_SCREENS], ['the number of a screen', '屏幕序号']),
  /** Without one: the wall's, and which part of it. */
  name: wallName.optional(),
});
export const remoteBody = z.object({ code: shownCode });

/** A command of a remote control. */
export const commandBody = z.discriminatedUnion(
  'command',
  [
    z.object({ command: z.literal('show'), scene: sceneName }),
    z.object({
      command: z.literal('pin'),
      scene: sceneName,
      minutes: whole([1, MOST_PINNED_MIN], ['minutes', '分钟数']).nullable().default(null),
    }),
    z.object({ command: z.literal('focus'), area_code: areaCode }),
    z.object({ command: z.enum(['unpin', 'unfocus', 'identify', 'reload', 'rest', 'wake']) }),
  ],
  {
    error:
      'a command is show, pin, unpin, focus, unfocus, identify, reload, rest or wake | 命令应为show、pin、unpin、focus、unfocus、identify、reload、rest或wake',
  },
);

const seconds = z.number().min(0, 'a time is not negative | 时间不能为负').max(1e9, 'that is too long | 数值过大');
const clockDifference = z
  .number()
  .min(-1e15, 'that is no clock | 数值超出范围')
  .max(1e15, 'that is no clock | 数值超出范围');
/** What a screen says of itself. */
export const reportBody = z.object({
  scene: sceneName,
  width_px: whole([1, 65_535], ['a width in pixels', '宽度（像素）']),
  height_px: whole([1, 65_535], ['a height in pixels', '高度（像素）']),
  feed_age_s: seconds,
  rebuilt_count: whole([0, 1_000_000_000], ['how often the map was rebuilt', '地图重建次数']),
  up_s: seconds,
  heap_mb: z
    .number()
    .min(0, 'memory is not negative | 内存不能为负')
    .max(1e6, 'that is too much | 数值过大')
    .nullable(),
  clock_ms: clockDifference,
  clock_error_ms: clockDifference,
});
