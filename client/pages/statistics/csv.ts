import type { LoopFigures, LoopStatistics } from '../../../server/api/statistics/schema.ts';
import { codeName } from '../../elements/reference.ts';
import type { Compared, Wording } from './parts.ts';

type Row = (string | number | null)[];

/** All the figures of the sheet as comma-separated values with a byte order mark, a figure a row. */
export function statisticsCsv({ now, before, year_before }: Compared, wording: Wording): string {
  const { reference, language, words } = wording;
  const { csv, figures } = words.statistics;
  const names: Record<keyof LoopFigures, string> = {
    ...figures,
    aside_count: csv.aside,
    late_count: csv.late,
    settle_p90_h: csv.p90,
    found_count: csv.found,
    complaint_count: csv.complaint,
  };
  const lines = (part: string, name: string, of: (each: LoopStatistics) => LoopFigures | undefined): Row[] =>
    (Object.keys(names) as (keyof LoopFigures)[]).map((key) => [
      part,
      name,
      names[key],
      ...[now, before, year_before].map((each) => (each ? (of(each)?.[key] ?? null) : null)),
    ]);
  const rows: Row[] = [
    [csv.part, csv.name, csv.figure, csv.now, csv.before, csv.yearBefore],
    ...lines(csv.all, now.area_code, (each) => each.figures),
    ...now.steps.flatMap(({ status }) => {
      const name = codeName(reference, 'incident-status', status, language);
      const of = (each: LoopStatistics | null) => each?.steps.find((step) => step.status === status);
      const line = (label: string, key: 'count' | 'median_h' | 'p90_h'): Row => [
        csv.step,
        name,
        label,
        ...[now, before, year_before].map((each) => of(each)?.[key] ?? null),
      ];
      return [line(csv.count, 'count'), line(csv.median, 'median_h'), line(csv.p90, 'p90_h')];
    }),
    ...now.areas.flatMap(({ area_code, name }) =>
      lines(csv.area, `${area_code} ${name}`, (each) => each.areas.find((area) => area.area_code === area_code)),
    ),
    ...now.categories.flatMap(({ category }) =>
      lines(csv.category, codeName(reference, 'incident-category', category, language), (each) =>
        each.categories.find((one) => one.category === category),
      ),
    ),
    ...now.flow.from.flatMap((day, at): Row[] => [
      [csv.day, day, figures.inflow_count, now.flow.inflow_count[at]!, null, null],
      [csv.day, day, figures.outflow_count, now.flow.outflow_count[at]!, null, null],
      [csv.day, day, figures.open_count, now.flow.open_count[at]!, null, null],
    ]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** One cell; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null || typeof value === 'number') return String(value ?? '');
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
