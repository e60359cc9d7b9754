import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { openBytes } from '../../../../server/import/readers/bytes.ts';
import { openTables } from '../../../../server/import/readers/index.ts';
import { fixture, temporaryFile } from '../files.ts';
import { readContent, refusal } from './reading.ts';
import { sheetRow, workbookFile } from './workbook-file.ts';
import { zipFile } from './zip-file.ts';

/** An OLE compound file (MS-CFB) with nothing but a directory. */
function oleFile(...streams: string[]): Buffer {
  const file = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  ['Root Entry', ...streams].forEach((name, i) => {
    const at = 1024 + i * 128;
    file.write(`${name}\0`, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
  });
  return file;
}

const zeros = (bytes: number) => Buffer.alloc(bytes);
const workbook = workbookFile([
  { name: '住户', rows: Array.from({ length: 50 }, (_, i) => sheetRow(i + 1, [`甲${i}`, `乙${i}`])).join('') },
]);
const places = readFileSync(fixture('readers/places-gbk.zip'));
const anyOf = '可以上传 Excel（.xlsx）、CSV、Shapefile（打成 .zip）、GeoJSON、GeoPackage、KML/KMZ、GPX 和 DXF 文件。';

test.each([
  ['empty.xlsx', '', 'empty.xlsx 是空文件。请检查导出是否成功，然后重新上传。'],
  [
    'locked.xlsx',
    oleFile('EncryptionInfo', 'EncryptedPackage'),
    'locked.xlsx 设有打开密码。请在 Excel 或 WPS 中打开，在“文件 → 信息 → 保护工作簿”中清除密码，保存后上传。',
  ],
  [
    'old.xls',
    oleFile('Workbook'),
    'old.xls 是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后上传。',
  ],
  [
    'letter.xlsx',
    oleFile('WordDocument'),
    'letter.xlsx 是 Word 文档。请把其中的表格复制到 Excel，保存为 .xlsx 后上传。',
  ],
  [
    'page.xls',
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><table><tr><td>姓名</td></tr></table></body></html>',
    'page.xls 其实是网页（HTML），有些系统导出的“Excel”就是这样。请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”后上传。',
  ],
  [
    'table.xls',
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    'table.xls 是 Excel 2003 的 XML 表格。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后上传。',
  ],
  ['scan.xlsx', '%PDF-1.7\n', `scan.xlsx 其实是PDF 文档，不是数据表。${anyOf}`],
  ['photo.csv', Buffer.from('\x89PNG\r\n', 'latin1'), `photo.csv 其实是图片，不是数据表。${anyOf}`],
  ['data.zip', 'Rar!\x1a\x07', 'data.zip 是 RAR 压缩包。请解压后上传，或改用 ZIP 压缩。'],
  ['plan.dxf', 'AC1027\0\0', 'plan.dxf 是 AutoCAD 的 DWG 文件。请在 CAD 软件中另存为文本格式的 DXF（ASCII），再上传。'],
  [
    'roads.dbf',
    Buffer.from([3, 0, 0, 0]),
    'roads.dbf 只是 Shapefile 的一部分。请把同名的 .shp、.shx、.dbf、.prj、.cpg 一起压缩成一个 .zip 文件上传。',
  ],
  ['data.csv', Buffer.from([1, 0, 2, 0, 0, 0, 7, 9, 0, 0]), `data.csv 是无法识别的二进制文件。${anyOf}`],
  [
    'town.xml',
    '<?xml version="1.0"?><osm version="0.6"/>',
    'town.xml 是 OpenStreetMap 数据。请管理员用“npm run import -- osm”载入底图。',
  ],
  ['data.xml', '<?xml version="1.0"?><things/>', `data.xml 是无法识别的 XML 文件。${anyOf}`],
  [
    'letter.docx',
    zipFile([{ name: 'word/document.xml', content: '<w/>' }]),
    'letter.docx 不是 Excel 工作簿。请用 Excel 或 WPS 打开其中的表格，另存为“Excel 工作簿（.xlsx）”后上传。',
  ],
  [
    'photos.zip',
    zipFile([{ name: 'a.jpg', content: 'x' }]),
    'photos.zip 里没有可以读取的数据文件。Shapefile 要把 .shp、.shx、.dbf、.prj、.cpg 一起压缩。',
  ],
  [
    'two.zip',
    zipFile([
      { name: 'a.csv', content: 'a,b\n1,2\n' },
      { name: 'b.csv', content: 'a,b\n1,2\n' },
    ]),
    'two.zip 里有几个数据文件。请解压后逐个上传。',
  ],
  [
    'locked.zip',
    zipFile([{ name: 'a.csv', content: 'a,b\n', flags: 0x801 }]),
    'locked.zip 设有密码。请去掉密码后重新压缩并上传。',
  ],
])('%s is refused with what to do', async (name, content, sentence) => {
  const found = await refusal(readContent(name, content));
  expect(found['zh-CN']).toBe(sentence);
  expect(found.en).toMatch(/^[\x20-\x7e→]+$/);
});

test('a missing file and a folder are refused', async () => {
  expect((await refusal(openTables('/nowhere/a.csv'))).en).toBe('There is no file a.csv.');
  expect((await refusal(openTables(os.tmpdir()))).en).toBe(`${path.basename(os.tmpdir())} is not a file.`);
});

describe('a bomb', () => {
  const tooLarge = /unpacks to more than 4 GB or more than 300 times its size, so it was not read/;

  it('of zeros is refused before it is unpacked', async () => {
    const bomb = zipFile([{ name: 'xl/workbook.xml', content: zeros(1024 ** 2), size: 400 * 1024 ** 2 }]);
    expect((await refusal(readContent('bomb.xlsx', bomb))).en).toMatch(tooLarge);
  });

  it('that says less than it holds is stopped', async () => {
    const bomb = zipFile([{ name: 'a.csv', content: zeros(8 * 1024 ** 2), size: 100 }]);
    expect((await refusal(readContent('bomb.zip', bomb))).en).toMatch(/^bomb.zip is incomplete or damaged/);
  });

  it('whose entries share their content is refused by their sum', async () => {
    const shared = { content: zeros(1024 ** 2), name: 'a.csv' };
    const bomb = zipFile([shared, ...Array.from({ length: 1000 }, (_, i) => ({ ...shared, name: `${i}.csv`, at: 0 }))]);
    expect((await refusal(readContent('bomb.zip', bomb))).en).toMatch(tooLarge);
  });

  it('of entries is refused by their number', async () => {
    const bomb = zipFile(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}`, content: '' })));
    expect((await refusal(readContent('bomb.zip', bomb))).en).toBe(
      'bomb.zip holds 10001 files; 10000 are allowed. Put only the needed files into the archive.',
    );
  });

  it('in gzip is stopped', async () => {
    const source = await openBytes(temporaryFile('bomb.csv.gz', gzipSync(zeros(80 * 1024 ** 2))));
    const unpacked = async () => {
      for await (const chunk of source.chunks()) expect(chunk.length).toBeLessThanOrEqual(256 * 1024);
    };
    expect((await refusal(unpacked())).en).toMatch(tooLarge);
  });

  it('of XML elements in each other is stopped', async () => {
    const deep = `<kml>${'<Folder>'.repeat(100_000)}`;
    expect((await refusal(readContent('bomb.kml', deep))).en).toMatch(/^bomb.kml is cut off or no sound XML/);
  });

  it('of XML entities is no entity of ours', async () => {
    const laughs =
      '<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>';
    expect((await refusal(readContent('bomb.kml', laughs))).en).toMatch(/^bomb.kml is cut off or no sound XML/);
  });
});

test('paths that lead out of an archive are left out, and nothing is written there', async () => {
  const before = new Set(readdirSync(os.tmpdir()));
  const evil = ['../evil.csv', '/evil.csv', 'C:\\evil.csv', 'a/../../evil.csv'];
  const { opened, rows } = await readContent(
    'paths.zip',
    zipFile([...evil, 'deep/good.csv'].map((name) => ({ name, content: '姓名,电话\n张三,1\n' }))),
  );
  expect(opened.tables.map(({ name }) => name)).toEqual(['good']);
  expect(rows).toHaveLength(1);
  expect(opened.notes.slice(0, 2).map(({ en }) => en)).toEqual([
    '"../evil.csv" in the archive points outside of it and was left out.',
    '"/evil.csv" in the archive points outside of it and was left out.',
  ]);
  expect(existsSync('/evil.csv')).toBe(false);
  const left = readdirSync(os.tmpdir()).filter((name) => /^jingwei-(archive|shapefile|geopackage)-|evil/.test(name));
  expect(left.filter((name) => !before.has(name))).toEqual([]);
});

describe('a file that is cut off', () => {
  const cut = (content: Buffer, share: number) => content.subarray(0, Math.floor(content.length * share));
  const incomplete = /is incomplete or damaged; copying or downloading it was probably broken off/;

  it.each([
    ['people.xlsx', workbook],
    ['places.zip', places],
    ['data.csv.gz', gzipSync(`a,b\n${Array.from({ length: 5000 }, (_, i) => `${i},${(i * 7919) % 977}`).join('\n')}`)],
  ])('%s is refused', async (name, content) => {
    for (const share of [0.3, 0.6, 0.95])
      expect((await refusal(readContent(name, cut(content, share)))).en).toMatch(incomplete);
  });

  it('in the middle of an entry, although the directory is whole, is refused', async () => {
    const damaged = Buffer.from(places);
    damaged.fill(0x55, 200, 260);
    expect((await refusal(readContent('places.zip', damaged))).en).toMatch(incomplete);
  });
});

test('a renamed file is read by its content, which is told', async () => {
  const { opened, rows } = await readContent('people.csv', workbook);
  expect(opened.format).toBe('xlsx');
  expect(rows).toHaveLength(49);
  expect(opened.notes[0]).toEqual({
    'zh-CN': '文件名是 people.csv，但内容是 Excel (.xlsx)，已按 Excel (.xlsx) 读取。',
    en: 'The file is named people.csv, but its content is Excel (.xlsx), and it was read as that.',
  });
  expect((await readContent('people.xls', '姓名\t电话\n张三\t1\n')).opened.format).toBe('csv');
});

test('names in archives of Chinese Windows are read', async () => {
  const gbkName = Buffer.from('d7a1bba72e637376', 'hex');
  const file = temporaryFile('gbk.zip', zipFile([{ name: gbkName, content: '姓名,电话\n张三,1\n', flags: 0 }]));
  const opened = await openTables(file);
  await opened.close();
  expect(opened.tables[0]!.name).toBe('住户');
});
