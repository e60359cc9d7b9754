import { otherWords } from './everyday.ts';
import { type NameTable, nameSource, namesHolding } from './name-table.ts';
import { type RoadNumber, roadNumberAt, signedNumberAt, wholeNumber } from './numbers.ts';
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
  /** Number that stands beside it, where a road may be meant. */
  number?: NumberPart;
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
  unknown: Run[];
}
type NumberLabel = 'building' | 'unit' | 'floor' | 'room';
interface Run {
  start: number;
  end: number;
}
export interface NumberPart extends Run {
  value: string;
}

const numberLabels: ReadonlySet<Label> = new Set([
  'building',
  'unit',
  'floor',
  'room',
  'road_number',
  'subroad_number',
]);
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
/** A unit that is called after where it lies. */
const sideUnit = /[东西南北中]单元/;
const brackets = /[()[\]【】（）]/;
/** What stands in numbers is no name mistyped. */
const inNumbers = /[0-9号幢栋室层楼单元零一二三四五六七八九十]/;

/** Reads what was typed: the deployment's own names first, then numbers and what is left by the parser. */
export function readQuery(index: PlaceIndex, typed: string): Query {
  const form = normalForm(typed);
  const text = form.text.slice(0, LONGEST).toLowerCase();
  const at = form.at.slice(0, text.length + 1);
  const occurrences = occurrencesIn(index.names, text).filter((one) => !isNumberMisread(index.names, text, one));
  const cover = bestCover(index, occurrences, text);
  const stretches: NamedStretch[] = [];
  cover.forEach((one, nth) => {
    const stretch = stretchOf(index, withDoubled(one, cover[nth + 1], text), occurrences);
    stretch.number = numberBeside(index, stretch, stretches[nth - 1], text);
    stretches.push(stretch);
  });
  const { numbers, unknown } = readRest(index, text, stretches);
  for (const stretch of stretches) splitNumber(index, stretch, numbers);
  for (const stretch of stretches) if (unknown.some(({ start }) => start === stretch.end)) doubtShort(index, stretch);
  const held = unknown.flatMap((run) => heldStretch(index.names, text, run) ?? []);
  const isHeld = ({ start }: Run) => held.some((one) => one.start === start);
  return { text, at, stretches: [...stretches, ...held], numbers, unknown: unknown.filter((run) => !isHeld(run)) };
}

/** A name mistyped is not made of what numbers are made of, where it has none of that itself. */
function isNumberMisread({ names }: NameTable, text: string, { name, start, end, likeness }: Occurrence): boolean {
  if (likeness === 1) return false;
  const strange = [...text.slice(start, end)].filter((letter) => !names[name]!.includes(letter)).join('');
  return inNumbers.test(strange);
}

