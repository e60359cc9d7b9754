import { expect, it } from 'vitest';
import { formatCsv } from '../../../client/format/csv.ts';

it('writes rows as spreadsheets read them', () => {
  expect(formatCsv([['甲', 'b'], [1, null], []])).toBe('\ufeff甲,b\r\n1,\r\n\r\n');
});

it.each([
  ['a,b', '"a,b"'],
  ['sagt "ja"', '"sagt ""ja"""'],
  ['zwei\nZeilen', '"zwei\nZeilen"'],
  ['=1+1', "'=1+1"],
  ['-3', "'-3"],
  ['@x,y', '"\'@x,y"'],
])('keeps %j as text', (text, cell) => {
  expect(formatCsv([[text]])).toBe(`\ufeff${cell}\r\n`);
});
