import { type ZipPart, zipped } from './zip.ts';

/** A cell: a text always stays a text, whatever it begins with. */
export type Cell = string | number | null;

/** A sheet of a workbook. */
export interface Sheet {
  name: string;
  /** Of the columns, in characters. */
  widths: readonly number[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

/**
 * An XLSX workbook, piece by piece as its rows come (Office Open XML, ECMA-376). The first row of each sheet is bold and stays in sight.
 */
export function workbook(...sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const parts: ZipPart[] = Object.entries(fixedParts(sheets)).map(([name, text]) => [name, [text]]);
  return zipped([
    ...parts,
    ...sheets.map((sheet, at): ZipPart => [`xl/worksheets/sheet${at + 1}.xml`, sheetText(sheet, at === 0)]),
  ]);
}

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function fixedParts(sheets: readonly Sheet[]): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const related = (...inner: string[]) =>
    `${header}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner.join('')}</Relationships>`;
  const font = '<sz val="11"/><name val="Calibri"/>';
  const each = (text: (sheet: Sheet, number: number) => string) =>
    sheets.map((sheet, at) => text(sheet, at + 1)).join('');
  return {
    '[Content_Types].xml': `${header}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${types}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    '_rels/.rels': related(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    // A name of a sheet has at most 31 characters, and none of these.
    'xl/workbook.xml': `${header}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each(({ name }, number) => `<sheet name="${escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related(
      ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
      relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `${header}<styleSheet xmlns="${main}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  };
}

async function* sheetText({ widths, rows }: Sheet, shown: boolean): AsyncGenerator<string> {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const selected = shown ? ' tabSelected="1"' : '';
  yield `${header}<worksheet xmlns="${main}"><sheetViews><sheetView${selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
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
