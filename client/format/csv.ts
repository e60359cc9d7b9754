/** A row of a table; null is an empty cell. */
export type CsvRow = readonly (string | number | null)[];

/** Rows as comma-separated values with a byte order mark, so that spreadsheets read Chinese, and CRLF after every row. */
export function formatCsv(rows: readonly CsvRow[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** One cell; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null || typeof value === 'number') return String(value ?? '');
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
