import type { Sentence } from '../../errors.ts';
import { type Box, isWithin } from './known.ts';
import { fromGaussKruger, fromUtm, fromWebMercator, meridianOf, utmMeridian, ZONE_M } from './planes.ts';
import { commonest, type Position, shareOf } from './positions.ts';
import type { CrsSpec, GaussKruger, PlaneDatum } from './spec.ts';

/** A system that numbers of such a size can be in. */
export interface Candidate {
  spec: CrsSpec;
  /** True: the file has the northing or the latitude first. */
  swapped: boolean;
  /** How usual it is among what such numbers can be, 0 to 1. */
  prior: number;
  /** What in the numbers speaks for it. */
  reason: Sentence;
}

/** China with its seas. */
export const CHINA: Box = [73, 3, 135.5, 54];
/** Places of one district may lie this far outside the box of its areas, m. */
export const MARGIN_M = 5000;
/** Of the positions, in what must hold for a candidate. */
export const MOST = 0.5;
/** Eastings without a zone number, and northings of China without the southern sea, m. */
const EASTINGS = [50_000, 950_000] as const;
const NORTHINGS = [1_900_000, 6_000_000] as const;
/** Numbers that zones have in China. */
const SIX_DEGREE_ZONES = [13, 23] as const;
const THREE_DEGREE_ZONES = [25, 45] as const;
/** The meridians of planes, degrees: those of 3-degree zones; every second is that of a 6-degree zone, too. */
const meridians = Array.from({ length: 21 }, (_, index) => 75 + index * 3);
/** What a 3-degree zone has on either side of its meridian, degrees, and a little more. */
const HALF_ZONE_DEG = 1.6;
/** How usual systems are where numbers do not tell: degrees in sheets of offices; planes measured since 2008, and before. */
const usualDegrees = { wgs84: 0.5, gcj02: 0.35, bd09: 0.15 } as const;
const usualDatums: [PlaneDatum, number][] = [
  ['cgcs2000', 0.8],
  ['xian80', 0.1],
  ['beijing54', 0.1],
];
/** UTM is of global data; nothing of an office in China is measured in it. */
const UTM_PRIOR = 0.1;
/** Metres of Web Mercator in the east of China are also those of zones 13 to 15 in the far west, where few live. */
const MERCATOR_PRIOR = 0.9;
const FAR_WEST_SHARE = 0.15;

/**
 * Every system that most positions can be in by their size, with x and y as they stand and swapped.
 * @param declared what the file names; gives a plane its meridian where the areas do not.
 */
export function candidatesOf(positions: readonly Position[], declared: CrsSpec | null, box: Box | null): Candidate[] {
  return [false, true].flatMap((swapped) => {
    const places = swapped ? positions.map(([x, y]): Position => [y, x]) : positions;
    return [
      ...inDegrees(places, swapped, box),
      ...inMercator(places, swapped, box),
      ...inNumberedZone(places, swapped),
      ...inPlainPlane(places, swapped, declared, box),
      ...inUtm(places, swapped, declared, box),
    ];
  });
}

/** Whether numbers look like a plane without a zone number, the easting first. */
export function looksPlain(places: readonly Position[]): boolean {
  const isEasting = (x: number) => x >= EASTINGS[0] && x <= EASTINGS[1];
  return shareOf(places, (x, y) => isEasting(x) && y >= NORTHINGS[0] && y <= NORTHINGS[1]) >= MOST;
}

function inDegrees(places: readonly Position[], swapped: boolean, box: Box | null): Candidate[] {
  const reason: Sentence = swapped
    ? { 'zh-CN': '数值是经纬度，纬度在前', en: 'the numbers are degrees, the latitude first' }
    : { 'zh-CN': '数值是经纬度', en: 'the numbers are degrees' };
  if (shareOf(places, (lon, lat) => isWithin(CHINA, lon, lat)) >= MOST)
    return (['wgs84', 'gcj02', 'bd09'] as const).map((kind) => ({
      spec: { kind },
      swapped,
      prior: usualDegrees[kind],
      reason,
    }));
  // Outside China nothing is shifted, and only the areas tell which number is the latitude.
  const isHere = box !== null && shareOf(places, (lon, lat) => isWithin(box, lon, lat, MARGIN_M)) >= MOST;
  return isHere ? [{ spec: { kind: 'wgs84' }, swapped, prior: 1, reason }] : [];
}

function inMercator(places: readonly Position[], swapped: boolean, box: Box | null): Candidate[] {
  const isSomewhere = (x: number, y: number) => {
    const [lon, lat] = fromWebMercator(x, y);
    return isWithin(CHINA, lon, lat) || (box !== null && isWithin(box, lon, lat, MARGIN_M));
  };
  if (shareOf(places, isSomewhere) < MOST) return [];
  const order: Sentence = swapped ? { 'zh-CN': '，纵坐标在前', en: ', the northing first' } : { 'zh-CN': '', en: '' };
  const reason = {
    'zh-CN': `数值是网络地图（Web 墨卡托）的米${order['zh-CN']}`,
    en: `the numbers are metres of web maps (Web Mercator)${order.en}`,
  };
  return [{ spec: { kind: 'web-mercator' }, swapped, prior: MERCATOR_PRIOR, reason }];
}

