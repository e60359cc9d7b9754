/** Something in a text that tells who somebody is or how to reach them. */
export interface PrivateWord {
  kind: 'phone' | 'id_card' | 'email';
  /** As it stands in the text. */
  found: string;
}

/** Blanks, dashes and dots that people put between digits. */
const GAP = '[\\s.\\-–—·]?';
const digits = (count: number) => `(?:${GAP}\\d){${count}}`;
/**
 * Identity cards have 18 digits, the last of which may be X (GB 11643), older ones 15, as a grid's code has, which nobody publishes; mobile numbers 11 from 13 to 19, also behind +86; a number with an
 * area code begins with 0. What follows another digit belongs to a longer number, such as an incident's code.
 */
const patterns: readonly [PrivateWord['kind'], RegExp][] = [
  ['email', /[A-Za-z\d._%+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+/g],
  ['id_card', new RegExp(`(?<!\\d)[1-9]${digits(16)}${GAP}[\\dXx](?!\\d)|(?<!\\d)[1-9]${digits(14)}(?!\\d)`, 'g')],
  ['phone', new RegExp(`(?<!\\d)(?:\\+?86${GAP})?1[3-9]${digits(9)}(?!\\d)`, 'g')],
  ['phone', new RegExp(`(?<!\\d)\\(?0\\d{2,3}\\)?${GAP}[2-9]${digits(6)}(?:${GAP}\\d)?(?!\\d)`, 'g')],
];

/** Phone numbers, identity card numbers and e-mail addresses in a text, in the order of the patterns; full-width signs count as plain ones. */
export function privateWords(text: string): PrivateWord[] {
  let rest = text.normalize('NFKC');
  const words: PrivateWord[] = [];
  for (const [kind, pattern] of patterns) {
    for (const [found] of rest.matchAll(pattern)) words.push({ kind, found: found.trim() });
    // What was found is not found again as part of another.
    rest = rest.replace(pattern, ' ');
  }
  return words;
}
