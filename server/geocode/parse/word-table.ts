/** Words by their first or last code unit, the longest first. */
export type WordTable<T> = ReadonlyMap<number, readonly { word: string; value: T }[]>;

/** @param lists words separated by spaces, with what each of them stands for. */
export function wordTable<T>(lists: readonly (readonly [words: string, value: T])[], by: 'first' | 'last'): WordTable<T> {
  const table = new Map<number, { word: string; value: T }[]>();
  for (const [words, value] of lists) {
    for (const word of words.split(' ')) {
      const unit = word.charCodeAt(by === 'first' ? 0 : word.length - 1);
      table.set(unit, [...(table.get(unit) ?? []), { word, value }]);
    }
  }
  for (const list of table.values()) list.sort((a, b) => b.word.length - a.word.length);
  return table;
}

/** The longest word of a table that ends at `end` and begins at `from` or later. */
export function endingAt<T>(table: WordTable<T>, text: string, from: number, end: number): { word: string; value: T } | undefined {
  const list = table.get(text.charCodeAt(end - 1));
  if (!list) return undefined;
  for (const entry of list) {
    const start = end - entry.word.length;
    if (start >= from && text.startsWith(entry.word, start)) return entry;
  }
  return undefined;
}

/** The longest word of a table that begins at `from`. */
export function beginningAt<T>(table: WordTable<T>, text: string, from: number): { word: string; value: T } | undefined {
  const list = table.get(text.charCodeAt(from));
  if (!list) return undefined;
  for (const entry of list) if (text.startsWith(entry.word, from)) return entry;
  return undefined;
}
