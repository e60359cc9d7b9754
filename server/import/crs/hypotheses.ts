import type { Box } from './known-places.ts';
import type { CrsSpec, Datum } from './spec.ts';

/** A system that a file's numbers may be in, by their size alone. */
export interface Hypothesis {
  spec: CrsSpec;
  /** True: x and y of the file change places first. */
  swapped: boolean;
  /** How usual that is among those that the same numbers allow; they need not add up to 1. */
  weight: number;
}

type Range = readonly [from: number, to: number];
/** China in degrees, and its northings in metres from the equator. */
const CHINA_LON: Range = [73, 136];
const CHINA_LAT: Range = [3, 54];
const NORTHING: Range = [330_000, 6_000_000];
/** Eastings within a 6° zone and some way beyond, without the zone's number. */
const EASTING: Range = [150_000, 850_000];
const MERCATOR_X: Range = [8_120_000, 15_150_000];
const MERCATOR_Y: Range = [330_000, 7_180_000];
const ZONE_M = 1_000_000;
/** So many of the numbers must fit; the others may be typing errors. */
const SHARE = 0.9;

/**
 * What the numbers can be. Planes without a zone's number need to know where the deployment lies.
 * @param said names of columns and whatever else may name a datum.
 */
export function hypotheses(
  positions: readonly (readonly [number, number])[],
  box: Box | null,
  said: string,
): Hypothesis[] {
  const found: Hypothesis[] = [];
  for (const swapped of [false, true]) {
    const xs = positions.map((position) => position[swapped ? 1 : 0]);
    const ys = positions.map((position) => position[swapped ? 0 : 1]);
    for (const one of [...degrees(xs, ys), ...mercator(xs, ys), ...zoned(xs, ys, said), ...unzoned(xs, ys, box, said)])
      found.push({ ...one, swapped });
  }
  return found;
}

type Unturned = Omit<Hypothesis, 'swapped'>;

function degrees(xs: number[], ys: number[]): Unturned[] {
  if (!fits(xs, CHINA_LON) || !fits(ys, CHINA_LAT)) return [];
  return [
    { spec: { kind: 'wgs84' }, weight: 0.45 },
    { spec: { kind: 'gcj02' }, weight: 0.4 },
    { spec: { kind: 'bd09' }, weight: 0.15 },
  ];
}

function mercator(xs: number[], ys: number[]): Unturned[] {
  return fits(xs, MERCATOR_X) && fits(ys, MERCATOR_Y) ? [{ spec: { kind: 'web-mercator' }, weight: 0.5 }] : [];
}

function zoned(xs: number[], ys: number[], said: string): Unturned[] {
  const zone = Math.floor(middle(xs) / ZONE_M);
  // 13 to 23 are zones of 6°, 25 to 45 of 3°: no number is both.
  const isSix = zone >= 13 && zone <= 23;
  if (!isSix && (zone < 25 || zone > 45)) return [];
  if (
    !fits(
      xs.map((x) => x - zone * ZONE_M),
      EASTING,
    ) ||
    !fits(ys, NORTHING)
  )
    return [];
  const width = isSix ? 6 : 3;
  const meridian = isSix ? zone * 6 - 3 : zone * 3;
  return [{ spec: { kind: 'gauss-kruger', width, meridian, prefix: true, datum: datumSaid(said) }, weight: 0.9 }];
}

function unzoned(xs: number[], ys: number[], box: Box | null, said: string): Unturned[] {
  if (!box || !fits(xs, EASTING) || !fits(ys, NORTHING)) return [];
  const lon = (box[0] + box[2]) / 2;
  const [three, six] = [Math.round(lon / 3) * 3, Math.floor(lon / 6) * 6 + 3];
  const plane = (width: 3 | 6, meridian: number, weight: number): Unturned => ({
    spec: { kind: 'gauss-kruger', width, meridian, prefix: false, datum: datumSaid(said) },
    weight,
  });
  // A city near the edge of its zone may use the one beside it.
  const beside = lon > three ? three + 3 : three - 3;
  return [
    plane(3, three, 0.6),
    ...(six === three ? [] : [plane(6, six, 0.3)]),
    ...(beside === six ? [] : [plane(3, beside, 0.1)]),
  ];
}

/** What a datum is called in names of columns and sheets; CGCS2000 where nothing is said, as everything new is in it. */
function datumSaid(said: string): Datum {
  if (/西安|xian_?80|1980/i.test(said)) return 'xian80';
  return /北京_?54|beijing_?54|1954/i.test(said) ? 'beijing54' : 'cgcs2000';
}

function fits(values: number[], [from, to]: Range): boolean {
  return values.filter((value) => value >= from && value <= to).length >= values.length * SHARE;
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
