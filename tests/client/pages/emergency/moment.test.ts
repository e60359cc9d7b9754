import { expect, it } from 'vitest';
import { formatWhen } from '../../../../client/pages/emergency/moment.ts';

const clock = { timeZone: 'Asia/Shanghai', language: 'zh-CN' } as const;
/** 00:10 on 21 November in Shanghai. */
const now = Date.parse('2026-11-20T16:10:00Z');

it.each([
  ['2026-11-20T16:05:00Z', '00:05'],
  ['2026-11-20T15:50:00Z', '昨天 23:50'],
  ['2026-11-10T06:05:00Z', '11月10日 14:05'],
  ['2025-11-10T06:05:00Z', '2025年11月10日 14:05'],
])('says when %s was, always with its time', (iso, expected) => {
  expect(formatWhen(iso, clock, now)).toBe(expected);
});
