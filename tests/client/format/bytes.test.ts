import { expect, it } from 'vitest';
import { formatBytes } from '../../../client/format/bytes.ts';

it('sizes are said in KB below a megabyte, with one decimal below a hundred', () => {
  const sizes = [1, 900, 512 * 1024, 1024 ** 2 * 12.34, 1024 ** 2 * 1204.4, 2 * 1024 ** 3];
  expect(sizes.map((size) => formatBytes(size, 'zh-CN'))).toEqual([
    '1 KB',
    '1 KB',
    '512 KB',
    '12.3 MB',
    '1,204 MB',
    '2,048 MB',
  ]);
});
