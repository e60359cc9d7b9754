import type { Sentence } from '../../errors.ts';
import { type Candidate, candidatesOf, MARGIN_M, MOST } from './candidates.ts';
import { converterOf } from './convert.ts';
import { declaredSpec, isForeign } from './declared.ts';
import { hintOf, isNamed } from './hints.ts';
import { type Box, DEGREE_M, isWithin, type KnownPlaces } from './known.ts';
import { type Overlap, overlapOf } from './overlap.ts';
import { median, type Position, shareOf, usable } from './positions.ts';
import * as say from './reasons.ts';
import type { CrsSpec, DeclaredCrs } from './spec.ts';
import { crsLine } from './words.ts';

/** What a file's coordinates may be. */
export interface Guess {
  spec: CrsSpec;
  /** True: x and y change places first. */
  swapped: boolean;
  /** What that is called. */
  line: Sentence;
  /** 0 to 1; all guesses of a file together stay below 1. */
  confidence: number;
  /** Why, for a clerk. */
  reason: Sentence;
}

export interface GuessInput {
  /** Some of the file's positions, x before y as its columns stand; from all over the file rather than its first. */
  positions: readonly Position[];
  /** What the columns of the coordinates are called; those of the table where it has shapes. */
  columns?: readonly string[];
  /** What the file is called, without its ending. */
  file?: string;
  declared?: DeclaredCrs | null;
  /** True: they are of lines such as streets, which keep clear of buildings. */
  lines?: boolean;
  known: KnownPlaces;
}

/** How many times likelier a system is that a column's name speaks of. */
const NAMED = 20;
/** As much that only the file's name speaks of: it may say where the file is from, and not what its coordinates are. */
const FILE_NAMED = 6;
/** As much that the file itself names. Points of web maps in a file that says WGS 84 are common, other planes than the .prj says are not. */
const DECLARED_DEGREES = 4;
const DECLARED_METRES = 40;
/** As much when its places lie elsewhere than the areas. */
const ELSEWHERE = 0.05;
/** As much for a plane of today whose places meet no building although there are some. */
const UNMET = 0.5;
/** Overlap with buildings decides by no more than this, as a logarithm. */
const MOST_EVIDENCE = 8;
/** That it is none of all: always a little, more where no system meets the buildings, and where the file names what we do not know. */
const NONE = 0.06;
const NONE_MET = 0.35;
/** From so many places, of which so many are at buildings by chance, meeting none says something. */
const ENOUGH_PLACES = 20;
const ENOUGH_CHANCE = 0.05;
const LEAST_CONFIDENCE = 0.02;
const MOST_CONFIDENCE = 0.99;
/** WGS 84 and shifted systems have the same numbers: without buildings nobody can be surer. */
const MOST_UNCHECKED = 0.85;

interface Judged extends Candidate {
  weight: number;
  overlap: Overlap | null;
  reasons: (Sentence | null)[];
}

/**
 * What a file's coordinates may be, best first; empty when nothing fits, and `whyNoGuess` says why. A guess converts nothing: a person
 * confirms its spec and `swapped`, and these two are all that is applied.
 */
export function guessCrs(input: GuessInput): Guess[] {
  const places = usable(input.positions, input.lines);
  const declared = input.declared ?? null;
  if (places.length === 0 || isForeign(declared, places)) return [];
  const said = declared && declaredSpec(declared);
  const judged = candidatesOf(places, said, input.known.box).map((each) => judge(each, places, said, input));
  if (judged.length === 0) return [];
  const most = Math.max(...judged.map(evidenceOf));
  const isUnmet = most === 0 && judged.some(({ overlap }) => overlap !== null && couldMeet(overlap));
  const isContrary = said !== null && !judged.some(({ spec }) => isSame(spec, said));
  for (const each of judged) {
    each.weight *= behind(most - evidenceOf(each));
    if (isUnmet && each.spec.kind === 'gauss-kruger' && !isOlder(each.spec)) each.weight *= UNMET;
    if (isContrary) each.reasons.push(say.contrary(declared!));
  }
  const isShifted = judged.some(({ spec }) => spec.kind === 'gcj02');
  const none = (NONE + (isUnmet ? NONE_MET : 0) + (declared && !said ? NONE_MET : 0)) * behind(most);
  const sum = none + judged.reduce((total, { weight }) => total + weight, 0);
  return judged
    .map((each) => ({
      spec: each.spec,
      swapped: each.swapped,
      line: crsLine(each.spec, each.swapped),
      confidence: Math.min(each.weight / sum, isShifted && evidenceOf(each) === 0 ? MOST_UNCHECKED : MOST_CONFIDENCE),
      reason: say.joined(each.reasons),
    }))
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
    .sort((one, other) => other.confidence - one.confidence);
}

