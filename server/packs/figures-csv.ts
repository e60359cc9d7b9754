import { stringify } from 'csv-stringify/sync';
import type { FigureValue, ReportPack } from '../api/report-packs/schema.ts';
import type { Language } from '../language.ts';

const words = {
  'zh-CN': ['部分', '指标', '名称', '本期', '去年同期'],
  en: ['part', 'figure', 'name', 'this period', 'a year before'],
} satisfies Record<Language, string[]>;

/** Every figure of a pack, its past, its parts, tables and map, as comma-separated values with a byte order mark. */
export function packCsv({ definition, figures, period_from }: ReportPack, language: Language): string {
  const shown = (value: FigureValue) => (value === 'small' ? `<${figures.small_count_below}` : value);
  const [part, figure, name, now, year] = words[language];
  const rows: (string | number | null)[][] = [
    [part, figure, name, `${now} ${period_from}`, ...figures.past_from, `${year} ${figures.year_before_from}`].map(
      String,
    ),
  ];
  for (const { id, zh, en } of definition.names) {
    const value = figures.scalars[id];
    if (!value) continue;
    const called = language === 'en' ? en : zh;
    rows.push(['all', id, called, shown(value.now), ...value.past.map(shown), shown(value.year_before)]);
    if (value.as_it_was !== undefined) rows.push(['as_it_was', id, called, value.as_it_was]);
  }
  const { parts, tables, map, boundaries } = figures;
  for (const [id, values] of Object.entries(parts.values))
    parts.from.forEach((from, at) => void rows.push(['part', id, from, values[at]!]));
  for (const { category, ...counts } of tables.incident_category)
    for (const [id, count] of Object.entries(counts)) rows.push(['incident_category', id, category, count]);
  for (const { level, count } of tables.settled_at) rows.push(['settled_at', 'settled', level, count]);
  for (const { tag, count } of tables.need_tag) rows.push(['need_tag', 'household', tag, shown(count)]);
  for (const { area_code, name: called, ...counts } of tables.areas)
    for (const [id, count] of Object.entries(counts)) rows.push(['area', id, `${area_code} ${called}`, count]);
  for (const [id, values] of Object.entries(map.values))
    values.forEach((value, at) => {
      const area = map.areas[at]!;
      rows.push(['map', id, `${area.area_code} ${area.name}`, shown(value)]);
    });
  if (boundaries?.in_todays) {
    const { areas, map: today } = boundaries.in_todays;
    for (const { area_code, name: called, ...counts } of areas)
      for (const [id, count] of Object.entries(counts)) rows.push(['area_today', id, `${area_code} ${called}`, count]);
    for (const [id, values] of Object.entries(today.values))
      today.areas.forEach(
        (area, at) => void rows.push(['map_today', id, `${area.area_code} ${area.name}`, shown(values[at]!)]),
      );
  }
  const width = rows[0]!.length;
  const even = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => null)]);
  return stringify(even, { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
