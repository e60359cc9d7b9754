import { expect, it } from 'vitest';
import { formatPlace, readPlace } from '../../../client/format/place.ts';

it('writes a place as it can be read again', () => {
  expect(formatPlace([112.1034, -32.001249])).toBe('112.10340, -32.00125');
  expect(readPlace(formatPlace([112.1034, 32.0012]))).toEqual([112.1034, 32.0012]);
});

it('reads figures with any comma or blank between them', () => {
  for (const text of ['112.1,32', ' 112.1 32 ', '112.1，32', '112.1、 32.0'])
    expect(readPlace(text)).toEqual([112.1, 32]);
});

it('reads nothing else', () => {
  for (const text of ['', '112.1', '112.1,32,5', '32N 112E', '181,32', '112,91', '1e2,3', '1112.1,32']) {
    expect(readPlace(text)).toBeNull();
  }
});
