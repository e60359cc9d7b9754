import type { LoopFigures, LoopStatistics } from '../../../server/api/statistics/schema.ts';
import { codeName } from '../../elements/reference.ts';
import { type CsvRow, formatCsv } from '../../format/csv.ts';
import type { Compared, Wording } from './parts.ts';

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
  const lines = (part: string, name: string, of: (each: LoopStatistics) => LoopFigures | undefined): CsvRow[] =>
    (Object.keys(names) as (keyof LoopFigures)[]).map((key) => [
      part,
      name,
      names[key],
      ...[now, before, year_before].map((each) => (each ? (of(each)?.[key] ?? null) : null)),
    ]);
  const rows: CsvRow[] = [
    [csv.part, csv.name, csv.figure, csv.now, csv.before, csv.yearBefore],
    ...lines(csv.all, now.area_code, (each) => each.figures),
    ...now.steps.flatMap(({ status }) => {
      const name = codeName(reference, 'incident-status', status, language);
      const of = (each: LoopStatistics | null) => each?.steps.find((step) => step.status === status);
      const line = (label: string, key: 'count' | 'median_h' | 'p90_h'): CsvRow => [
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
    ...now.flow.from.flatMap((day, at): CsvRow[] => [
      [csv.day, day, figures.inflow_count, now.flow.inflow_count[at]!, null, null],
      [csv.day, day, figures.outflow_count, now.flow.outflow_count[at]!, null, null],
      [csv.day, day, figures.open_count, now.flow.open_count[at]!, null, null],
    ]),
  ];
  return formatCsv(rows);
}
