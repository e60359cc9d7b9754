import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Cell, workbook } from '../../../server/export/workbook.ts';

async function* rows(...given: Cell[][]) {
  yield* given;
}

async function bytesOf(...given: Cell[][]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of workbook({ name: '事件: [1]', widths: [10, 20], rows: rows(...given) })) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The entries of a ZIP archive by what its directory says, each unpacked; its sizes and sums are checked. */
function entriesOf(archive: Buffer): Record<string, string> {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const count = archive.readUInt16LE(end + 10);
  const entries: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const offset = archive.readUInt32LE(at + 42);
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    const text = inflateRawSync(archive.subarray(start, start + packed));
    expect(text.length).toBe(size);
    // What follows the entry says the same as the directory: sum, packed, size.
    expect(archive.subarray(start + packed + 4, start + packed + 16)).toEqual(archive.subarray(at + 16, at + 28));
    entries[name] = text.toString();
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return entries;
}

describe('a workbook', () => {
  it('has the parts of a sheet', async () => {
    const entries = entriesOf(await bytesOf(['a']));
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
    const sheet = entriesOf(await bytesOf(['编号', '数'], ['=1+1', 5], [null, -0.5]))['xl/worksheets/sheet1.xml']!;
    const text = (place: string, value: string, style = '') =>
      `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
    expect(sheet).toContain(
      `<sheetData><row r="1">${text('A1', '编号', ' s="1"')}${text('B1', '数', ' s="1"')}</row>` +
        `<row r="2">${text('A2', '=1+1')}<c r="B2"><v>5</v></c></row><row r="3"><c r="B3"><v>-0.5</v></c></row></sheetData>`,
    );
  });

  it('names columns beyond Z', async () => {
    const wide = Array.from({ length: 54 }, (_, at) => at);
    const sheet = entriesOf(await bytesOf(wide))['xl/worksheets/sheet1.xml']!;
    expect(['Z1', 'AA1', 'AZ1', 'BA1', 'BB1'].filter((place) => !sheet.includes(`<c r="${place}"`))).toEqual([]);
  });

  it('escapes what XML would take for its own, and leaves out what it cannot hold', async () => {
    const sheet = entriesOf(await bytesOf(['<b> & "c"\u0000\u0008\ufffe']))['xl/worksheets/sheet1.xml']!;
    expect(sheet).toContain('<t xml:space="preserve">&lt;b&gt; &amp; &quot;c&quot;</t>');
  });

  it('is the same for the same rows, however many', async () => {
    const many = Array.from({ length: 3000 }, (_, row) => [`第${row}行 `.repeat(10), row]);
    const archive = await bytesOf(...many);
    expect(archive.equals(await bytesOf(...many))).toBe(true);
    expect(entriesOf(archive)['xl/worksheets/sheet1.xml']!.match(/<row /g)!.length).toBe(3000);
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
