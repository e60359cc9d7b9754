import { forGrams, gramSlot, type NameTable } from './name-table.ts';

/** A name that stands in a text, or nearly. */
export interface Occurrence {
  name: number;
  /** Half-open, in the text. */
  start: number;
  end: number;
  /** 1 where it stands there letter by letter, less for every error. */
  likeness: number;
}

/** Names held against a text, the ones that share most with it. */
const TRIED = 64;
/** Longest text looked at: a line longer than this is no address. */
export const LONGEST = 160;
/** What a wrong character takes of a name's likeness, per character of the name. */
const ERROR_SHARE = 0.85;

/** Characters that tell two things apart rather than being mistaken: figures, and directions. */
const telling = new Set('0123456789零一二三四五六七八九十百东西南北中上下左右前后');

/** One text is looked through at a time: the counts are used again, and left as zeros. */
let counts = new Uint8Array(0);

/** Names that occur in a text, exactly or with few errors, best of each name, in order of likeness and length. */
export function occurrencesIn(table: NameTable, text: string): Occurrence[] {
  if (counts.length < table.names.length) counts = new Uint8Array(table.names.length);
  const touched = touchedBy(table, text);
  const found: Occurrence[] = [];
  for (const name of mostShared(table, touched)) {
    const occurrence = bestOccurrence(text, table.names[name]!);
    if (occurrence) found.push({ name, ...occurrence });
  }
  for (const name of touched) counts[name] = 0;
  return found.sort((a, b) => b.likeness - a.likeness || b.end - b.start - (a.end - a.start) || a.name - b.name);
}

function touchedBy({ grams }: NameTable, text: string): number[] {
  const touched: number[] = [];
  const seen = new Set<number>();
  forGrams(text, (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const slot = gramSlot(grams, key);
    if (slot < 0) return;
    for (let at = grams.starts[slot]!; at < grams.ends[slot]!; at++) {
      const name = grams.names[at]!;
      if (counts[name] === 0) touched.push(name);
      if (counts[name]! < 255) counts[name]!++;
    }
  });
  return touched;
}

/** The names of which the text has the largest share of pairs; none of which it cannot have enough. */
function mostShared({ names }: NameTable, touched: readonly number[]): number[] {
  const shares: { name: number; share: number }[] = [];
  for (const name of touched) {
    const { length } = names[name]!;
    const pairs = 2 * length - 3;
    const share = counts[name]! / pairs;
    if (share >= (length <= 3 ? 0.3 : 0.28)) shares.push({ name, share: share + length * 0.01 });
  }
  if (shares.length > TRIED) shares.sort((a, b) => b.share - a.share || a.name - b.name).length = TRIED;
  return shares.map(({ name }) => name);
}

/** Errors that a name of so many characters may have. */
function errorsIn(length: number): number {
  return length < 3 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3;
}

// Rows of the distance table and where each way began, for names of up to 64 characters.
const WIDTH = LONGEST + 1;
const rows = [new Int32Array(WIDTH), new Int32Array(WIDTH), new Int32Array(WIDTH)];
const begins = [new Int32Array(WIDTH), new Int32Array(WIDTH), new Int32Array(WIDTH)];

/**
 * Where in a text a name stands with the fewest errors: a wrong, missing or added character or two exchanged ones (Sellers 1980 with
 * exchanges). A figure or a direction in place of another counts as two.
 */
function bestOccurrence(text: string, name: string): Omit<Occurrence, 'name'> | undefined {
  const exact = text.indexOf(name);
  if (exact >= 0) return { start: exact, end: exact + name.length, likeness: 1 };
  const most = errorsIn(name.length);
  if (most === 0) return undefined;
  const width = text.length;
  rows[0]!.fill(0, 0, width + 1);
  for (let at = 0; at <= width; at++) begins[0]![at] = at;
  let lastRow = 0;
  for (let row = 1; row <= name.length; row++) {
    const [now, before, beforeThat] = [row % 3, (row + 2) % 3, (row + 1) % 3];
    const least = fillRow(text, name, row, now, before, beforeThat);
    if (least > most) return undefined;
    lastRow = now;
  }
  let best = -1;
  for (let at = 1; at <= width; at++) {
    if (best < 0 || rows[lastRow]![at]! < rows[lastRow]![best]!) best = at;
  }
  const errors = rows[lastRow]![best]!;
  const start = begins[lastRow]![best]!;
  if (errors > most || best - start < 2) return undefined;
  return { start, end: best, likeness: 1 - (errors * ERROR_SHARE) / name.length };
}

function fillRow(text: string, name: string, row: number, now: number, before: number, beforeThat: number): number {
  const [costs, above, twoAbove] = [rows[now]!, rows[before]!, rows[beforeThat]!];
  const [from, fromAbove, fromTwoAbove] = [begins[now]!, begins[before]!, begins[beforeThat]!];
  const letter = name[row - 1]!;
  costs[0] = row;
  from[0] = 0;
  let least = row;
  for (let at = 1; at <= text.length; at++) {
    const other = text[at - 1]!;
    let cost = above[at - 1]! + (letter === other ? 0 : telling.has(letter) && telling.has(other) ? 2 : 1);
    let begin = fromAbove[at - 1]!;
    if (above[at]! + 1 < cost) {
      cost = above[at]! + 1;
      begin = fromAbove[at]!;
    }
    if (costs[at - 1]! + 1 < cost) {
      cost = costs[at - 1]! + 1;
      begin = from[at - 1]!;
    }
    if (row > 1 && at > 1 && letter === text[at - 2] && name[row - 2] === other && letter !== other) {
      if (twoAbove[at - 2]! + 1 < cost) {
        cost = twoAbove[at - 2]! + 1;
        begin = fromTwoAbove[at - 2]!;
      }
    }
    costs[at] = cost;
    from[at] = begin;
    if (cost < least) least = cost;
  }
  return least;
}
