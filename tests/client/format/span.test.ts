import { expect, it } from 'vitest';
import { formatSpan } from '../../../client/format/span.ts';

const min = 60_000;
const hour = 60 * min;
const day = 24 * hour;

it.each([
  [0, '不到1分钟', 'less than 1 min'],
  [59_999, '不到1分钟', 'less than 1 min'],
  [45 * min, '45分钟', '45 min'],
  [3 * hour + 20 * min + 59_000, '3小时20分钟', '3 h 20 min'],
  [2 * day + 3 * hour + 59 * min, '2天3小时', '2 d 3 h'],
  [2 * day, '2天', '2 d'],
  [2 * day + 30 * min, '2天', '2 d'],
  [12 * day + 23 * hour, '12天', '12 d'],
  [-5 * hour, '5小时', '5 h'],
])('%d ms is %s', (span, zh, en) => {
  expect([formatSpan(span, 'zh-CN'), formatSpan(span, 'en')]).toEqual([zh, en]);
});
