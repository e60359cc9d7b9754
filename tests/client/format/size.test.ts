import { expect, it } from 'vitest';
import { formatSize } from '../../../client/format/size.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1449, '1.4 kB'],
  [12_345, '12 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [3_440_000, '3.4 MB'],
  [2_000_000_000, '2 GB'],
  [5_000_000_000_000, '5,000 GB'],
])('a file of %i bytes is %s', (bytes, text) => {
  expect(formatSize(bytes, 'zh-CN')).toBe(text);
});