function inNumberedZone(places: readonly Position[], swapped: boolean): Candidate[] {
  const zone = commonest(places.map(([x]) => Math.floor(x / ZONE_M)));
  const isIn = ([first, last]: readonly [number, number]) => zone >= first && zone <= last;
  const width = isIn(SIX_DEGREE_ZONES) ? 6 : isIn(THREE_DEGREE_ZONES) ? 3 : null;
  if (width === null) return [];
  const meridian = meridianOf(width, zone);
  const share = zone <= 15 ? FAR_WEST_SHARE : 1;
  return ofDatums(places, { width, meridian, prefix: true }, swapped, share, {
    'zh-CN': `东坐标前有 ${width} 度带的带号 ${zone}（中央经线 ${meridian}°）`,
    en: `the easting begins with the number ${zone} of a ${width}-degree zone (central meridian ${meridian}°)`,
  });
}

function inPlainPlane(
  places: readonly Position[],
  swapped: boolean,
  declared: CrsSpec | null,
  box: Box | null,
): Candidate[] {
  if (!looksPlain(places)) return [];
  const said = declared?.kind === 'gauss-kruger' ? [declared.meridian] : [];
  const here = box === null ? [] : meridians.filter((meridian) => isHere(places, meridian, box));
  return [...new Set([...said, ...here])].flatMap((meridian) => {
    const plane = { width: widthAround(places, meridian), meridian, prefix: false };
    const lie = here.includes(meridian)
      ? {
          'zh-CN': `，按中央经线 ${meridian}° 落在本地`,
          en: `, and by the central meridian ${meridian}° they lie here`,
        }
      : { 'zh-CN': `，中央经线 ${meridian}°`, en: `, with the central meridian ${meridian}°` };
    return ofDatums(places, plane, swapped, 1, {
      'zh-CN': `数值是不带带号的高斯平面坐标${lie['zh-CN']}`,
      en: `the numbers are metres of a Gauss-Krüger plane without zone number${lie.en}`,
    });
  });
}

/** UTM has the numbers of a plane without zone number, up to 2 km beside it. */
function inUtm(places: readonly Position[], swapped: boolean, declared: CrsSpec | null, box: Box | null): Candidate[] {
  if (!looksPlain(places)) return [];
  const zones = new Set(declared?.kind === 'utm' ? [declared.zone] : []);
  for (const lon of box === null ? [] : [box[0], box[2]]) zones.add(Math.floor((lon + 180) / 6) + 1);
  return [...zones].flatMap((zone) => {
    const convert = fromUtm(zone);
    const isHere = box !== null && shareOf(places, (x, y) => isWithin(box, ...convert(x, y), MARGIN_M)) >= MOST;
    if (!isHere && declared?.kind !== 'utm') return [];
    const order: Sentence = swapped ? { 'zh-CN': '，北坐标在前', en: ', the northing first' } : { 'zh-CN': '', en: '' };
    const reason = {
      'zh-CN': `数值也可能是 UTM ${zone} 带的坐标（中央经线 ${utmMeridian(zone)}°）${order['zh-CN']}`,
      en: `the numbers can be those of UTM zone ${zone} (central meridian ${utmMeridian(zone)}°)${order.en}`,
    };
    return [{ spec: { kind: 'utm', zone }, swapped, prior: UTM_PRIOR, reason }];
  });
}

const planeOf = (plane: Omit<GaussKruger, 'kind' | 'datum'>, datum: PlaneDatum): GaussKruger => ({
  kind: 'gauss-kruger',
  ...plane,
  datum,
});

/** A plane by each datum, if most positions are in it and in China. */
function ofDatums(
  places: readonly Position[],
  plane: Omit<GaussKruger, 'kind' | 'datum'>,
  swapped: boolean,
  share: number,
  size: Sentence,
): Candidate[] {
  const convert = fromGaussKruger(planeOf(plane, 'cgcs2000'));
  if (shareOf(places, (x, y) => isWithin(CHINA, ...convert(x, y))) < MOST) return [];
  const reason = swapped
    ? {
        'zh-CN': `${size['zh-CN']}，按测量习惯北坐标（X）在前`,
        en: `${size.en}; the northing comes first, as surveyors call it X`,
      }
    : size;
  return usualDatums.map(([datum, prior]) => ({
    spec: planeOf(plane, datum),
    swapped,
    prior: prior * share,
    reason,
  }));
}

function isHere(places: readonly Position[], meridian: number, box: Box): boolean {
  const convert = fromGaussKruger(planeOf({ width: 3, meridian, prefix: false }, 'cgcs2000'));
  return shareOf(places, (x, y) => isWithin(box, ...convert(x, y), MARGIN_M)) >= MOST;
}

/** A plane is called by the narrower zones where its places are within one. Without a zone number it is the same plane. */
function widthAround(places: readonly Position[], meridian: number): 3 | 6 {
  const convert = fromGaussKruger(planeOf({ width: 3, meridian, prefix: false }, 'cgcs2000'));
  const isNarrow = shareOf(places, (x, y) => Math.abs(convert(x, y)[0] - meridian) <= HALF_ZONE_DEG) >= MOST;
  return isNarrow || meridian % 6 !== 3 ? 3 : 6;
}
