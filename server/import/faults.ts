import { AppError } from '../errors.ts';
import type { Language } from '../language.ts';
import type { ImportReport } from './types.ts';

/** Bad input at an import: one sentence in each language and the option or column at fault. */
export function importFault(chinese: string, english: string, field?: string, cause?: unknown): AppError {
  return new AppError('bad_input', { 'zh-CN': chinese, en: english }, { field, cause });
}

/** Rejected rows kept a file from being loaded; the report says which and why. */
export class ImportRefused extends AppError {
  constructor(readonly report: ImportReport) {
    const count = report.rejected - report.incomplete;
    const first = report.rejects[0];
    const example = (language: Language) => (first ? ` (${first.row}: ${first.reason[language]})` : '');
    super('bad_input', {
      'zh-CN': `有 ${count} 行被退回，没有载入任何数据${example('zh-CN')}。修正文件，或加 --keep-good 只载入其余的行。`,
      en: `${count} of ${report.read} rows were rejected, so nothing was loaded${example('en')}. Correct the file, or add --keep-good to load the other rows.`,
    });
  }
}
