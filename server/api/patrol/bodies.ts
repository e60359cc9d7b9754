import { z } from 'zod';
import { areaCode, id, latitude, limit, longitude, pageToken } from '../wire.ts';
import { importCoordinates } from './schema.ts';

// What comes in; parts that points, streets, squads and shifts share. Messages are "English | 中文".

export const patrolParam = z.object({ id });
export const patrolListQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });

/** A line of text of at most so many characters. */
export const line = (most: number, needed = 'a text is needed | 请填写') => {
  return z.string({ error: needed }).trim().min(1, needed).max(most, `at most ${most} characters | 至多${most}个字`);
};
/** Characters that no database holds, or no line of text: one of them would fail a whole list. */
const readable = [/^[^\p{Cc}\p{Cs}]*$/u, 'no line breaks or control characters | 不能含有换行或控制字符'] as const;
/** A whole number within bounds. */
export const whole = (least: number, most: number) => {
  const words = `a whole number from ${least} to ${most} | 应为${least}至${most}的整数`;
  return z.int({ error: words }).min(least, words).max(most, words);
};
export const version = z
  .int({ error: 'the version that you saw is needed | 请带上您看到的版本' })
  .min(1, 'a version is at least 1 | 版本从1开始')
  .max(2_147_483_646, 'there is no such version | 没有这个版本');
/** `[lon, lat]`. */
export const place = z.tuple([longitude, latitude], {
  error: 'a place is [longitude, latitude] | 位置应为[经度, 纬度]',
});
/** Local time of day. */
export const clock = z
  .string({ error: 'a time is HH:MM, such as 18:00 | 时间应为HH:MM，例如18:00' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is HH:MM, such as 18:00 | 时间应为HH:MM，例如18:00');
export const squadId = z
  .int({ error: 'a squad is given by its number | 巡逻队应为编号' })
  .min(1, 'a squad is given by its number | 巡逻队应为编号')
  .max(2_147_483_647, 'there is no squad of that number | 没有这支巡逻队');

/** What points and streets share: who passes them when, and how much they matter. */
export const dutyFields = {
  name: line(80, 'a name is needed | 请填写名称').regex(...readable),
  window_start: clock,
  window_end: clock,
  priority: whole(1, 5),
  optional: z.boolean({ error: 'optional is true or false | 「可选」应为是或否' }),
  people: whole(1, 20),
  squad_id: squadId.nullable(),
};
const pointFields = {
  ...dutyFields,
  centre: place,
  address: z
    .string()
    .trim()
    .max(100, 'an address has at most 100 characters | 地址至多100个字')
    .regex(...readable)
    .nullable(),
  dwell_min: whole(0, 600),
  wanted_visits: whole(1, 48),
  gap_min: whole(0, 720),
};
export const pointBody = z.object(pointFields).partial().required({ name: true, centre: true });
export const pointChange = z.object(pointFields).partial().extend({ version });
export type PointFields = Partial<z.infer<typeof pointBody>>;

/** Characters of a list to be read in: some thousand rows. */
const MOST_TEXT = 1_000_000;
export const importBody = z.object({
  format: z.enum(['csv', 'geojson'], { error: 'a list is csv or geojson | 格式应为 csv 或 geojson' }),
  text: z
    .string({ error: 'the text of the list is needed | 请提供文件内容' })
    .min(1, 'the list is empty | 文件是空的')
    .max(MOST_TEXT, 'a list has at most a million characters | 文件至多一百万个字符'),
  crs: z.enum(importCoordinates, {
    error: 'say in which coordinates it is: wgs84, gcj02 or bd09 | 请说明坐标系：wgs84、gcj02 或 bd09',
  }),
  /** True: nothing is written. */
  dry: z.boolean().default(false),
  /** Rows elsewhere are refused. */
  area_code: areaCode.optional(),
});
export type ImportBody = z.infer<typeof importBody>;
