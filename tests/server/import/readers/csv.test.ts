import { expect, test } from 'vitest';
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

test('GB 18030 is read beyond GBK, also where a piece of the file ends in a character', async () => {
  // 㐀 is 8139EE39, 𠮷 is 9534B235.
  const line = Buffer.concat([Buffer.from('8139ee399534b235', 'hex'), Buffer.from(',1\n')]);
  const content = Buffer.concat([
    Buffer.from('d0d5c3fb2cb1e0bac50a', 'hex'),
    ...Array.from({ length: 60_000 }, () => line),
  ]);
  const { opened, rows } = await readContent('people.csv', content);
  expect(opened.tables[0]!.encoding).toEqual({ name: 'gb18030', certain: true });
  expect(new Set(rows.map(({ properties }) => properties.姓名))).toEqual(new Set(['㐀𠮷']));
  expect(rows).toHaveLength(60_000);
});

test('the first Chinese text may stand far down', async () => {
  const content = Buffer.concat([
    Buffer.from(`id,name\n${'1,a\n'.repeat(100_000)}2,`),
    Buffer.from('d5c5c8fd0a', 'hex'),
  ]);
  expect((await readContent('a.csv', content)).rows.at(-1)!.properties).toEqual({ id: '2', name: '张三' });
});

test('a guess from little text is told, and a person may choose', async () => {
  const { opened } = await readContent('people.csv', gbk);
  expect(opened.notes).toEqual([
    {
      'zh-CN': '文件的编码推测为 gb18030。如果预览中有乱码，请改选编码。',
      en: 'The encoding was guessed to be gb18030. If the preview is garbled, choose another one.',
    },
  ]);
  const big5 = Buffer.from('a96da657 2c b9 71b8dc 0a b169a454 2c 31 0a'.replaceAll(' ', ''), 'hex');
  const chosen = await readContent('people.csv', big5, { encoding: 'big5' });
  expect(valuesOf(chosen.rows)).toEqual([{ 姓名: '張三', 電話: '1' }]);
  expect((await refusal(readContent('people.csv', gbk, { encoding: 'klingon' }), 'encoding')).en).toBe(
    'There is no encoding klingon. Common ones are utf-8, gb18030 and big5.',
  );
});

test('a delimiter is found although others occur in the texts, or given', async () => {
  const content = '姓名;地址;备注\n张三;幸福路3号,5号;a,b,c\n李四;平安路1号;x,y\n';
  expect((await readContent('a.csv', content)).opened.tables[0]!.columns).toEqual(['姓名', '地址', '备注']);
  const given = await readContent('a.csv', 'a~b\n1~2\n', { delimiter: '~' });
  expect(valuesOf(given.rows)).toEqual([{ a: '1', b: '2' }]);
  expect((await readContent('a.csv', 'sep=;\n甲;乙;丙\n1;2;3\n')).opened.tables[0]!.columns).toEqual([
    '甲',
    '乙',
    '丙',
  ]);
});

test('quotes, titles, marks for Excel and blank rows are as people mean them', async () => {
  const { rows, opened } = await readContent(
    'a.csv',
    '住户登记表,,\n姓名,编号,备注\n张三,"=""001""","第一行\n第二行"\n,,\n李四,=\t,5"管\n王五,\'007, x \n',
  );
  expect(opened.tables[0]!.columns).toEqual(['姓名', '编号', '备注']);
  expect(rows.map(({ row, properties }) => [row, ...Object.values(properties)])).toEqual([
    [4, '张三', '001', '第一行\n第二行'],
    [6, '李四', '=', '5"管'],
    [7, '王五', '007', 'x'],
  ]);
});

test('broken rows say what to do', async () => {
  const { rows } = await readContent(
    'a.csv',
    Buffer.concat([
      Buffer.from('姓名,身份证号,备注\n张三,320102199001011234,甲\n李四,3.20102E+17,乙\n王五,1\n赵六,1,丙,丁\n孙七,1,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\n周八,1,戊,\n'),
    ]),
    { encoding: 'utf-8' },
  );
  expect(valuesOf(rows).map(({ 姓名 }) => 姓名)).toEqual(['张三', '周八']);
  expect(rows.filter(({ reason }) => reason).map(({ row, reason }) => [row, reason!['zh-CN']])).toEqual([
    [
      3,
      '“身份证号”列的长号码（如 18 位身份证号）被 Excel 当作数字，第 15 位以后已经丢失。请把该列的单元格格式设为“文本”，重新填入号码后再上传。',
    ],
    [4, '这一行有 2 列，表头有 3 列，可能少了或多了分隔符，或文件不完整。请检查这一行。'],
    [5, '这一行有 4 列，表头有 3 列，可能少了或多了分隔符，或文件不完整。请检查这一行。'],
    [6, '“备注”列有无法识别的字符（乱码）。请检查文件的编码，或另存为 UTF-8 后重新上传。'],
  ]);
  expect(reasonsOf(rows)[1]![1]).toBe(
    'This row has 2 columns, the headings 3: a separator is missing or too many, or the file is cut off. Check this row.',
  );
});

test('a file that is cut off in a row or within quotes is told', async () => {
  const { rows } = await readContent('a.csv', '姓名,电话,地址\n张三,1,甲\n李四,2');
  expect(reasonsOf(rows).map(([row]) => row)).toEqual([3]);
  expect((await refusal(readContent('a.csv', '姓名,电话\n张三,"1\n李四,2\n'))).en).toBe(
    'A quote in a.csv never ends; the file may be cut off. Check its quotes, or export it and upload it again.',
  );
});

test('three hundred columns are read, more than 512 refused', async () => {
  const wide = (count: number) =>
    `${Array.from({ length: count }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(count - 1)}1\n`;
  expect((await readContent('a.csv', wide(300))).opened.tables[0]!.columns).toHaveLength(300);
  expect((await refusal(readContent('a.csv', wide(513)))).en).toContain('a.csv has 513 columns; 512 are allowed.');
});

test('a file of blank lines is refused', async () => {
  expect((await refusal(readContent('a.csv', '\n ,,\n\n'))).en).toBe(
    'a.csv has no rows. Check that it was exported in full, then upload it again.',
  );
});