/** Weighs one candidate by what the file says, what its columns are called, where its places are, and what they meet there. */
function judge(candidate: Candidate, positions: readonly Position[], said: CrsSpec | null, input: GuessInput): Judged {
  const { columns = [], file = '', declared = null, lines = false, known } = input;
  const ofColumns = hintOf(columns);
  const hint = ofColumns ?? hintOf([file]);
  const isHinted = hint !== null && isNamed(candidate.spec, hint.of);
  const isSaid = said !== null && isSame(candidate.spec, said);
  const spec: CrsSpec =
    candidate.spec.kind === 'wgs84' && (said?.kind === 'cgcs2000' || hint?.of === 'cgcs2000')
      ? { kind: 'cgcs2000' }
      : candidate.spec;
  // Taken without a shift of datum an older plane differs from today's by metres, which nothing here can tell.
  const convert = converterOf(spec.kind === 'gauss-kruger' ? { ...spec, datum: 'cgcs2000' } : spec, candidate.swapped);
  const places = positions.map(([x, y]) => convert(x, y)).filter(([lon]) => Number.isFinite(lon));
  const { box } = known;
  const isHere = box === null || shareOf(places, (lon, lat) => isWithin(box, lon, lat, MARGIN_M)) >= MOST;
  // What meets buildings without such a shift is of today's datum, unless the file or a column names the older one.
  const isBeside = isOlder(spec) && !isSaid && !isHinted;
  const overlap = known.buildings === 0 || !isHere || isBeside ? null : overlapOf(places, known, lines);
  let weight = candidate.prior;
  if (isHinted) weight *= ofColumns ? NAMED : FILE_NAMED;
  if (isSaid) weight *= isDegrees(spec) ? DECLARED_DEGREES : DECLARED_METRES;
  if (!isHere) weight *= ELSEWHERE;
  return {
    ...candidate,
    spec,
    weight,
    overlap,
    reasons: [
      candidate.reason,
      isSaid ? say.declaredToo(declared!) : null,
      declared && !said ? say.unknown(declared) : null,
      isHinted ? (ofColumns ? say.named(ofColumns.column) : say.fileNamed(file)) : null,
      isHere ? null : say.elsewhere(distance_km(places, box)),
      overlap ? say.met(overlap) : null,
      isDegrees(spec) && !overlap && isHere ? say.unchecked : null,
      isOlder(spec) ? say.older : null,
    ],
  };
}

const evidenceOf = ({ overlap }: Judged) => overlap?.evidence ?? 0;
/** What less evidence than the most leaves of a weight. */
const behind = (evidence: number) => Math.exp(-Math.min(MOST_EVIDENCE, evidence));
const degrees: ReadonlySet<CrsSpec['kind']> = new Set(['wgs84', 'cgcs2000', 'gcj02', 'bd09']);
const isDegrees = ({ kind }: CrsSpec) => degrees.has(kind);
const isOlder = (spec: CrsSpec) => spec.kind === 'gauss-kruger' && spec.datum !== 'cgcs2000';

/** Whether a file's word and a candidate are one system; how wide its zones are and whether they have numbers, the numbers say. */
function isSame(spec: CrsSpec, said: CrsSpec): boolean {
  if (spec.kind === 'gauss-kruger')
    return said.kind === 'gauss-kruger' && spec.datum === said.datum && spec.meridian === said.meridian;
  if (spec.kind === 'utm') return said.kind === 'utm' && spec.zone === said.zone;
  const plain = ({ kind }: CrsSpec) => (kind === 'cgcs2000' ? 'wgs84' : kind);
  return plain(spec) === plain(said);
}

function couldMeet({ places, byChance }: Overlap): boolean {
  return places >= ENOUGH_PLACES && byChance >= ENOUGH_CHANCE * places;
}

/** From the middle of the places to the middle of the areas, km. */
function distance_km(places: readonly Position[], [west, south, east, north]: Box): number {
  const [lon, lat] = [median(places.map(([x]) => x)), median(places.map(([, y]) => y))];
  const middle = (south + north) / 2;
  const across = (lon - (west + east) / 2) * Math.cos((middle * Math.PI) / 180);
  return (Math.hypot(across, lat - middle) * DEGREE_M) / 1000;
}
