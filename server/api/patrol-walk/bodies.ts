import { z } from 'zod';
import { latitude, longitude } from '../wire.ts';
import { checkInWays } from './schema.ts';

/** Most check-ins and fixes that are sent at once. */
const MOST_CHECK_INS = 200;
const MOST_FIXES = 500;

const moment = z.iso.datetime({ offset: true, error: 'a time is ISO 8601 | 时间应为 ISO 8601 格式' });

/** @param streets_of the version of the walk whose streets the phone has already. */
export const walkQuery = z.object({
  streets_of: z.coerce.number({ error: 'streets_of is a version | streets_of应为版本号' }).optional(),
});

export const checkInsBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        key: z.uuid('a key is a UUID | key应为UUID'),
        kind: z.enum(['point', 'street'], { error: 'a kind is point or street | 类别应为 point 或 street' }),
        id: z.int32({ error: 'an id is a whole number | 编号应为整数' }),
        visit: z
          .int({ error: 'a visit is a whole number | 第几次应为整数' })
          .min(1, 'a visit is 1 to 48 | 第几次应为1至48')
          .max(48, 'a visit is 1 to 48 | 第几次应为1至48'),
        at: moment,
        way: z.enum(checkInWays, { error: 'a way is button or code | 方式应为 button 或 code' }),
      }),
    )
    .min(1, 'send one check-in at least | 至少要有一次签到')
    .max(MOST_CHECK_INS, `at most ${MOST_CHECK_INS} at once | 一次至多${MOST_CHECK_INS}条`),
});

export const trackBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        recorded_at: moment,
        centre: z.tuple([longitude, latitude], { error: 'a place is [longitude, latitude] | 位置应为[经度, 纬度]' }),
        accuracy_m: z
          .number({ error: 'accuracy_m is metres | accuracy_m应为米数' })
          .min(0, 'accuracy_m is metres | accuracy_m应为米数')
          .nullable(),
      }),
    )
    .min(1, 'send one fix at least | 至少要有一个位置')
    .max(MOST_FIXES, `at most ${MOST_FIXES} at once | 一次至多${MOST_FIXES}条`),
});
