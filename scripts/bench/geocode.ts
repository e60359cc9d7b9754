import { setImmediate } from 'node:timers/promises';
import { buildPlaceIndex } from '../../server/geocode/build.ts';
import { geocode } from '../../server/geocode/geocode.ts';
import { parseAddress } from '../../server/geocode/parse/index.ts';
import type { PlaceIndex } from '../../server/geocode/place-index.ts';
import { reverseGeocode } from '../../server/geocode/reverse.ts';
import type { PlaceRows } from '../../server/geocode/rows.ts';
import { Random } from '../../server/simulator/random.ts';
import { collectGarbage } from '../../server/tiles/threads/garbage.ts';
import { type BenchLine, type BenchRun, median, rounded } from './bench.ts';
import { fittedTable, reliability } from './geocode/calibration.ts';
import { type Damage, damages } from './geocode/damage.ts';
import { mixedTexts } from './geocode/mixed-texts.ts';
import { isRight, judgedSamples, SampleMaker } from './geocode/samples.ts';
import { townRows } from './geocode/town-rows.ts';
import { ratesOfTwoCores } from './geocode/two-cores.ts';

const SAMPLES = 2000;
const ROUNDS = 5;
const JUDGED = 12_000;
/** Addresses that the table of server/geocode/confidence.ts is fitted on. */
const FITTED = 30_000;
const POINTS = 20_000;
const MEGABYTE = 1e6;
const TURNS_TO_SETTLE = 5;
const MICROSECONDS = 1e6;
/** Share of matches said to be as sure as this that are right. */
const SURE = 0.95;

/**
 * Holds the geocoder to the doors of the demo city, written as people write them, and its confidence to another invented town than the
 * one that it was fitted on; times it on one core and on two. Needs no database. FIT_CONFIDENCE=1 prints the table to fit anew.
 */
export const run: BenchRun = async (report) => {
  if (process.env.FIT_CONFIDENCE) console.table(fittedTable(judgedSamples('calibration', FITTED)));
  const rows = townRows('jingwei');
  const { index, built_ms, heap_mb } = await measuredIndex(rows);
  report({
    metric: 'index_build_ms',
    value: rounded(built_ms),
    unit: `ms for ${rows.doors.length} doors`,
    better: 'lower',
  });
  report({ metric: 'index_mb', value: rounded(heap_mb), unit: 'MB', better: 'lower' });
  for (const kind of ['none', ...damages] as const) reportDamage(index, rows, kind, report);
  reportConfidence(report);
  const texts = mixedTexts(rows, 'speed');
  report({
    metric: 'addresses_per_cpu_s',
    value: rounded(median(rates(index, texts))),
    unit: '1/s',
    better: 'higher',
  });
  report({
    metric: 'addresses_per_s_two_cores',
    value: rounded(median(await ratesOfTwoCores(ROUNDS))),
    unit: '1/s',
    goal: 5000,
    better: 'higher',
  });
  reportReverse(index, rows, report);
};

/** An index and what it takes of memory, arrays and objects. */
async function measuredIndex(rows: PlaceRows): Promise<{ index: PlaceIndex; built_ms: number; heap_mb: number }> {
  const used = async () => {
    // Memory of arrays is counted off some turns after they were collected: those of an earlier bench must be gone before.
    for (let turn = 0; turn < TURNS_TO_SETTLE; turn++) {
      collectGarbage();
      await setImmediate();
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  // The parser's own names are not the index's.
  parseAddress('');
  const before = await used();
  const started = performance.now();
  const index = buildPlaceIndex(rows);
  const built_ms = performance.now() - started;
  return { index, built_ms, heap_mb: ((await used()) - before) / MEGABYTE };
}

function reportDamage(
  index: PlaceIndex,
  rows: PlaceRows,
  kind: Damage | 'none',
  report: (line: BenchLine) => void,
): void {
  const maker = new SampleMaker(rows, kind);
  let right = 0;
  let made = 0;
  while (made < SAMPLES) {
    const sample = maker.make(kind);
    if (!sample) continue;
    made++;
    const [best] = geocode(index, sample.text, { limit: 1 });
    if (best?.level === 'door' && isRight(best, sample)) right++;
  }
  report({
    metric: `right_door ${kind === 'none' ? 'as registered' : kind}`,
    value: Number((right / made).toFixed(4)),
    unit: 'share',
    goal: 0.97,
    better: 'higher',
  });
}

function reportConfidence(report: (line: BenchLine) => void): void {
  const judged = judgedSamples('another town', JUDGED);
  const bands = reliability(judged);
  console.table(
    bands.map(({ from, to, count, said, right }) => ({
      said_from: from,
      to,
      matches: count,
      said: Number(said.toFixed(3)),
      right: Number(right.toFixed(3)),
    })),
  );
  const sure = judged.filter(({ confidence }) => confidence >= SURE);
  const right = sure.filter((one) => one.right).length / sure.length;
  report({
    metric: 'right_of_95_sure',
    value: Number(right.toFixed(4)),
    unit: `share of ${sure.length}`,
    goal: SURE,
    better: 'higher',
  });
  const off =
    bands.reduce((sum, { count, said, right: part }) => sum + Math.abs(said - part) * count, 0) / judged.length;
  report({
    metric: 'calibration_error',
    value: Number(off.toFixed(4)),
    unit: 'share, mean of bands',
    goal: 0.03,
    better: 'lower',
  });
}

/** Addresses a second of this process's own time, round by round, without the first one, in which the code is compiled. */
function rates(index: PlaceIndex, texts: readonly string[]): number[] {
  return Array.from({ length: ROUNDS + 1 }, () => {
    const before = process.cpuUsage();
    for (const text of texts) geocode(index, text);
    const { user, system } = process.cpuUsage(before);
    return (texts.length / (user + system)) * MICROSECONDS;
  }).slice(1);
}

function reportReverse(index: PlaceIndex, rows: PlaceRows, report: (line: BenchLine) => void): void {
  const random = new Random('points');
  const times = Array.from({ length: POINTS }, () => {
    const [lon, lat] = random.pick(rows.buildings).centre;
    const started = performance.now();
    reverseGeocode(index, lon + random.between(-0.001, 0.001), lat + random.between(-0.001, 0.001));
    return performance.now() - started;
  }).sort((a, b) => a - b);
  report({ metric: 'reverse_p50_ms', value: rounded(times[POINTS >> 1]!), unit: 'ms', goal: 1, better: 'lower' });
  report({
    metric: 'reverse_p99_ms',
    value: rounded(times[Math.floor(POINTS * 0.99)]!),
    unit: 'ms',
    better: 'lower',
  });
}
