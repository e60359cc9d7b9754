import type { Cell } from '../../export/workbook.ts';
import type { Language } from '../../language.ts';
import type { Loop } from '../../loop/catalogue.ts';
import { wallTime } from '../calendar.ts';
import type { CatalogueName, Catalogues } from '../codes/schema.ts';
import { MOST_EXPORTED } from './schema.ts';
import type { ExportedIncident } from './sql.ts';

/** What the words of an export are taken from. */
export interface ExportWords {
  language: Language;
  catalogues: Catalogues;
  loop: Loop;
  /** IANA name. */
  time_zone: string;
}

type Column = [zh: string, en: string, width: number, cell: (row: ExportedIncident, words: ExportWords) => Cell];

const named =
  (catalogue: CatalogueName, code: (row: ExportedIncident) => string | null): Column[3] =>
  (row, { catalogues, language }) => {
    const id = code(row);
    const entry = catalogues[catalogue].find((each) => each.id === id);
    return entry ? entry[language === 'en' ? 'en' : 'zh'] : id;
  };
const moment =
  (time: (row: ExportedIncident) => string | null): Column[3] =>
  (row, { time_zone }) => {
    const iso = time(row);
    return iso && wallTime(iso, time_zone);
  };

const columns: readonly Column[] = [
  ['编号', 'Code', 20, (row) => row.incident_code],
  ['标题', 'Title', 36, (row) => row.title],
  ['详细说明', 'Description', 40, (row) => row.description],
  ['大类', 'Category', 12, named('incident-category', (row) => row.category)],
  ['事项', 'Matter', 20, (row, words) => matterName(row.item, words)],
  ['所在网格', 'Place', 28, (row) => row.area_path],
  ['网格编码', 'Area code', 17, (row) => row.area_code],
  ['地址', 'Address', 28, (row) => row.address],
  ['程度', 'Severity', 8, named('incident-severity', (row) => row.severity)],
  ['状态', 'Status', 10, named('incident-status', (row) => row.status)],
  ['是否逾期', 'Overdue', 9, ({ overdue }, { language }) => yes(overdue, language)],
  ['办理单位', 'In the hands of', 20, (row) => row.holder_name ?? row.holder_code],
  ['办理部门', 'Department', 12, named('department', (row) => row.department)],
  ['来源', 'Source', 10, named('incident-channel', (row) => row.channel)],
  ['上报时间', 'Reported', 17, moment((row) => row.reported_at)],
  ['应办结时间', 'Due', 17, moment((row) => row.due_at)],
  ['办结时间', 'Settled', 17, moment((row) => row.closed_at)],
  ['办结层级', 'Settled at', 10, named('area-level', (row) => row.settled_at)],
  ['经手次数', 'Hands', 9, (row) => row.hand_count],
  ['评分', 'Rating', 7, (row) => row.rating],
];

/** Widths of the columns, in characters. */
export const exportWidths: readonly number[] = columns.map(([, , width]) => width);

/** The first row of an export. */
export function exportHeader(language: Language): Cell[] {
  return columns.map(([zh, en]) => (language === 'en' ? en : zh));
}

/** One incident as a row of an export; times on the wall of the deployment, `YYYY-MM-DD HH:MM`. */
export function exportRow(row: ExportedIncident, words: ExportWords): Cell[] {
  return columns.map(([, , , cell]) => cell(row, words));
}

/** The last row of an export that could not hold all. */
export function cutRow(language: Language): Cell[] {
  const most = MOST_EXPORTED.toLocaleString('en');
  return [
    language === 'en'
      ? `Cut here: an export holds at most ${most} incidents. Narrow the filter for the others.`
      : `到此为止：一次至多导出 ${most} 件，其余请缩小筛选范围后再导出。`,
  ];
}

function matterName(item: string | null, { loop, language }: ExportWords): string | null {
  const matter = loop.matter(item);
  return matter ? matter[language === 'en' ? 'en' : 'zh'] : item;
}

function yes(value: boolean, language: Language): string {
  if (language === 'en') return value ? 'yes' : 'no';
  return value ? '是' : '否';
}
