import { nameSource } from './name-table.ts';
import { roadNumberAt } from './numbers.ts';
import { LONGEST, type Occurrence, occurrencesIn } from './occurrences.ts';
import { parseAddress } from './parse/index.ts';
import type { Label } from './parse/labels.ts';
import { normalForm } from './parse/normal-form.ts';
import { forNumber, type PlaceIndex } from './place-index.ts';
import { saysNothing } from './spellings.ts';

/** A stretch of what was typed that is the name of something. */
export interface NamedStretch {
  start: number;
  end: number;
  /** What it may name, likeliest first, each place once. */
  meanings: Meaning[];
  /** Number that stands after it, where a road may be meant. */
  number?: string;
  /** End of that number. */
  numberEnd?: number;
}
export interface Meaning {
  place: number;
  /** 0 to 1: letter by letter under its own name is 1. */
  likeness: number;
}

/** What was typed, read by the deployment's own names and by how addresses are made. */
export interface Query {
  /** Narrow, simplified, lower case, without spaces. */
  text: string;
  /** Place of each character of `text` in what was typed, and its length at the end. */
  at: Int32Array;
  stretches: NamedStretch[];
  numbers: Partial<Record<NumberLabel, NumberPart>>;
  /** Words that may be names and name nothing that is known. */
  unknown: { start: number; end: number }[];
}
type NumberLabel = 'building' | 'unit' | 'floor' | 'room';
export interface NumberPart {
  value: string;
  start: number;
  end: number;
}

const numberLabels: ReadonlySet<Label> = new Set(['building', 'unit', 'floor', 'room', 'road_number', 'subroad_number']);
const silentLabels: ReadonlySet<Label> = new Set(['assist', 'redundant', 'country', 'province', 'city']);
/** How sure a place is meant, by how the name came to mean it. */
const sureness: Record<number, number> = {
  [nameSource.own]: 1,
  [nameSource.short]: 0.93,
  [nameSource.past]: 0.98,
  [nameSource.synonym]: 0.99,
  [nameSource.kind]: 0.75,
};
/** Meanings looked at of one stretch: a chain's shops are many. */
const MEANINGS = 60;
/** Likeness by which another name over the same stretch may lag behind. */
const LAG = 0.4;

/** Reads what was typed; names by the index, numbers by the parser, and what stands after a road's name as its number. */
export function readQuery(index: PlaceIndex, typed: string): Query {
  const { parts } = parseAddress(typed);
  const form = normalForm(typed);
  const text = form.text.slice(0, LONGEST).toLowerCase();
  const at = form.at.slice(0, text.length + 1);
  const places = placesOf(at);
  const pieces = parts.map(({ label, value, start, end }) => ({
    label,
    value: value.toLowerCase(),
    start: places(start),
    end: places(end),
  }));
  const occurrences = occurrencesIn(index.names, text);
  const chosen = bestCover(index, occurrences, pieces);
  const stretches = chosen.map((one) => stretchOf(index, one, occurrences, text));
  const taken = new Uint8Array(text.length);
  for (const { start, end, numberEnd } of stretches) taken.fill(1, start, numberEnd ?? end);
  const numbers: Query['numbers'] = {};
  for (const { label, value, start, end } of pieces) {
    if (!numberLabels.has(label) || taken.subarray(start, end).includes(1)) continue;
    const part = label === 'road_number' || label === 'subroad_number' ? 'building' : (label as NumberLabel);
    taken.fill(1, start, end);
    // A number without a road that is known, as 兰馨苑12号, is a building's where none is named.
    if (part === 'building' && part !== label && pieces.some((one) => one.label === 'building')) continue;
    numbers[part] ??= { value, start, end };
  }
  for (const stretch of stretches) splitNumber(index, stretch, numbers);
  const unknown = pieces
    .filter(({ label }) => !silentLabels.has(label) && !numberLabels.has(label))
    .flatMap(({ start, end }) => freeRuns(taken, start, end))
    .filter(({ start, end }) => !saysNothing(text.slice(start, end)));
  return { text, at, stretches, numbers, unknown };
}

/** Place in the normal form of a place in what was typed. */
function placesOf(at: Int32Array): (typed: number) => number {
  return (typed) => {
    let low = 0;
    let high = at.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle]! < typed) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

interface Piece {
  label: Label;
  value: string;
  start: number;
  end: number;
}
interface Covering {
  start: number;
  end: number;
  worth: number;
  occurrence?: Occurrence;
}

