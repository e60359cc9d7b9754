import type { CrsWords } from '../../api/imports/schema.ts';
import type { Sentence } from '../../errors.ts';
import { utmMeridian, zoneOf } from './planes.ts';
import type { CrsSpec, PlaneDatum } from './spec.ts';

/** What systems are called, by kind. */
const kindWords: Record<CrsSpec['kind'], Sentence> = {
  wgs84: { 'zh-CN': 'WGS 84 经纬度（GPS）', en: 'WGS 84 degrees (GPS)' },
  cgcs2000: { 'zh-CN': 'CGCS2000 经纬度（国家大地坐标系）', en: 'CGCS2000 degrees' },
  gcj02: { 'zh-CN': 'GCJ-02 经纬度（高德、腾讯）', en: 'GCJ-02 degrees (AMap, Tencent)' },
  bd09: { 'zh-CN': 'BD-09 经纬度（百度）', en: 'BD-09 degrees (Baidu)' },
  'gauss-kruger': { 'zh-CN': '高斯-克吕格平面坐标（米）', en: 'Gauss-Krüger plane (metres)' },
  'web-mercator': { 'zh-CN': 'Web 墨卡托（网络地图，米）', en: 'Web Mercator (web maps, metres)' },
  utm: { 'zh-CN': 'UTM 平面坐标（WGS 84，米）', en: 'UTM (WGS 84, metres)' },
  local: { 'zh-CN': '地方坐标系（用控制点配准）', en: 'Local system (by control points)' },
};

const datumWords: Record<PlaneDatum, Sentence> = {
  cgcs2000: { 'zh-CN': 'CGCS2000', en: 'CGCS2000' },
  xian80: { 'zh-CN': '西安80', en: "Xi'an 80" },
  beijing54: { 'zh-CN': '北京54', en: 'Beijing 54' },
};

/** A spec in words, as it is stored with a batch: what it is called, and what is assumed on the way to WGS 84. */
export function crsWords(spec: CrsSpec, swapped: boolean): CrsWords {
  return { line: crsLine(spec, swapped), note: crsNote(spec) };
}

/** What is assumed on the way to WGS 84, and what that can be off by; null: nothing. */
export function crsNote(spec: CrsSpec): Sentence | null {
  if (spec.kind === 'gcj02' || spec.kind === 'bd09')
    return {
      'zh-CN': '按通行公式还原为 WGS 84，与地图服务自己的结果相差约 1 米。',
      en: 'Turned into WGS 84 by the formula that is generally known; the service itself differs by about a metre.',
    };
  if (spec.kind === 'cgcs2000' || (spec.kind === 'gauss-kruger' && spec.datum === 'cgcs2000'))
    return {
      'zh-CN': 'CGCS2000 按 WGS 84 使用，相差不到 1 米。',
      en: 'CGCS2000 is taken for WGS 84, which is less than a metre off.',
    };
  if (spec.kind !== 'gauss-kruger') return null;
  const datum = datumWords[spec.datum];
  return {
    'zh-CN': `没有做基准转换：${datum['zh-CN']} 的经纬度直接当作 WGS 84 使用，实地会偏几十米到一百多米，各地不同。要准确，请改用控制点。`,
    en: `No shift of datum is applied: degrees of ${datum.en} are taken for WGS 84 as they are, which is off by tens of metres to more than a hundred, by place. Use control points to be exact.`,
  };
}

/** A spec in one line. */
export function crsLine(spec: CrsSpec, swapped: boolean): Sentence {
  const name = nameOf(spec);
  // Whether axes of a local system are mirrored its control points say.
  if (!swapped || spec.kind === 'local') return name;
  return { 'zh-CN': `${name['zh-CN']}，x、y 对调`, en: `${name.en}, x and y swapped` };
}

function nameOf(spec: CrsSpec): Sentence {
  if (spec.kind === 'local')
    return {
      'zh-CN': `地方坐标系，${spec.points.length} 个控制点`,
      en: `Local system by ${spec.points.length} control points`,
    };
  if (spec.kind === 'utm') {
    const { zone } = spec;
    const meridian = utmMeridian(zone);
    return {
      'zh-CN': `WGS 84 UTM ${zone} 带（北半球），中央经线 ${meridian}°`,
      en: `WGS 84 UTM zone ${zone} (north), central meridian ${meridian}°`,
    };
  }
  if (spec.kind !== 'gauss-kruger') return kindWords[spec.kind];
  const { width, meridian, prefix } = spec;
  const datum = datumWords[spec.datum];
  const zone = prefix ? zoneOf(width, meridian) : null;
  return {
    'zh-CN': `${datum['zh-CN']} 高斯-克吕格 ${width} 度带，中央经线 ${meridian}°，${zone === null ? '不带带号' : `带号 ${zone}`}`,
    en: `${datum.en} Gauss-Krüger, ${width}-degree zone, central meridian ${meridian}°, ${zone === null ? 'no zone number' : `zone number ${zone}`}`,
  };
}
