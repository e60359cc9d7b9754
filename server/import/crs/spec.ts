import type { CrsSpec } from '../../api/imports/schema.ts';
import type { Sentence } from '../../errors.ts';

export type { ControlPoint, CrsSpec } from '../../api/imports/schema.ts';

type Plane = Extract<CrsSpec, { kind: 'gauss-kruger' }>;
export type Datum = Plane['datum'];

const plain: Record<Exclude<CrsSpec['kind'], 'gauss-kruger' | 'local'>, Sentence> = {
  wgs84: { 'zh-CN': 'WGS 84 经纬度', en: 'WGS 84 degrees' },
  cgcs2000: { 'zh-CN': 'CGCS2000 经纬度', en: 'CGCS2000 degrees' },
  gcj02: { 'zh-CN': 'GCJ-02 经纬度（高德、腾讯地图）', en: 'GCJ-02 degrees (AMap, Tencent)' },
  bd09: { 'zh-CN': 'BD-09 经纬度（百度地图）', en: 'BD-09 degrees (Baidu)' },
  'web-mercator': { 'zh-CN': 'Web 墨卡托（米）', en: 'Web Mercator, metres' },
};
const datums: Record<Datum, Sentence> = {
  cgcs2000: { 'zh-CN': 'CGCS2000', en: 'CGCS2000' },
  xian80: { 'zh-CN': '西安80', en: 'Xi’an 80' },
  beijing54: { 'zh-CN': '北京54', en: 'Beijing 54' },
};

/** Number of a Gauss-Krüger zone, which stands before its eastings; not whole where no zone has that meridian in its middle. */
export function zoneOf({ width, meridian }: Plane): number {
  return width === 3 ? meridian / 3 : (meridian + 3) / 6;
}

/** A coordinate system in one line for people. */
export function describe(spec: CrsSpec): Sentence {
  if (spec.kind === 'local') {
    const count = spec.points.length;
    return { 'zh-CN': `地方坐标系（${count} 个控制点）`, en: `local system by ${count} control points` };
  }
  if (spec.kind !== 'gauss-kruger') return plain[spec.kind];
  const datum = datums[spec.datum];
  const zone = Number.isInteger(zoneOf(spec)) && spec.prefix ? zoneOf(spec) : null;
  return {
    'zh-CN': `${datum['zh-CN']} ${spec.width}度带，中央经线${spec.meridian}°${zone ? `，横坐标带带号${zone}` : '，横坐标不带带号'}`,
    en: `${datum.en}, ${spec.width}° zone around ${spec.meridian}°E, ${zone ? `zone number ${zone} before eastings` : 'no zone number before eastings'}`,
  };
}
