import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A cell: a text always stays a text, whatever it begins with. */
export type Cell = string | number | null;

/**
 * An XLSX workbook of one sheet, piece by piece as its rows come (Office Open XML, ECMA-376, in a ZIP archive whose sizes follow
 * their entries). The first row is bold and stays in sight. At most 65,535 entries or 4 GiB, which no sheet of ours comes near.
 * @param widths of the columns, in characters.
 */
export async function* workbook(
  sheet: string,
  widths: readonly number[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let offset = 0;
  const parts: [name: string, text: AsyncIterable<string> | Iterable<string>][] = [
    ...Object.entries(fixedParts(sheet)).map(([name, text]) => [name, [text]] as [string, string[]]),
    ['xl/worksheets/sheet1.xml', sheetText(widths, rows)],
  ];
  for (const [name, text] of parts) {
    const entry: Entry = { name: Buffer.from(name), offset, crc: 0, size: 0, packed: 0 };
    for await (const piece of entryBytes(entry, text)) {
      offset += piece.length;
      yield piece;
    }
    entries.push(entry);
  }
  yield directory(entries, offset);
}

interface Entry {
  name: Buffer;
  /** Where it begins in the archive. */
  offset: number;
  crc: number;
  /** Bytes before and after packing. */
  size: number;
  packed: number;
}

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function fixedParts(sheet: string): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const related = (...inner: string[]) =>
    `${header}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner.join('')}</Relationships>`;
  const font = '<sz val="11"/><name val="Calibri"/>';
  return {
    '[Content_Types].xml': `${header}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    '_rels/.rels': related(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    // A name of a sheet has at most 31 characters, and none of these.
    'xl/workbook.xml': `${header}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `${header}<styleSheet xmlns="${main}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  };
}

async function* sheetText(widths: readonly number[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  yield `${header}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  let line = 0;
  // Rows and cells say where they are: the format lets that be left out, but readers such as GDAL do not.
  for await (const row of rows) {
    line++;
    const style = line === 1 ? ' s="1"' : '';
    yield `<row r="${line}">${row.map((cell, at) => cellText(cell, `${columnName(at)}${line}`, style)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellText(cell: Cell, place: string, style: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"${style}><v>${cell}</v></c>`;
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** A to Z, then AA and so on. */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML holds none of these, not even escaped.
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (sign) => escapes[sign]!);
}

/** Sizes follow (bit 3), names are UTF-8 (bit 11), deflated; the date is 1 January 1980, so that equal rows make equal files. */
const traits = [20, 0x0808, 8, 0, 0x21];

async function* entryBytes(entry: Entry, text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  yield Buffer.concat([numbers([0x04034b50], traits, [0, 0, 0], [entry.name.length, 0]), entry.name]);
  const raw = async function* () {
    for await (const piece of inPieces(text)) {
      entry.crc = crc32(piece, entry.crc);
      entry.size += piece.length;
      yield piece;
    }
  };
  const packing = createDeflateRaw();
  // What fails on the way fails the reading of what is packed.
  pipeline(Readable.from(raw()), packing, () => {});
  for await (const piece of packing as AsyncIterable<Buffer>) {
    entry.packed += piece.length;
    yield piece;
  }
  yield numbers([0x08074b50, entry.crc, entry.packed, entry.size]);
}

/** Small texts go together: a piece for each row would cost more than packing it. */
async function* inPieces(text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  let held = '';
  for await (const part of text) {
    held += part;
    if (held.length < 65_536) continue;
    yield Buffer.from(held);
    held = '';
  }
  if (held) yield Buffer.from(held);
}

function directory(entries: readonly Entry[], offset: number): Buffer {
  const list = Buffer.concat(
    entries.flatMap(({ name, crc, packed, size, offset: at }) => [
      numbers([0x02014b50], [20, ...traits], [crc, packed, size], [name.length, 0, 0, 0, 0], [0, at]),
      name,
    ]),
  );
  const { length } = entries;
  return Buffer.concat([list, numbers([0x06054b50], [0, 0, length, length], [list.length, offset], [0])]);
}

/** Numbers as they lie in an archive, little-endian: by turns lists of 4-byte and of 2-byte ones. */
function numbers(...lists: readonly (readonly number[])[]): Buffer {
  const sizes = lists.map((_, at) => (at % 2 === 0 ? 4 : 2));
  const bytes = Buffer.alloc(lists.reduce((sum, list, at) => sum + list.length * sizes[at]!, 0));
  let place = 0;
  for (const [at, list] of lists.entries()) {
    for (const number of list) place = at % 2 ? bytes.writeUInt16LE(number, place) : bytes.writeUInt32LE(number, place);
  }
  return bytes;
}
