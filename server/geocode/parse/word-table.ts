/** Words by their first or last code unit, the longest first. */
export interface WordTable<T> {
  /** This table's bit in `marks`. */
  bit: number;
  lists: ReadonlyMap<number, { word: string; value: T }[]>;
}

/** A bit a table for each code unit that one of its words begins (or ends) with: most units are none, and one look says so for all tables. */
const marks = new Uint32Array(0x10000);
const MOST_TABLES = 32;
let tables = 0;

/** @param words separated by spaces, with what each of them stands for. */
export function wordTable<T>(
  words: readonly (readonly [words: string, value: T])[],
  by: 'first' | 'last',
): WordTable<T> {
  if (tables === MOST_TABLES) throw new RangeError(`there are at most ${MOST_TABLES} word tables`);
  const bit = 1 << tables++;
  const lists = new Map<number, { word: string; value: T }[]>();
  for (const [list, value] of words) {
    for (const word of list.split(' ')) {
      const unit = word.charCodeAt(by === 'first' ? 0 : word.length - 1);
      lists.set(unit, [...(lists.get(unit) ?? []), { word, value }]);
      marks[unit] = marks[unit]! | bit;
    }
  }
  for (const list of lists.values()) list.sort((a, b) => b.word.length - a.word.length);
  return { bit, lists };
}

/** The longest word of a table that ends at `end`. */
export function endingAt<T>(table: WordTable<T>, text: string, end: number): { word: string; value: T } | undefined {
  const unit = text.charCodeAt(end - 1);
  if ((marks[unit]! & table.bit) === 0) return undefined;
  for (const entry of table.lists.get(unit)!) if (text.endsWith(entry.word, end)) return entry;
  return undefined;
}

/** The longest word of a table that begins at `from`, which is within the text. */
export function beginningAt<T>(
  table: WordTable<T>,
  text: string,
  from: number,
): { word: string; value: T } | undefined {
  const unit = from < text.length ? text.charCodeAt(from) : 0;
  if ((marks[unit]! & table.bit) === 0) return undefined;
  for (const entry of table.lists.get(unit)!) if (text.startsWith(entry.word, from)) return entry;
  return undefined;
}
