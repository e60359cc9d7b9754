/** What was typed, in the forms that the queries compare. */
export interface SearchTerms {
  /** Lower case, single spaces. */
  wanted: string;
  /** Lower case without any space: an address as one word. */
  compact: string;
  /** The words, at most six; every one must occur. */
  words: string[];
}

/** Longest useful query: province, city, district, road and number, compound, building. */
const MOST_WORDS = 6;

/** Splits a query at spaces (also the wide one) and commas. */
export function toTerms(query: string): SearchTerms {
  const words = query
    .toLowerCase()
    .split(/[\s,，、]+/)
    .filter((word) => word !== '');
  return { wanted: words.join(' '), compact: words.join(''), words: words.slice(0, MOST_WORDS) };
}

/** The text as a `like` pattern that means just itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
