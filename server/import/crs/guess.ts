import type { Sentence } from '../../errors.ts';
import type { DeclaredCrs } from '../readers/index.ts';
import { declaredSpec } from './declared.ts';
import { type Hypothesis, hypotheses } from './hypotheses.ts';
import type { Box, KnownPlaces } from './known-places.ts';
import type { CrsSpec } from './spec.ts';
import { toWgs84 } from './to-wgs84.ts';

/** A coordinate system that a file may be in. */
export interface Guess {
  spec: CrsSpec;
  /** True: x and y of the file change places first. */
  swapped: boolean;
  /** 0 to 1; nothing is converted before a person has confirmed it. */
  confidence: number;
  reason: Sentence;
}

/** What a file shows of itself. */
export interface GuessInput {
  /** x and y as they stand in the file, of any rows; some hundred are enough. */
  positions: readonly (readonly [number, number])[];
  /** Names of its columns of coordinates, of the sheet and of the file. */
  names?: readonly string[];
  declared?: DeclaredCrs | null;
  known: KnownPlaces;
}

const MOST_POSITIONS = 400;
/** A person looks at every guess, so none is certain. */
const MOST_CONFIDENCE = 0.98;
/** Share of the places that have to lie in the deployment's box, which is taken somewhat wider. */
const SHARE_IN_BOX = 0.5;
const WIDER = 0.3;
const LEAST_WIDER_DEG = 0.02;
/** How far decoys are moved: as far as GCJ-02 and BD-09 move places, in degrees. */
const DECOY_DEG = 0.006;
const DECOYS = 12;
/** By how much a sign multiplies a hypothesis' weight. */
const NAMED = 20;
const DECLARED_PLANE = 30;
/** A .prj that says WGS 84 often lies on coordinates that a map service has shifted. */
const DECLARED_DEGREES = 3;
const SIGMA_GAIN = 1.2;
const MOST_SIGMAS = 8;
/** Of things that stand in or beside buildings so many lie on them, at least. */
const SHARE_BUILT = 0.4;
const KEEPING_CLEAR = 0.4;

interface Judged extends Hypothesis {
  inBox: number;
  /** Share of places that stand on known buildings; null: nothing to tell by. */
  built: number | null;
  named: boolean;
  declared: boolean;
}

/**
 * The systems that a file's numbers can be in, the likeliest first: by their size, by names, by what the file says, and by how many of
 * its places would lie on buildings that are known (or, along streets, keep clear of them) where chance would put another share there.
 * Empty where nothing fits; `whyNoGuess` then says what to do.
 */
