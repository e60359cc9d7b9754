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
/** What errors cost, in tenths of a wrong character: exchanged and doubled ones are what hands do. */
const ERROR = 10;
const EXCHANGED = 8;
const DOUBLED = 7;
const ALIKE = 6;
/** A name that ends otherwise is mostly another one: 白云苑 and 白云府. */
const OTHER_END = 5;
/** What a wrong character takes of a name's likeness, per character of the name. */
const ERROR_SHARE = 0.85;

/** Characters that tell two things apart rather than being mistaken: figures, and directions. */
const telling = new Set('0123456789零一二三四五六七八九十百东西南北中上下左右前后');

/** Characters that are typed for each other in names, as they sound alike. */
const soundAlike = new Map(
  '苑园院源缘 庭亭廷 城成诚 华花 坊房芳 里丽 湾弯 郡君 墅树 新心欣馨 江疆 清青 岭领 河荷 枫丰风 景锦 盛胜 兴星'
    .split(' ')
    .flatMap((group, at) => [...group].map((letter): [string, number] => [letter, at])),
);

/** One text is looked through at a time: the counts are used again, and left as zeros. */
let counts = new Uint8Array(0);

/** Names that occur in a text, exactly or with few errors, in order of likeness and length. */
export function occurrencesIn(table: NameTable, text: string): Occurrence[] {
  if (counts.length < table.names.length) counts = new Uint8Array(table.names.length);
  const touched = touchedBy(table, text);
  const found: Occurrence[] = [];
  for (const name of mostShared(table, touched)) {
    for (const where of occurrencesOf(text, table.names[name]!)) found.push({ name, ...where });
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

/** What errors a name of so many characters may cost. */
function errorsIn(length: number): number {
  return ERROR * (length < 3 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3);
}

// Rows of the distance table and where each way began, for names of up to 64 characters.
const WIDTH = LONGEST + 1;
const rows = [new Int32Array(WIDTH), new Int32Array(WIDTH), new Int32Array(WIDTH)];
const begins = [new Int32Array(WIDTH), new Int32Array(WIDTH), new Int32Array(WIDTH)];

type Where = Omit<Occurrence, 'name'>;

/**
 * Where in a text a name stands: letter by letter, else with few errors: a wrong, missing or added character or two exchanged ones
 * (Sellers 1980 with exchanges). A figure or a direction in place of another counts as two.
 */
function occurrencesOf(text: string, name: string): Where[] {
  const found: Where[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    found.push({ start: at, end: at + name.length, likeness: 1 });
  const most = found.length > 0 ? 0 : errorsIn(name.length);
  return most === 0 ? found : nearOccurrences(text, name, most);
}

function nearOccurrences(text: string, name: string, most: number): Where[] {
  const width = text.length;
  rows[0]!.fill(0, 0, width + 1);
  for (let at = 0; at <= width; at++) begins[0]![at] = at;
  let lastRow = 0;
  for (let row = 1; row <= name.length; row++) {
    const [now, before, beforeThat] = [row % 3, (row + 2) % 3, (row + 1) % 3];
    if (fillRow(text, name, row, now, before, beforeThat) > most) return [];
    lastRow = now;
  }
  const [errors, starts] = [rows[lastRow]!, begins[lastRow]!];
  const least = new Map<number, number>();
  const found: Where[] = [];
  for (let end = 2; end <= width; end++) {
    const start = starts[end]!;
    const error = errors[end]! + (endsAlike(text, end, name) ? 0 : OTHER_END);
    if (error > most || end - start < 2 || (least.get(start) ?? most) < error) continue;
    least.set(start, error);
    // What ends beside a better one is that one with a letter more or less.
    if ((errors[end - 1]! < error && starts[end - 1] === start) || (end < width && errors[end + 1]! < error)) continue;
    const likeness = 1 - (error * ERROR_SHARE) / (ERROR * name.length);
    found.push({ start, end, likeness });
    // A first character that is wrong may as well be missing, or one may be too many after it.
    if (text[start] !== name[0] && start + 3 <= end) found.push({ start: start + 1, end, likeness });
    if (text[start] !== name[0] && start > 0 && text[start - 1] === name[0])
      found.push({ start: start - 1, end, likeness });
  }
  return found;
}

function endsAlike(text: string, end: number, name: string): boolean {
  const last = name[name.length - 1]!;
  const sound = soundAlike.get(last);
  const letter = text[end - 1]!;
  return letter === last || text[end - 2] === last || (sound !== undefined && sound === soundAlike.get(letter));
}

function fillRow(text: string, name: string, row: number, now: number, before: number, beforeThat: number): number {
  const [costs, above, twoAbove] = [rows[now]!, rows[before]!, rows[beforeThat]!];
  const [from, fromAbove, fromTwoAbove] = [begins[now]!, begins[before]!, begins[beforeThat]!];
  const letter = name[row - 1]!;
  costs[0] = row * ERROR;
  from[0] = 0;
  let least = row * ERROR;
  for (let at = 1; at <= text.length; at++) {
    const other = text[at - 1]!;
    let cost = above[at - 1]! + (letter === other ? 0 : mistaken(letter, other));
    let begin = fromAbove[at - 1]!;
    if (above[at]! + ERROR < cost) {
      cost = above[at]! + ERROR;
      begin = fromAbove[at]!;
    }
    const added = costs[at - 1]! + (at > 1 && other === text[at - 2] ? DOUBLED : ERROR);
    if (added < cost) {
      cost = added;
      begin = from[at - 1]!;
    }
    if (row > 1 && at > 1 && letter === text[at - 2] && name[row - 2] === other && letter !== other) {
      if (twoAbove[at - 2]! + EXCHANGED < cost) {
        cost = twoAbove[at - 2]! + EXCHANGED;
        begin = fromTwoAbove[at - 2]!;
      }
    }
    costs[at] = cost;
    from[at] = begin;
    if (cost < least) least = cost;
  }
  return least;
}

function mistaken(letter: string, other: string): number {
  if (telling.has(letter) && telling.has(other)) return 2 * ERROR;
  const sound = soundAlike.get(letter);
  return sound !== undefined && sound === soundAlike.get(other) ? ALIKE : ERROR;
}