/** Names that do not overlap and explain most of the text; numbers stand in their way. */
function bestCover(index: PlaceIndex, occurrences: readonly Occurrence[], pieces: readonly Piece[]): Occurrence[] {
  const items: Covering[] = occurrences.map((occurrence) => ({
    start: occurrence.start,
    end: occurrence.end,
    worth: worthOf(index, occurrence),
    occurrence,
  }));
  for (const { label, start, end } of pieces) {
    if (numberLabels.has(label)) items.push({ start, end, worth: end - start + 0.4 });
    else if (label === 'assist') items.push({ start, end, worth: (end - start) * 0.5 });
  }
  items.sort((a, b) => a.end - b.end || a.start - b.start);
  const best: number[] = [0];
  const before = items.map((item, at) => {
    let last = at;
    while (last > 0 && items[last - 1]!.end > item.start) last--;
    return last;
  });
  items.forEach((item, at) => best.push(Math.max(best[at]!, best[before[at]!]! + item.worth)));
  const chosen: Occurrence[] = [];
  for (let at = items.length; at > 0; ) {
    if (best[at]! === best[at - 1]!) at--;
    else {
      const { occurrence } = items[at - 1]!;
      if (occurrence) chosen.push(occurrence);
      at = before[at - 1]!;
    }
  }
  return chosen.reverse();
}

function worthOf({ names }: PlaceIndex, { name, start, end, likeness }: Occurrence): number {
  const length = end - start;
  if (likeness < 1) return length * likeness - 1.2;
  return names.weak[name] === 1 ? length - 0.3 : length + 1;
}

function stretchOf(
  index: PlaceIndex,
  { start, end, likeness }: Occurrence,
  occurrences: readonly Occurrence[],
  text: string,
): NamedStretch {
  const { starts, meanings, sources } = index.names;
  const likenesses = new Map<number, number>();
  for (const other of occurrences) {
    if (other.likeness < likeness - LAG || likenesses.size > MEANINGS) break;
    const shared = Math.min(end, other.end) - Math.max(start, other.start);
    if (shared < 2 || shared < (end - start) * 0.6) continue;
    // A shorter name inside the one that was read explains less of it.
    const share = Math.min(1, (other.end - other.start) / (end - start));
    for (let slot = starts[other.name]!; slot < starts[other.name + 1]!; slot++) {
      const value = other.likeness * sureness[sources[slot]!]! * share;
      const place = meanings[slot]!;
      if (value > (likenesses.get(place) ?? 0)) likenesses.set(place, value);
    }
  }
  const stretch: NamedStretch = {
    start,
    end,
    meanings: [...likenesses]
      .map(([place, value]) => ({ place, likeness: value }))
      .sort((a, b) => b.likeness - a.likeness || a.place - b.place)
      .slice(0, MEANINGS),
  };
  const { from, count } = index.roads;
  if (stretch.meanings.some(({ place }) => place >= from && place < from + count)) {
    const number = roadNumberAt(text.slice(end));
    if (number) {
      stretch.number = number.value;
      stretch.numberEnd = end + number.length;
    }
  }
  return stretch;
}

/** 18-3 where the road has an 18 and no 18-3: building 3 of number 18. */
function splitNumber(index: PlaceIndex, stretch: NamedStretch, numbers: Query['numbers']): void {
  const [number = '', building] = stretch.number?.split('-') ?? [];
  if (building === undefined || numbers.building) return;
  const stands = (text: string) => {
    const id = index.numberIds.get(text);
    return id !== undefined && stretch.meanings.some(({ place }) => hasNumber(index, place, id));
  };
  if (stands(stretch.number!) || !stands(number)) return;
  stretch.number = number;
  numbers.building = { value: building, start: stretch.numberEnd! - 1, end: stretch.numberEnd! };
}

function hasNumber({ roads, numbered }: PlaceIndex, place: number, id: number): boolean {
  if (place < roads.from || place >= roads.from + roads.count) return false;
  let found = false;
  forNumber(numbered, place - roads.from, id, () => {
    found = true;
  });
  return found;
}

function freeRuns(taken: Uint8Array, start: number, end: number): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (let at = start; at < end; at++) {
    if (taken[at] === 1) continue;
    const begin = at;
    while (at < end && taken[at] === 0) at++;
    runs.push({ start: begin, end: at });
  }
  return runs;
}
