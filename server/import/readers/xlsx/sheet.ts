import type { ByteSource } from '../bytes.ts';
import type { Cell } from '../header.ts';
import { MAX_COLUMNS } from '../limits.ts';
import { readXml } from '../xml.ts';
import { dateText } from './dates.ts';
import { columnIndex } from './facts.ts';
import { unescaped } from './parts.ts';
import type { NumberKind } from './styles.ts';

/** Why a cell has no value that can be used. */
export type CellFault = 'long-number' | 'no-date' | 'formula' | 'error';

/** One row of a sheet; cells by the column's index. */
export interface SheetRow {
  row: number;
  cells: Cell[];
  faults: { index: number; kind: CellFault; text: string }[];
  /** One more than the last column with a value, where that is beyond what we hold; else 0. */
  beyond: number;
}

/** What cells refer to. */
export interface SheetContext {
  strings: readonly string[];
  styles: readonly NumberKind[];
  from1904: boolean;
}

/** From here on Excel, which keeps 15 digits, has lost some. */
const LONG_NUMBER = 1e15;

/** Rows of a sheet that hold something, as they come. */
export async function* readSheet(source: ByteSource, context: SheetContext): AsyncGenerator<SheetRow[]> {
  const collector = new RowCollector(context);
  for await (const _piece of readXml(source, collector)) if (collector.rows.length > 0) yield collector.rows.splice(0);
}

class RowCollector {
  rows: SheetRow[] = [];
  private current: SheetRow = { row: 0, cells: [], faults: [], beyond: 0 };
  private column = -1;
  private type = '';
  private style = 0;
  private value: string | null = null;
  private hasFormula = false;
  private inText = false;
  private inHint = false;

  constructor(private readonly context: SheetContext) {}

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') {
      this.column = attributes.r ? columnIndex(attributes.r) : this.column + 1;
      this.type = attributes.t ?? 'n';
      this.style = Number(attributes.s ?? 0);
      this.value = null;
      this.hasFormula = false;
    } else if (name === 'v' || (name === 't' && !this.inHint)) {
      this.inText = true;
      this.value ??= '';
    } else if (name === 'f') this.hasFormula = true;
    else if (name === 'rPh') this.inHint = true;
    else if (name === 'row') {
      this.current = { row: Number(attributes.r ?? this.current.row + 1), cells: [], faults: [], beyond: 0 };
      this.column = -1;
    }
  }

  text(text: string): void {
    if (this.inText) this.value += text;
  }

  close(name: string): void {
    if (name === 'c') this.addCell();
    else if (name === 'v' || name === 't') this.inText = false;
    else if (name === 'rPh') this.inHint = false;
    else if (
      name === 'row' &&
      (this.current.cells.length > 0 || this.current.faults.length > 0 || this.current.beyond > 0)
    )
      this.rows.push(this.current);
  }

  private addCell(): void {
    const cell = this.cell();
    if (cell === null) return;
    if (this.column >= MAX_COLUMNS || this.column < 0) this.current.beyond = this.column + 1;
    else if (typeof cell === 'object') this.current.faults.push({ index: this.column, ...cell });
    else this.current.cells[this.column] = cell;
  }

  private cell(): Cell | { kind: CellFault; text: string } {
    const text = this.value;
    if (text === null || (text === '' && this.type !== 'str'))
      return this.hasFormula ? { kind: 'formula', text: '' } : null;
    switch (this.type) {
      case 's':
        return textCell(this.context.strings[Number(text)] ?? '');
      case 'str':
      case 'inlineStr':
        return textCell(unescaped(text));
      case 'b':
        return text === '1' || text === 'true';
      case 'e':
        return { kind: 'error', text };
      case 'd':
        return text
          .replace('T', ' ')
          .replace(/(\.\d+)?Z?$/, '')
          .replace(/ 00:00:00$/, '');
      default:
        return this.numberCell(text);
    }
  }

  private numberCell(text: string): Cell | { kind: CellFault; text: string } {
    const value = Number(text);
    if (!Number.isFinite(value)) return { kind: 'error', text };
    const kind = this.context.styles[this.style] ?? null;
    if (kind === 'date' || kind === 'time')
      return dateText(value, this.context.from1904, kind === 'time') ?? { kind: 'no-date', text };
    if (Math.abs(value) >= LONG_NUMBER && Number.isInteger(value)) return { kind: 'long-number', text };
    return typeof kind === 'number' && Number.isInteger(value) && value >= 0
      ? String(value).padStart(kind, '0')
      : value;
  }
}

/** Trimmed; null when empty. */
function textCell(text: string): Cell | { kind: CellFault; text: string } {
  const plain = text.trim();
  if (plain === '') return null;
  return /^\d(\.\d+)?E\+1[5-9]$/i.test(plain) ? { kind: 'long-number', text: plain } : plain;
}
