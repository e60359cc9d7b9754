import { describe, expect, it, test } from 'vitest';
import { readContent, reasonsOf, refusal, valuesOf } from './reading.ts';

/** 姓名,住址 / 张三,幸福路3号 in GBK. */
const gbk = Buffer.concat([
  Buffer.from('d0d5c3fb2cd7a1d6b70a', 'hex'),
  Buffer.from('d5c5c8fd2cd0d2b8a3c2b733bac50a', 'hex'),
]);
const expected = [{ 姓名: '张三', 住址: '幸福路3号' }];
const text = '姓名,住址\n张三,幸福路3号\n';
const big = (value: string) => Buffer.from(value, 'utf16le').swap16();

test.each([
  ['UTF-8', text, 'utf-8'],
  ['UTF-8 with its mark and Windows lines', `\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf-8'],
  ['GBK', gbk, 'gb18030'],
  ['UTF-16 LE', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16 BE', big(`\uFEFF${text}`), 'utf-16be'],
  ['UTF-16 LE without its mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ['UTF-16 BE without its mark', big(text), 'utf-16be'],
  ['semicolons', text.replaceAll(',', ';'), 'utf-8'],
  ['tabs', text.replaceAll(',', '\t'), 'utf-8'],
  ['bars', text.replaceAll(',', '|'), 'utf-8'],
])('reads %s', async (_name, content, encoding) => {
  const { opened, rows } = await readContent('people.csv', content);
  expect(valuesOf(rows)).toEqual(expected);
  expect(rows[0]!.row).toBe(2);
  expect(opened.tables[0]).toMatchObject({ name: 'people', columns: ['姓名', '住址'], encoding: { name: encoding } });
  expect(opened.bytesRead()).toBe(opened.sizeBytes);
});