export function guessCrs({ positions, names = [], declared = null, known }: GuessInput): Guess[] {
  const sample = sampled(positions);
  if (sample.length === 0) return [];
  const said = names.join(' ');
  const stated = declared ? declaredSpec(declared) : null;
  const all = hypotheses(sample, known.box, said);
  if (stated && !all.some(({ spec, swapped }) => !swapped && isSame(spec, stated)))
    all.push({ spec: stated, swapped: false, weight: 0.2 });
  const judged = all.map((one) => judge(one, sample, known, said, stated));
  const here = judged.filter(({ inBox }) => inBox >= SHARE_IN_BOX);
  const weighed = weigh(here.length > 0 ? here : judged, sample, known);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const share = here.length > 0 || !known.box ? MOST_CONFIDENCE : 0.2;
  return weighed
    .map((one) => ({
      ...{ spec: one.spec, swapped: one.swapped },
      confidence: Math.min(MOST_CONFIDENCE, (one.weight / (total + rest(known))) * share),
      reason: reasonOf(one, sample.length, here.length > 0 || !known.box),
    }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Boxes around where the places would lie under each system that fits: what is known in them is what a guess needs. */
export function likelyBoxes(
  { positions, names = [], declared = null }: Omit<GuessInput, 'known'>,
  box: Box | null,
): Box[] {
  const sample = sampled(positions);
  if (sample.length === 0) return [];
  const stated = declared ? declaredSpec(declared) : null;
  const all: Pick<Hypothesis, 'spec' | 'swapped'>[] = hypotheses(sample, box, names.join(' '));
  if (stated) all.push({ spec: stated, swapped: false });
  return all.flatMap((one) => {
    const places = placesOf(one, sample);
    const [west, east] = middleOf(places.map(([lon]) => lon));
    const [south, north] = middleOf(places.map(([, lat]) => lat));
    return [west, south, east, north].every(Number.isFinite) ? [wider([west, south, east, north])] : [];
  });
}

/** All but the outermost twentieths. */
function middleOf(values: number[]): [from: number, to: number] {
  const ordered = [...values].sort((a, b) => a - b);
  const cut = Math.floor(ordered.length / 20);
  return [ordered[cut]!, ordered[ordered.length - 1 - cut]!];
}

/** Why there is no guess, and what to do. */
export function whyNoGuess(positions: readonly (readonly [number, number])[], known: KnownPlaces): Sentence {
  const sample = sampled(positions);
  if (sample.length === 0)
    return {
      'zh-CN': '没有读到坐标数字。请检查选定的坐标列。',
      en: 'No coordinates were found. Check which columns were chosen for them.',
    };
  const box: Box = [105, 30, 106, 31];
  if (!known.box && hypotheses(sample, box, '').length > 0)
    return {
      'zh-CN': '像是不带带号的平面坐标，但地图上还没有片区，无法判断中央经线。请向提供数据的单位确认后选择。',
      en: 'These look like plane coordinates without a zone number, and without any area on the map their meridian cannot be told. Ask whoever gave the data, and choose it.',
    };
  return {
    'zh-CN': '数值不像任何一种全国通用的坐标。如果是地方坐标系，请输入两个以上控制点。',
    en: 'The numbers are like those of no system used nationwide. If they are of a local system, enter two control points or more.',
  };
}

function sampled(positions: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const finite = positions.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const step = Math.max(1, Math.ceil(finite.length / MOST_POSITIONS));
  return finite.filter((_position, at) => at % step === 0);
}

/** What else the numbers may be that is not among the hypotheses; less likely the more is known of the place. */
function rest({ box }: KnownPlaces): number {
  return box ? 0.03 : 0.1;
}

function judge(
  one: Hypothesis,
  sample: readonly (readonly [number, number])[],
  known: KnownPlaces,
  said: string,
  stated: CrsSpec | null,
): Judged {
  const places = placesOf(one, sample);
  const box = known.box ? wider(known.box) : null;
  const inside = box ? places.filter(([lon, lat]) => isIn(box, lon, lat)).length : places.length;
  const { isBuilt } = known;
  const built = isBuilt ? places.filter(([lon, lat]) => isBuilt(lon, lat)).length / places.length : null;
  const declared = stated !== null && !one.swapped && isSame(one.spec, stated);
  return { ...one, inBox: inside / places.length, built, named: isNamed(one.spec, said), declared };
}

function placesOf(
  { spec, swapped }: Pick<Hypothesis, 'spec' | 'swapped'>,
  sample: readonly (readonly [number, number])[],
): [number, number][] {
  const convert = toWgs84(spec);
  return sample.map(([x, y]) => (swapped ? convert(y, x) : convert(x, y)));
}

/** Weights by all signs together. */
function weigh(all: Judged[], sample: readonly (readonly [number, number])[], { isBuilt }: KnownPlaces): Judged[] {
  const chance = isBuilt && all[0] ? shareByChance(placesOf(all[0], sample), isBuilt) : null;
  return all.map((one) => {
    let { weight } = one;
    if (one.named) weight *= NAMED;
    if (one.declared) weight *= isDegrees(one.spec) ? DECLARED_DEGREES : DECLARED_PLANE;
    if (one.built !== null && chance !== null) {
      const sigmas = (one.built - chance) / Math.sqrt((chance * (1 - chance)) / sample.length);
      // Few of the places on buildings, though more than by chance, are a weak sign; so is keeping clear of them.
      const trust = sigmas > 0 ? Math.min(1, one.built / SHARE_BUILT) : KEEPING_CLEAR;
      weight *= Math.exp(SIGMA_GAIN * trust * Math.min(MOST_SIGMAS, Math.abs(sigmas)));
    }
    return { ...one, weight };
  });
}

/** How many of the places would stand on buildings if they were elsewhere in the same quarter; null where that is next to none or all. */
function shareByChance(places: [number, number][], isBuilt: (lon: number, lat: number) => boolean): number | null {
  let hits = 0;
  for (let decoy = 0; decoy < DECOYS; decoy++) {
    const angle = (decoy / DECOYS) * 2 * Math.PI;
    const far = DECOY_DEG * (decoy % 2 === 0 ? 0.5 : 1.7);
    for (const [lon, lat] of places) if (isBuilt(lon + far * Math.cos(angle), lat + far * Math.sin(angle))) hits++;
  }
  const share = hits / (DECOYS * places.length);
  return share > 0.01 && share < 0.95 ? share : null;
}

function isNamed({ kind }: CrsSpec, said: string): boolean {
  if (kind === 'gcj02') return /gcj|amap|高德|腾讯|火星/i.test(said);
  if (kind === 'bd09') return /bd_?-?0?9|baidu|百度|(^|[^a-z])bd(_|-|$)/i.test(said);
  return kind === 'wgs84' && /wgs|gps/i.test(said);
}

function isDegrees({ kind }: CrsSpec): boolean {
  return kind === 'wgs84' || kind === 'cgcs2000' || kind === 'gcj02' || kind === 'bd09';
}

/** CGCS2000 and WGS 84 are told apart by nothing that matters here. */
function isSame(one: CrsSpec, other: CrsSpec): boolean {
  const plain = (spec: CrsSpec) => JSON.stringify(spec.kind === 'cgcs2000' ? { kind: 'wgs84' } : sorted(spec));
  return plain(one) === plain(other);
}

function sorted(spec: CrsSpec): unknown {
  return Object.fromEntries(Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wider([west, south, east, north]: Box): Box {
  const [dx, dy] = [east - west, north - south].map((side) => Math.max(LEAST_WIDER_DEG, side * WIDER)) as [
    number,
    number,
  ];
  return [west - dx, south - dy, east + dx, north + dy];
}

function isIn([west, south, east, north]: Box, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function reasonOf({ swapped, built, named, declared, inBox, spec }: Judged, count: number, isHere: boolean): Sentence {
  const zh: string[] = [];
  const en: string[] = [];
  if (declared) {
    zh.push('文件自己这样标明');
    en.push('the file says so');
  }
  if (named) {
    zh.push('列名或文件名提到了它');
    en.push('a name of a column or of the file says so');
  }
  if (!isHere) {
    zh.push('数值符合，但这些点会落在本地区以外');
    en.push('the numbers fit, but the places would lie outside of this district');
  } else if (built !== null) {
    zh.push(`抽查的 ${count} 个点有 ${percent(built)} 落在已有楼栋上`);
    en.push(`of ${count} places ${percent(built)} lie on known buildings`);
  } else if (inBox < 1) {
    zh.push(`抽查的 ${count} 个点有 ${percent(inBox)} 落在本地区`);
    en.push(`of ${count} places ${percent(inBox)} lie in this district`);
  } else if (!declared && !named) {
    zh.push('只凭数值大小判断');
    en.push('judged by the size of the numbers alone');
  }
  if (swapped) {
    zh.push('X 与 Y 需要互换');
    en.push('x and y have to change places');
  }
  if (spec.kind === 'gauss-kruger' && spec.datum !== 'cgcs2000') {
    zh.push('与现行坐标可能相差几十米到一百米，用控制点更准');
    en.push('it may be off by tens of metres up to a hundred; control points are better');
  }
  return { 'zh-CN': `${zh.join('；')}。`, en: `${en.join('; ')}.` };
}

const percent = (share: number) => `${Math.round(share * 100)}%`;
