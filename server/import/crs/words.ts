import type { Sentence } from '../../errors.ts';
import { zoneOf } from './planes.ts';
import type { CrsSpec, PlaneDatum } from './spec.ts';

/** What systems are called, by kind, in the order in which they are offered. */
export const kindWords: Record<CrsSpec['kind'], Sentence> = {
  wgs84: { 'zh-CN': 'WGS 84 经纬度（GPS）', en: 'WGS 84 degrees (GPS)' },
  cgcs2000: { 'zh-CN': 'CGCS2000 经纬度（国家大地坐标系）', en: 'CGCS2000 degrees' },
  gcj02: { 'zh-CN': 'GCJ-02 经纬度（高德、腾讯）', en: 'GCJ-02 degrees (AMap, Tencent)' },
  bd09: { 'zh-CN': 'BD-09 经纬度（百度）', en: 'BD-09 degrees (Baidu)' },
  'gauss-kruger': { 'zh-CN': '高斯-克吕格平面坐标（米）', en: 'Gauss-Krüger plane (metres)' },
  'web-mercator': { 'zh-CN': 'Web 墨卡托（网络地图，米）', en: 'Web Mercator (web maps, metres)' },
  local: { 'zh-CN': '本地坐标系（用控制点配准）', en: 'Local system (by control points)' },
};

export const datumWords: Record<PlaneDatum, Sentence> = {
  cgcs2000: { 'zh-CN': 'CGCS2000', en: 'CGCS2000' },
  xian80: { 'zh-CN': '西安80', en: "Xi'an 80" },
  beijing54: { 'zh-CN': '北京54', en: 'Beijing 54' },
};

/** A spec in one line, as it is stored with a batch and shown of it. */
export function crsLine(spec: CrsSpec, swapped: boolean): Sentence {
  const name = nameOf(spec);
  // Whether axes of a local system are mirrored its control points say.
  if (!swapped || spec.kind === 'local') return name;
  return { 'zh-CN': `${name['zh-CN']}，x、y 对调`, en: `${name.en}, x and y swapped` };
}

function nameOf(spec: CrsSpec): Sentence {
  if (spec.kind === 'local')
    return {
      'zh-CN': `本地坐标系，${spec.points.length} 个控制点`,
      en: `Local system by ${spec.points.length} control points`,
    };
  if (spec.kind !== 'gauss-kruger') return kindWords[spec.kind];
  const { width, meridian, prefix } = spec;
  const datum = datumWords[spec.datum];
  const zone = prefix ? zoneOf(width, meridian) : null;
  return {
    'zh-CN': `${datum['zh-CN']} 高斯-克吕格 ${width} 度带，中央经线 ${meridian}°，${zone === null ? '不带带号' : `带号 ${zone}`}`,
    en: `${datum.en} Gauss-Krüger, ${width}-degree zone, central meridian ${meridian}°, ${zone === null ? 'no zone number' : `zone number ${zone}`}`,
  };
}
