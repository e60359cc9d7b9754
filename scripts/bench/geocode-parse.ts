import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { rootFolder } from '../../server/config.ts';
import { gazetteer } from '../../server/geocode/parse/gazetteer.ts';
import { parseAddress } from '../../server/geocode/parse/index.ts';
import { type Label, labels } from '../../server/geocode/parse/labels.ts';
import { type BenchLine, type BenchRun, median, rounded } from './bench.ts';
import { readLabelled, scores, type Tally, tally } from './labelled-addresses.ts';

const ROUNDS = 15;
const WARM_UP = 5;
const MICROSECONDS = 1e6;
const GOAL_F1 = 0.85;
const MEGABYTE = 1e6;
/** What addresses of a register are made of. */
const fields: readonly Label[] = [
  'province',
  'city',
  'district',
  'town',
  'community',
  'road',
  'road_number',
  'poi',
  'building',
  'unit',
  'floor',
  'room',
];
/** And what stands beside or within these. */
const places: readonly Label[] = [...fields, 'devzone', 'subroad', 'subroad_number', 'sub_poi'];

/**
 * Holds the address parser to labelled addresses, span by span, and times it on one core. The addresses are not the product's: they are
 * looked for in the folder of shared data (SHARED_DATA) or read from ADDRESS_SET; without them nothing is measured and a line says so.
 */
export const run: BenchRun = async (report) => {
  const data = path.resolve(process.env.SHARED_DATA ?? path.join(rootFolder, '../shared/data'));
  const file = process.env.ADDRESS_SET ?? path.join(data, 'address-parsing-naacl19/dev.bio.txt.gz');
  if (!existsSync(file)) {
    console.error(`geocode-parse is left out: there is no ${file}; set ADDRESS_SET to a file of labelled addresses`);
    return;
  }
  const bytes = readFileSync(file);
  const addresses = readLabelled((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  const started = performance.now();
  const { trie } = gazetteer();
  report({ metric: 'gazetteer_load_ms', value: rounded(performance.now() - started), unit: 'ms', better: 'lower' });
  report({ metric: 'gazetteer_mb', value: rounded(trie.bytes / MEGABYTE), unit: 'MB', better: 'lower' });
  const tallies = new Map<Label, Tally>();
  for (const { text, spans } of addresses) tally(tallies, spans, parseAddress(text).parts);
  for (const label of labels) reportLabel(label, tallies.get(label), report);
  for (const [name, among] of Object.entries({ fields, places, all: labels })) {
    const { f1 } = scores(among.flatMap((label) => tallies.get(label) ?? []));
    report({ metric: `f1_${name}`, value: share(f1), unit: 'share', goal: GOAL_F1, better: 'higher' });
  }
  const texts = addresses.map(({ text }) => text);
  report({
    metric: 'addresses_per_cpu_s',
    value: rounded(median(rates(texts))),
    unit: '1/s',
    goal: 50_000,
    better: 'higher',
  });
};

function reportLabel(label: Label, found: Tally | undefined, report: (line: BenchLine) => void): void {
  if (!found || found.wanted === 0) return;
  const { precision, recall, f1 } = scores([found]);
  report({ metric: `${label}_precision`, value: share(precision), unit: 'share', better: 'higher' });
  report({ metric: `${label}_recall`, value: share(recall), unit: 'share', better: 'higher' });
  report({ metric: `${label}_f1`, value: share(f1), unit: `share of ${found.wanted}`, better: 'higher' });
}

function share(value: number): number {
  return Number(value.toFixed(3));
}

/**
 * Addresses a second of this process's own time (what else the machine does is left out), round by round, without the first ones, in
 * which the code is compiled.
 */
function rates(texts: readonly string[]): number[] {
  const measured: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const before = process.cpuUsage();
    for (const text of texts) parseAddress(text);
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM_UP) measured.push((texts.length / (user + system)) * MICROSECONDS);
  }
  return measured;
}
