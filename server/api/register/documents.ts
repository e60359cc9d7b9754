import type { Language } from '../../language.ts';
import { nameOf } from './record.ts';
import type { ProcessingActivity } from './schema.ts';

const headings = {
  'zh-CN': {
    title: '个人信息处理活动记录',
    columns: ['活动', '目的', '依据', '个人信息', '敏感个人信息', '经办角色', '提供对象', '保存期限', '保护措施'],
    made: '生成时间',
  },
  en: {
    title: 'Record of processing activities',
    columns: ['Activity', 'Purpose', 'Basis', 'Personal', 'Sensitive', 'Roles', 'Recipients', 'Kept', 'Safeguards'],
    made: 'Made',
  },
} as const;

/** The processing record as CSV with a heading line, in UTF-8 with a mark at its start, by which spreadsheets know it. */
export function recordCsv(items: readonly ProcessingActivity[], language: Language): string {
  const lines = [headings[language].columns, ...items.map((item) => cellsOf(item, language))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** The processing record as a Markdown table; `made_at` is ISO 8601. */
export function recordMarkdown(items: readonly ProcessingActivity[], made_at: string, language: Language): string {
  const { title, columns, made } = headings[language];
  return `# ${title}\n\n${made}: ${made_at}\n\n${markdownTable(
    columns,
    items.map((item) => cellsOf(item, language)),
  )}\n`;
}

/** A Markdown table; cells are escaped. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function cellsOf(item: ProcessingActivity, language: Language): string[] {
  const columns = (kind: 'personal' | 'sensitive') =>
    item.data.flatMap((each) => each[kind].map((column) => `${each.table_name}.${column}`)).join(' ');
  return [
    item.name,
    item.purpose,
    item.basis,
    columns('personal'),
    columns('sensitive'),
    item.roles.map((role) => nameOf('role', role, language)).join(language === 'en' ? ', ' : '、'),
    item.recipients,
    item.kept,
    item.safeguards.join(language === 'en' ? '; ' : '；'),
  ];
}

/** Spreadsheets take a cell that begins like a formula for one. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

function markdownCell(cell: string | number): string {
  return String(cell)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
}
