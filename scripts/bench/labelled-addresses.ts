import type { Label } from '../../server/geocode/parse/labels.ts';

/** The labels of "Neural Chinese Address Parsing" (Li et al., NAACL 2019), each with ours. */
const ours: Record<string, Label> = {
  country: 'country',
  prov: 'province',
  city: 'city',
  district: 'district',
  devzone: 'devzone',
  town: 'town',
  community: 'community',
  road: 'road',
  roadno: 'road_number',
  subroad: 'subroad',
  subroadno: 'subroad_number',
  poi: 'poi',
  subpoi: 'sub_poi',
  houseno: 'building',
  cellno: 'unit',
  floorno: 'floor',
  roomno: 'room',
  person: 'person',
  assist: 'assist',
  redundant: 'redundant',
  otherinfo: 'other',
};

/** Half-open, in UTF-16 code units. */
export interface Span {
  label: Label;
  start: number;
  end: number;
}

export interface LabelledAddress {
  text: string;
  spans: Span[];
}

/** How often a label is right, found and asked for. */
export interface Tally {
  right: number;
  found: number;
  wanted: number;
}

/**
 * Reads addresses labelled token by token: `token B-label` a line, an empty line between addresses.
 * @throws Error naming a label that is not known.
 */
export function readLabelled(bio: string): LabelledAddress[] {
  return bio
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .map(readAddress);
}

function readAddress(lines: string[]): LabelledAddress {
  const address: LabelledAddress = { text: '', spans: [] };
  for (const line of lines) {
    const gap = line.lastIndexOf(' ');
    const [token, tag] = [line.slice(0, gap), line.slice(gap + 1)];
    const start = address.text.length;
    address.text += token;
    if (tag === 'O') continue;
    const label = ours[tag.slice(2).toLowerCase()];
    if (!label) throw new Error(`there is no label for ${tag}`);
    const last = address.spans.at(-1);
    if (tag.startsWith('I-') && last?.label === label && last.end === start) last.end = address.text.length;
    else address.spans.push({ label, start, end: address.text.length });
  }
  return address;
}

/** Adds the spans found in one address to the tallies: right is what has the same label, start and end. */
export function tally(tallies: Map<Label, Tally>, wanted: readonly Span[], found: readonly Span[]): void {
  const keys = new Set(found.map(keyOf));
  for (const span of wanted) {
    const of = tallyOf(tallies, span.label);
    of.wanted++;
    if (keys.has(keyOf(span))) of.right++;
  }
  for (const { label } of found) tallyOf(tallies, label).found++;
}

function tallyOf(tallies: Map<Label, Tally>, label: Label): Tally {
  const found = tallies.get(label) ?? { right: 0, found: 0, wanted: 0 };
  tallies.set(label, found);
  return found;
}

function keyOf({ label, start, end }: Span): string {
  return `${label} ${start} ${end}`;
}

/** Precision, recall and their harmonic mean over tallies together (micro); 0 where nothing was right. */
export function scores(tallies: readonly Tally[]): { precision: number; recall: number; f1: number } {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  const right = sum((tally) => tally.right);
  if (right === 0) return { precision: 0, recall: 0, f1: 0 };
  const [found, wanted] = [sum((tally) => tally.found), sum((tally) => tally.wanted)];
  return { precision: right / found, recall: right / wanted, f1: (2 * right) / (found + wanted) };
}
