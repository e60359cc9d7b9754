import { describe, expect, it } from 'vitest';
import { type Cell, workbook } from '../../../server/export/workbook.ts';
import { entriesOf, together } from '../../helpers/archive.ts';

async function* rows(...given: Cell[][]) {
  yield* given;
}

async function bytesOf(...given: Cell[][]): Promise<Buffer> {
  return together(workbook({ name: '事件: [1]', widths: [10, 20], rows: rows(...given) }));
}

const partsOf = (archive: Buffer) =>
  Object.fromEntries(Object.entries(entriesOf(archive)).map(([name, bytes]) => [name, bytes.toString()]));

describe('a workbook', () => {
  it('has the parts of a sheet', async () => {
    const entries = partsOf(await bytesOf(['a']));
    expect(Object.keys(entries)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(entries['xl/workbook.xml']).toContain('<sheet name="事件   1 "');
  });

  it('keeps texts as texts, numbers as numbers, and its first row bold', async () => {
    const sheet = partsOf(await bytesOf(['编号', '数'], ['=1+1', 5], [null, -0.5]))['xl/worksheets/sheet1.xml']!;
    const text = (place: string, value: string, style = '') =>
      `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
    expect(sheet).toContain(
      `<sheetData><row r="1">${text('A1', '编号', ' s="1"')}${text('B1', '数', ' s="1"')}</row>` +
        `<row r="2">${text('A2', '=1+1')}<c r="B2"><v>5</v></c></row><row r="3"><c r="B3"><v>-0.5</v></c></row></sheetData>`,
    );
  });

  it('holds several sheets, each with a name of its own', async () => {
    const sheets = [
      { name: '数据', widths: [9], rows: [['a']] },
      { name: '填写说明', widths: [9], rows: [['b']] },
    ];
    const entries = partsOf(await together(workbook(...sheets)));
    expect(entries['xl/workbook.xml']).toContain('<sheet name="填写说明" sheetId="2" r:id="rId2"/>');
    expect(entries['xl/_rels/workbook.xml.rels']).toContain(
      'Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"',
    );
    expect(entries['xl/worksheets/sheet2.xml']).toContain('>b</t>');
  });

  it('names columns beyond Z', async () => {
    const wide = Array.from({ length: 54 }, (_, at) => at);
    const sheet = partsOf(await bytesOf(wide))['xl/worksheets/sheet1.xml']!;
    expect(['Z1', 'AA1', 'AZ1', 'BA1', 'BB1'].filter((place) => !sheet.includes(`<c r="${place}"`))).toEqual([]);
  });

  it('escapes what XML would take for its own, and leaves out what it cannot hold', async () => {
    const sheet = partsOf(await bytesOf(['<b> & "c"\u0000\u0008\ufffe']))['xl/worksheets/sheet1.xml']!;
    expect(sheet).toContain('<t xml:space="preserve">&lt;b&gt; &amp; &quot;c&quot;</t>');
  });

  it('is the same for the same rows, however many', async () => {
    const many = Array.from({ length: 3000 }, (_, row) => [`第${row}行 `.repeat(10), row]);
    const archive = await bytesOf(...many);
    expect(archive.equals(await bytesOf(...many))).toBe(true);
    expect(partsOf(archive)['xl/worksheets/sheet1.xml']!.match(/<row /g)!.length).toBe(3000);
  });

  it('fails as its rows fail', async () => {
    const failing = (async function* (): AsyncGenerator<Cell[]> {
      yield ['a'];
      throw new Error('the database went away');
    })();
    const read = async () => {
      for await (const _ of workbook({ name: 'x', widths: [1], rows: failing }));
    };
    await expect(read()).rejects.toThrow('the database went away');
  });
});
