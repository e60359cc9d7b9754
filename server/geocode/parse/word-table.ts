/** Words by their first or last code unit, the longest first. */
export interface WordTable<T> {
  /** Place in `lists` plus one, by code unit; 0 for none. */
  index: Uint8Array;
  lists: { word: string; value: T }[][];
}

/** @param lists words separated by spaces, with what each of them stands for. */
export function wordTable<T>(
  lists: readonly (readonly [words: string, value: T])[],
  by: 'first' | 'last',
): WordTable<T> {
  const table: WordTable<T> = { index: new Uint8Array(0x10000), lists: [] };
  for (const [words, value] of lists) {
    for (const word of words.split(' ')) {
      const unit = word.charCodeAt(by === 'first' ? 0 : word.length - 1);
      if (table.index[unit] === 0) table.index[unit] = table.lists.push([]);
      table.lists[table.index[unit]! - 1]!.push({ word, value });
    }
  }
  if (table.lists.length > 255) throw new RangeError('a word table holds 255 first letters');
  for (const list of table.lists) list.sort((a, b) => b.word.length - a.word.length);
  return table;
}

/** The longest word of a table that ends at `end`. */
export function endingAt<T>(table: WordTable<T>, text: string, end: number): { word: string; value: T } | undefined {
  const index = table.index[text.charCodeAt(end - 1)]!;
  if (index === 0) return undefined;
  for (const entry of table.lists[index - 1]!) if (text.endsWith(entry.word, end)) return entry;
  return undefined;
}

/** The longest word of a table that begins at `from`, which is within the text. */
export function beginningAt<T>(
  table: WordTable<T>,
  text: string,
  from: number,
): { word: string; value: T } | undefined {
  const index = from < text.length ? table.index[text.charCodeAt(from)]! : 0;
  if (index === 0) return undefined;
  for (const entry of table.lists[index - 1]!) if (text.startsWith(entry.word, from)) return entry;
  return undefined;
}
