import { describe, expect, it, test } from 'vitest';
import { readContent, reasonsOf, refusal, valuesOf } from './reading.ts';
import { sheetRow, workbookFile } from './workbook-file.ts';

const read = (...args: Parameters<typeof workbookFile>) => readContent('people.xlsx', workbookFile(...args));
const sheet = (rows: (string | number | null)[][], merged: string[] = []) => ({
  name: '住户',
  rows: rows.map((cells, i) => sheetRow(i + 1, cells)).join(''),
  merged,
});
const english = (notes: { en: string }[]) => notes.map(({ en }) => en);

test('a sheet has its columns, rows and their numbers', async () => {
  const { opened, rows } = await read([
    sheet([
      ['姓名', '人口'],
      ['张三', 3],
      [null, null],
      ['李四', 2.5],
    ]),
  ]);
  expect(opened.format).toBe('xlsx');
  expect(opened.tables).toEqual([
    { name: '住户', columns: ['姓名', '人口'], rows: 2, geometry: null, crs: null, encoding: null },
  ]);
  expect(rows).toEqual([
    { row: 2, properties: { 姓名: '张三', 人口: 3 }, geometry: null },
    { row: 4, properties: { 姓名: '李四', 人口: 2.5 }, geometry: null },
  ]);
  expect(opened.notes).toEqual([]);
  expect(opened.bytesRead()).toBe(opened.sizeBytes);
});

test('texts are shared, formatted in parts, hinted at, escaped and spaced out', async () => {
  const strings = [
    '<t>姓　名</t>',
    '<r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh>',
    '<t>一_x000D_二&amp;</t>',
  ];
  const shared = (index: number) => `<c t="s"><v>${index}</v></c>`;
  const { opened, rows } = await read(
    [
      sheet([
        [shared(0), '备注'],
        [shared(1), shared(2)],
        ['<c t="b"><v>1</v></c>', ' '],
      ]),
    ],
    strings,
  );
  expect(opened.tables[0]!.columns).toEqual(['姓名', '备注']);
  expect(valuesOf(rows)).toEqual([
    { 姓名: '张三', 备注: '一\r二&' },
    { 姓名: true, 备注: null },
  ]);
});

describe('dates', () => {
  const dated = (style: number, value: number | string) => `<c s="${style}"><v>${value}</v></c>`;
  const one = async (cell: string, from1904 = false) => {
    const { rows } = await read(
      [
        sheet([
          ['姓名', '日期'],
          ['张三', cell],
        ]),
      ],
      [],
      from1904,
    );
    return rows[0]!;
  };

  it.each([
    // Days that Excel itself shows for these numbers.
    [1, 45000, '2023-03-15'],
    [1, 1, '1900-01-01'],
    [1, 59, '1900-02-28'],
    [1, 61, '1900-03-01'],
    [5, 36526, '2000-01-01'],
    [6, 2958465, '9999-12-31'],
    [2, 45000.5, '2023-03-15 12:00:00'],
    [2, 45000.999999, '2023-03-16'],
    [3, 0.75, '18:00:00'],
    [4, 123, '000123'],
    [0, 45000, 45000],
  ])('style %i, number %d is %s', async (style, value, expected) => {
    expect((await one(dated(style, value))).properties.日期).toBe(expected);
  });

  it('count from 1904 where the workbook says so', async () => {
    expect((await one(dated(1, 43538), true)).properties.日期).toBe('2023-03-15');
    expect((await one(dated(1, 0), true)).properties.日期).toBe('1904-01-01');
  });

  it.each([60, -1, 0, 2958466])('%d is none, which the row says', async (value) => {
    const row = await one(dated(1, value));
    expect(row.reason).toEqual({
      'zh-CN': `“日期”列的格式是日期，但数值 ${value} 不是日期。请在 Excel 中改正。`,
      en: `Column "日期" is formatted as a date, but ${value} is none. Correct it in Excel.`,
    });
  });

  it('stand as ISO text in strict files', async () => {
    expect((await one('<c t="d"><v>2025-03-01T00:00:00.000Z</v></c>')).properties.日期).toBe('2025-03-01');
  });
});

