import type { Sentence } from '../../errors.ts';
import { type Cell, workbook } from '../../export/workbook.ts';
import type { Language } from '../../language.ts';
import type { ImportRows } from './schema.ts';

const WIDTH = 18;
const REASON_WIDTH = 60;

/**
 * Rejected rows as a sheet: the columns of the file as they are called there, before them the row's number, behind them why. Mended, it
 * is uploaded as a batch of its own.
 */
export function rejectSheet(
  { columns, items }: Pick<ImportRows, 'columns' | 'items'>,
  reasons: ReadonlyMap<string, Sentence[]>,
  language: Language,
): AsyncGenerator<Uint8Array> {
  const chinese = language === 'zh-CN';
  async function* rows(): AsyncGenerator<Cell[]> {
    yield [chinese ? '原行号' : 'Row', ...columns, chinese ? '退回原因' : 'Reason'];
    for (const { row, cells } of items) {
      const why = reasons.get(String(row))?.map((sentence) => sentence[language]) ?? [];
      yield [String(row), ...cells, why.join(chinese ? '；' : '; ')];
    }
  }
  const widths = [10, ...columns.map(() => WIDTH), REASON_WIDTH];
  return workbook({ name: chinese ? '退回的行' : 'Rejected rows', widths, rows: rows() });
}
