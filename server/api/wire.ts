import { z } from 'zod';

// Shapes that several resources share. Messages are "English | 中文".

/** Hierarchical digits: 2 province, 4 city, 6 district, 9 street, 12 community, 15 grid; a parent is a prefix. */
export const areaCode = z.string().regex(/^\d{2,18}$/, 'an area code is 2 to 18 digits | 网格编码应为2至18位数字');

/** A row's number, from a path or a query. */
export const id = z.coerce
  .number({ error: 'an id is a whole number | 编号应为整数' })
  .int('an id is a whole number | 编号应为整数')
  .min(1, 'an id starts at 1 | 编号从1开始')
  .max(2_147_483_647, 'there is no id that large | 编号超出范围');

/** A calendar day of the deployment's time zone, `YYYY-MM-DD`. */
export const day = z.iso
  .date('a date is YYYY-MM-DD, such as 2026-05-01 | 日期格式应为YYYY-MM-DD，例如2026-05-01')
  // Reckoning some days back from the year 1 would leave the calendar.
  .refine((text) => text >= '1900' && text < '2200', 'a date is from 1900 to 2199 | 日期应在1900至2199年之间');

/** Rows on a page: 1 to 200, 50 when not said. */
export const limit = z.coerce
  .number({ error: 'a limit is a number from 1 to 200 | 每页条数应为1至200' })
  .int('a limit is a whole number from 1 to 200 | 每页条数应为整数')
  .min(1, 'a limit is at least 1 | 每页至少1条')
  .max(200, 'a limit is at most 200 | 每页至多200条')
  .default(50);

/** Opaque mark of where the next page begins; send back what `next` held. */
export const pageToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,120}$/, 'this page token was not made here | 翻页标记无效，请从第一页重新开始');

export const longitude = z.coerce
  .number({ error: 'a longitude is a number | 经度应为数字' })
  .min(-180, 'a longitude is from -180 to 180 | 经度应在-180至180之间')
  .max(180, 'a longitude is from -180 to 180 | 经度应在-180至180之间');
export const latitude = z.coerce
  .number({ error: 'a latitude is a number | 纬度应为数字' })
  .min(-90, 'a latitude is from -90 to 90 | 纬度应在-90至90之间')
  .max(90, 'a latitude is from -90 to 90 | 纬度应在-90至90之间');

/** `west,south,east,north` in degrees, as a query parameter. */
export const bbox = z.string().transform((text, context) => {
  const values = text.split(',').map(Number);
  const [west, south, east, north] = values as [number, number, number, number];
  if (values.length !== 4 || values.some((value) => !Number.isFinite(value))) {
    context.addIssue({
      code: 'custom',
      message: 'a bbox is west,south,east,north in degrees | 范围应为“西,南,东,北”四个度数',
    });
    return z.NEVER;
  }
  if (west < -180 || east > 180 || south < -90 || north > 90 || west > east || south > north) {
    context.addIssue({
      code: 'custom',
      message:
        'a bbox lies within -180,-90,180,90, west before east, south before north | 范围应在-180,-90,180,90之内，且西小于东、南小于北',
    });
    return z.NEVER;
  }
  return [west, south, east, north] as Bounds;
});

/** `[lon, lat]` in degrees, WGS 84. */
export type LonLat = [number, number];
/** `[west, south, east, north]` in degrees. */
export type Bounds = [number, number, number, number];

/** An area as it stands in a breadcrumb, a list or a tree. */
export interface AreaSummary {
  area_code: string;
  level: string;
  /** 1 at the root (district), rising by one a level. */
  position: number;
  name: string;
  parent_code: string | null;
  centre: LonLat;
  bounds: Bounds;
  /** Areas one level below; 0 for a grid. */
  child_count: number;
}

/** Where something is, the same for every kind of thing: what the breadcrumb and the camera need. */
export interface Located {
  /** From the root to the grid that holds it; empty outside every grid. */
  path: AreaSummary[];
  centre: LonLat;
  bounds: Bounds;
}

/** One page of rows; `next` is null on the last. */
export interface Page<Row> {
  items: Row[];
  next: string | null;
}

/** Body of every failed answer. */
export interface ErrorBody {
  error: { code: string; field?: string; message: string };
}