/** Names that do not overlap and explain most of the text, in its order. */
function bestCover(index: PlaceIndex, occurrences: readonly Occurrence[], text: string): Occurrence[] {
  const items = occurrences
    .map((occurrence) => ({ ...occurrence, worth: worthOf(index, occurrence, text) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => a.end - b.end || a.start - b.start);
  const best = [0];
  const before = items.map((item, at) => {
    let last = at;
    while (last > 0 && items[last - 1]!.end > item.start) last--;
    return last;
  });
  items.forEach((item, at) => {
    best.push(Math.max(best[at]!, best[before[at]!]! + item.worth));
  });
  const chosen: Occurrence[] = [];
  for (let at = items.length; at > 0; ) {
    if (best[at]! === best[at - 1]!) at--;
    else {
      chosen.push(items[at - 1]!);
      at = before[at - 1]!;
    }
  }
  return chosen.reverse();
}

/** 沿江南路路: the last character typed twice belongs to the name, where no other name begins with it. */
function withDoubled(one: Occurrence, next: Occurrence | undefined, text: string): Occurrence {
  const isTwice = text[one.end] === text[one.end - 1] && !inNumbers.test(text[one.end]!) && next?.start !== one.end;
  return isTwice ? { ...one, end: one.end + 1 } : one;
}

/** Characters that a name explains, less for errors and for short forms. */
function worthOf(index: PlaceIndex, { name, start, end, likeness }: Occurrence, text: string): number {
  const { names } = index;
  const length = end - start;
  if (likeness === 1) return names.weak[name] === 1 ? length - 0.7 : length + 1;
  // What a number follows is a road rather than a short form with something behind it.
  const hasNumber = isRoad(index, names.meanings[names.starts[name]!]!) && roadNumberAt(text.slice(end)) !== undefined;
  return length * likeness - (hasNumber ? 0.4 : 1);
}

function stretchOf(
  index: PlaceIndex,
  { start, end, likeness }: Occurrence,
  occurrences: readonly Occurrence[],
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
  return { start, end, meanings: likeliest(likenesses) };
}

/**
 * The number beside a road: after it, as 122号 and, where something has that number there, 122#; or before it, as 122号桥南路, where
 * something has it and nothing stands before that it could belong to.
 */
function numberBeside(
  index: PlaceIndex,
  { start, end, meanings }: NamedStretch,
  before: NamedStretch | undefined,
  text: string,
): NumberPart | undefined {
  if (!meanings.some(({ place }) => isRoad(index, place))) return undefined;
  const after = roadNumberAt(text.slice(end));
  if (after) return { value: after.value, start: end, end: end + after.length };
  const stands = ({ value }: RoadNumber) => standsAt(index, meanings, value);
  const signed = signedNumberAt(text.slice(end));
  if (signed && stands(signed)) return { value: signed.value, start: end, end: end + signed.length };
  const from = before ? (before.number?.end ?? before.end) : 0;
  const isAfterArea = before === undefined || before.meanings[0]!.place < index.areas.count;
  const first = isAfterArea ? wholeNumber(text.slice(from, start)) : undefined;
  return first && stands(first) ? { value: first.value, start: from, end: start } : undefined;
}

function isRoad({ roads }: PlaceIndex, place: number): boolean {
  return place >= roads.from && place < roads.from + roads.count;
}

function likeliest(likenesses: ReadonlyMap<number, number>): Meaning[] {
  return [...likenesses]
    .map(([place, likeness]) => ({ place, likeness }))
    .sort((a, b) => b.likeness - a.likeness || a.place - b.place)
    .slice(0, MEANINGS);
}

/** Numbers and words that no name explains, by the parser: it is given plain names of the same kind instead of those that were found. */
function readRest(
  index: PlaceIndex,
  text: string,
  stretches: readonly NamedStretch[],
): Pick<Query, 'numbers' | 'unknown'> {
  let plain = '';
  const places: number[] = [];
  let from = 0;
  const keep = (until: number) => {
    for (; from < until; from++) {
      plain += brackets.test(text[from]!) ? '，' : text[from];
      places.push(from);
    }
  };
  for (const { start, end, meanings, number } of stretches) {
    keep(Math.min(start, number?.start ?? start));
    const name = plainName(index, meanings[0]!.place) + (number === undefined ? '' : '12号');
    plain += name;
    for (let each = 0; each < name.length; each++) places.push(-1);
    from = Math.max(end, number?.end ?? end);
  }
  keep(text.length);
  const numbers: Query['numbers'] = {};
  const unknown: Run[] = [];
  const { parts } = parseAddress(plain);
  const hasBuilding = parts.some(({ label }) => label === 'building');
  for (const { label, value, start, end } of parts) {
    if (silentLabels.has(label)) continue;
    const own = places.slice(start, end).filter((place) => place >= 0);
    if (own.length === 0) continue;
    const run = { start: own[0]!, end: own[own.length - 1]! + 1 };
    if (!numberLabels.has(label)) {
      if (!saysNothing(text.slice(run.start, run.end))) unknown.push(run);
      continue;
    }
    const isBeside = label === 'road_number' || label === 'subroad_number';
    // A number without a road that is known, as 兰馨苑12号, is a building's where none is named.
    if (isBeside && hasBuilding) continue;
    numbers[isBeside ? 'building' : (label as NumberLabel)] ??= { value: value.toLowerCase(), ...run };
  }
  const side = sideUnit.exec(plain);
  if (!numbers.unit && side && places[side.index]! >= 0) {
    const start = places[side.index]!;
    numbers.unit = { value: side[0]!, start, end: start + side[0]!.length };
  }
  const { building, room } = numbers;
  const isNumbered = stretches.some(({ number }) => number !== undefined);
  if (building && !room && isNumbered && /^[0-9]{3,4}$/.test(building.value)) {
    // 竹园街19号101号: no yard has so many buildings.
    numbers.room = building;
    delete numbers.building;
  }
  return { numbers, unknown };
}

/** A name that the parser takes for one of the place's kind; what areas are called tells it nothing that is not known. */
function plainName({ compounds, roads, pois }: PlaceIndex, place: number): string {
  if (place >= pois.from) return '东方大厦';
  if (place >= roads.from) return '人民路';
  return place >= compounds.from ? '东方小区' : '，';
}

/** 望河 in 望河天街 is hardly the street that is called so for short. */
function doubtShort({ areas }: PlaceIndex, { start, end, meanings }: NamedStretch): void {
  for (const meaning of meanings)
    if (meaning.place < areas.count && end - start < areas.names[meaning.place]!.length) meaning.likeness /= 2;
}

/** 18-3 where the road has an 18 and no 18-3: building 3 of number 18. */
function splitNumber(index: PlaceIndex, stretch: NamedStretch, numbers: Query['numbers']): void {
  if (!stretch.number || numbers.building) return;
  const { value, start, end } = stretch.number;
  const [number = '', building] = value.split('-');
  if (building === undefined) return;
  if (standsAt(index, stretch.meanings, value) || !standsAt(index, stretch.meanings, number)) return;
  stretch.number = { value: number, start, end };
  numbers.building = { value: building, start: end - 1, end };
}

/** Whether something has the number beside one of the roads that are meant. */
function standsAt(index: PlaceIndex, meanings: readonly Meaning[], number: string): boolean {
  const id = index.numberIds.get(number);
  return id !== undefined && meanings.some(({ place }) => hasNumber(index, place, id));
}

function hasNumber(index: PlaceIndex, place: number, id: number): boolean {
  let found = false;
  if (isRoad(index, place))
    forNumber(index.numbered, place - index.roads.from, id, () => {
      found = true;
    });
  return found;
}

/** Words that name nothing by themselves but are part of names, as 菜市场 of 北桥菜市场. */
function heldStretch(names: NameTable, text: string, run: Run): NamedStretch | undefined {
  const word = text.slice(run.start, run.end);
  const best = new Map<number, number>();
  for (const [at, said] of [word, ...otherWords(word)].entries()) {
    for (const { name, share } of namesHolding(names, said)) {
      const likeness = (at === 0 ? 1 : 0.9) * (0.5 + 0.4 * share);
      for (let slot = names.starts[name]!; slot < names.starts[name + 1]!; slot++) {
        const place = names.meanings[slot]!;
        if (likeness > (best.get(place) ?? 0)) best.set(place, likeness);
      }
    }
  }
  return best.size === 0 ? undefined : { ...run, meanings: likeliest(best) };
}
