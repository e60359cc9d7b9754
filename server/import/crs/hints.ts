import type { CrsSpec, PlaneDatum } from './spec.ts';

type Named = CrsSpec['kind'] | PlaneDatum;

/** Words in names of columns that speak of a system. */
const words: [of: Named, word: RegExp][] = [
  ['bd09', /bd.?09|(^|[^a-z])bd([^a-z]|$)|bd.?(lng|lon|lat)|baidu|百度/i],
  ['gcj02', /gcj|高德|amap|gaode|火星坐标|腾讯|tencent|qq.?map|国测局/i],
  ['wgs84', /wgs|(^|[^a-z])gps([^a-z]|$)/i],
  ['cgcs2000', /cgcs|国家2000|2000(国家|坐标|大地)/i],
  ['xian80', /xi.?an.?(19)?80|西安(19)?80|(19)?80西安|80坐标/i],
  ['beijing54', /(beijing|bj).?(19)?54|北京(19)?54|(19)?54北京|54坐标/i],
];

/** The one system that names of columns speak of, and the first name that does; null where none does, or they differ. */
export function hintOf(columns: readonly string[]): { of: Named; column: string } | null {
  const hints = words.flatMap(([of, word]) => {
    const column = columns.find((name) => word.test(name));
    return column === undefined ? [] : [{ of, column }];
  });
  return hints.length === 1 ? hints[0]! : null;
}

/** Whether a name speaks of a spec. */
export function isNamed(spec: CrsSpec, of: Named): boolean {
  if (spec.kind === 'gauss-kruger') return spec.datum === of;
  return spec.kind === of || (spec.kind === 'wgs84' && of === 'cgcs2000');
}