test('formulas give what was calculated last; without that the row is refused', async () => {
  const { opened, rows } = await read([
    sheet([
      ['姓名', '人口'],
      ['张三', '<c><f>1+2</f><v>3</v></c>'],
      ['李四', '<c><f>SUM(A1:A2)</f></c>'],
      ['王五', '<c t="str"><f>""</f><v></v></c>'],
      ['赵六', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
    ]),
  ]);
  expect(valuesOf(rows)).toEqual([
    { 姓名: '张三', 人口: 3 },
    { 姓名: '王五', 人口: null },
  ]);
  expect(reasonsOf(rows)).toEqual([
    [
      3,
      'Column "人口" holds a formula without a result. Open the file in Excel or WPS, save it and upload it again, or paste the formula as a value.',
    ],
    [5, 'Column "人口" holds the error #DIV/0! of a formula. Correct the formula in Excel, or enter the right value.'],
  ]);
  expect(english(opened.notes)).toEqual([
    'Sheet "住户": There are 4 formulas; the results that Excel saved last were read.',
  ]);
});

test.each([
  ['in scientific notation', '<c><v>3.2010219900101E+17</v></c>'],
  ['written out', '<c><v>320102199001010000</v></c>'],
  ['of 16 digits', '<c><v>6222021234567890</v></c>'],
  ['as the text that a sheet shows', '3.20102E+17'],
])('an identity number %s is refused with what to do', async (_name, cell) => {
  const { rows } = await read([
    sheet([
      ['姓名', '身份证号'],
      ['张三', cell],
      ['李四', '320102199001011234'],
    ]),
  ]);
  expect(valuesOf(rows)).toEqual([{ 姓名: '李四', 身份证号: '320102199001011234' }]);
  expect(rows[0]!.row).toBe(2);
  expect(rows[0]!.reason!['zh-CN']).toBe(
    '“身份证号”列的长号码（如 18 位身份证号）被 Excel 当作数字，第 15 位以后已经丢失。请把该列的单元格格式设为“文本”，重新填入号码后再上传。',
  );
});

test('fifteen digits and broken fractions are numbers', async () => {
  const { rows } = await read([
    sheet([
      ['编号', '面积'],
      [320102199001011, 12345678901.123457],
    ]),
  ]);
  expect(valuesOf(rows)).toEqual([{ 编号: 320102199001011, 面积: 12345678901.123457 }]);
});

describe('headings', () => {
  it('are found below titles', async () => {
    const { opened, rows } = await read([
      sheet(
        [
          ['幸福社区住户登记表'],
          ['填表单位：幸福社区', null, '填表日期：2025年3月'],
          ['姓名', '电话', '地址'],
          ['张三', '13800000001', '幸福路3号'],
          ['李四', '13800000002', '幸福路5号'],
        ],
        ['A1:C1', 'A2:B2'],
      ),
    ]);
    expect(opened.tables[0]!).toMatchObject({ columns: ['姓名', '电话', '地址'], rows: 2 });
    expect(rows.map(({ row }) => row)).toEqual([4, 5]);
    expect(english(opened.notes)).toEqual(['Sheet "住户": Rows 1 to 2 were taken for titles and left out.']);
  });

  it('of two rows are joined where cells are merged', async () => {
    const { opened, rows } = await read([
      sheet(
        [
          ['住户登记表'],
          ['序号', '户主', null, '地址', null, null],
          [null, '姓名', '电话', '楼栋', '单元', '室号'],
          [1, '张三', '13800000001', '3号楼', '1单元', '501'],
          [2, '李四', '13800000002', '4号楼', '2单元', '502'],
        ],
        ['A1:F1', 'A2:A3', 'B2:C2', 'D2:F2'],
      ),
    ]);
    expect(opened.tables[0]!.columns).toEqual([
      '序号',
      '户主/姓名',
      '户主/电话',
      '地址/楼栋',
      '地址/单元',
      '地址/室号',
    ]);
    expect(rows.map(({ row }) => row)).toEqual([4, 5]);
    expect(english(opened.notes)).toEqual([
      'Sheet "住户": Row 1 was taken for a title and left out.',
      'Sheet "住户": Headings hold merged cells; they were joined to one name for each column, with a slash. Check the names.',
    ]);
  });

  it('of one row may be merged by themselves', async () => {
    const { opened, rows } = await read([
      sheet(
        [
          ['姓名', '地址', null],
          ['张三', '幸福路', '3号'],
          ['李四', '幸福路', '5号'],
        ],
        ['B1:C1'],
      ),
    ]);
    expect(opened.tables[0]!.columns).toEqual(['姓名', '地址', '地址 (2)']);
    expect(valuesOf(rows)[0]).toEqual({ 姓名: '张三', 地址: '幸福路', '地址 (2)': '3号' });
  });

  it('may be missing', async () => {
    const { opened, rows } = await read([
      sheet([
        ['张三', 13800000001, 3],
        ['李四', 13800000002, 5],
      ]),
    ]);
    expect(opened.tables[0]!.columns).toEqual(['列A', '列B', '列C']);
    expect(rows).toHaveLength(2);
    expect(opened.notes[0]!.en).toContain('No row of headings was found');
  });

  it('are where a person says', async () => {
    const content = workbookFile([
      sheet([
        ['甲', '乙'],
        ['姓名', '电话'],
        ['张三', '1'],
      ]),
    ]);
    expect((await readContent('a.xlsx', content, { headerRow: 2 })).opened.tables[0]!.columns).toEqual([
      '姓名',
      '电话',
    ]);
    expect((await readContent('a.xlsx', content, { headerRow: 0 })).rows).toHaveLength(3);
    expect((await refusal(readContent('a.xlsx', content, { headerRow: 9 }), 'headerRow')).en).toBe(
      'Row 9 of a.xlsx is empty or not among the first 60 rows, so it cannot hold the headings.',
    );
  });

  it('that stand twice get a number', async () => {
    const { opened } = await read([
      sheet([
        ['姓名', '电话', '电话'],
        ['张三', '1', '2'],
      ]),
    ]);
    expect(opened.tables[0]!.columns).toEqual(['姓名', '电话', '电话 (2)']);
    expect(english(opened.notes)).toEqual([
      'Sheet "住户": Several columns have the same name: 电话. The later ones got a number.',
    ]);
  });
});

test('what cells of several rows hold is put into each of them', async () => {
  const { opened, rows } = await read([
    sheet(
      [
        ['楼栋', '室号'],
        ['1号楼', '101'],
        [null, '102'],
        [null, '103'],
        ['2号楼', '101'],
        [null, '102'],
      ],
      ['A2:A4'],
    ),
  ]);
  expect(valuesOf(rows).map(({ 楼栋 }) => 楼栋)).toEqual(['1号楼', '1号楼', '1号楼', '2号楼', null]);
  expect(english(opened.notes)).toEqual([
    'Sheet "住户": Cells of several rows are merged in 1 places; what they hold was put into each of these rows.',
  ]);
});

test('hidden sheets are left out, hidden rows are not, and both are told', async () => {
  const { opened, tables } = await read([
    { name: '住户', rows: sheetRow(1, ['姓名', '电话']) + sheetRow(2, ['张三', '1'], ' hidden="1"') },
    { name: '字典', rows: sheetRow(1, ['代码', '名称']), state: 'veryHidden' },
    { name: '空表', rows: '' },
    { name: '楼栋', rows: sheetRow(1, ['编号', '名称']) + sheetRow(2, ['1', '一号楼']) },
  ]);
  expect(Object.keys(tables)).toEqual(['住户', '楼栋']);
  expect(tables.住户).toHaveLength(1);
  expect(english(opened.notes)).toEqual([
    'Hidden sheets were not read: 字典. If they are needed, unhide them in Excel and upload the file again.',
    'Sheet "住户": 1 rows are hidden or filtered out and will be read all the same. Delete them first if they are not wanted.',
  ]);
});

describe('columns', () => {
  const wide = (count: number) =>
    workbookFile([
      sheet([
        Array.from({ length: count }, (_, i) => `字段${i + 1}`),
        Array.from({ length: count }, (_, i) => `值${i + 1}`),
      ]),
    ]);

  it('may be three hundred', async () => {
    const { opened, rows } = await readContent('wide.xlsx', wide(300));
    expect(opened.tables[0]!.columns).toHaveLength(300);
    expect(rows[0]!.properties.字段300).toBe('值300');
  });

  it('are refused beyond 512', async () => {
    expect((await readContent('wide.xlsx', wide(512))).rows).toHaveLength(1);
    expect((await refusal(readContent('wide.xlsx', wide(513)))).en).toBe(
      'wide.xlsx has 513 columns; 512 are allowed. Delete those that are not needed, save it and upload it again.',
    );
  });

  it('without a heading are named when they are seen, else told of', async () => {
    const rows = Array.from({ length: 70 }, (_, i) => [
      `甲${i}`,
      '乙',
      i % 4 === 3 ? '附注' : null,
      i === 69 ? '丁' : null,
    ]);
    const { opened, rows: read } = await readContent('a.xlsx', workbookFile([sheet([['姓名', '电话'], ...rows])]));
    expect(opened.tables[0]!.columns).toEqual(['姓名', '电话', '列C']);
    expect(read[3]!.properties.列C).toBe('附注');
    expect(read[69]!.warnings).toEqual([
      {
        'zh-CN': 'D 列没有表头，这一行在该列的内容没有读取。',
        en: 'Column D has no heading; what this row holds there was not read.',
      },
    ]);
  });
});

test('a workbook without rows is refused', async () => {
  expect((await refusal(read([sheet([])]))).en).toBe(
    'people.xlsx holds no rows: all of its sheets are empty or hidden. Check it and upload it again.',
  );
});

test('a sheet that is cut off is refused', async () => {
  const whole = workbookFile([{ name: '住户', rows: `${sheetRow(1, ['姓名', '电话'])}<row r="2"><c r="A2"` }]);
  expect((await refusal(readContent('people.xlsx', whole))).en).toBe(
    'people.xlsx is cut off or no sound XML; copying or downloading it was probably broken off. Export or copy it again and upload that.',
  );
});
