import { expect, it } from 'vitest';
import { day } from '../../../server/api/wire.ts';

it.each(['1900-01-01', '2026-02-28', '2199-12-31'])('takes the day %s', (text) => {
  expect(day.parse(text)).toBe(text);
});

it.each(['1899-12-31', '2200-01-01', '0001-01-01', '2026-02-30', '2026-2-3', '+12026-01-01', ''])(
  'refuses the day %s',
  (text) => {
    expect(day.safeParse(text).success).toBe(false);
  },
);
