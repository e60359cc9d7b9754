import type { Matter } from '../loop/schema.ts';

/** Longest title of an incident, in characters. */
const MOST_TITLE = 80;

/** What an entry says in its first sentence, at most 80 characters. */
export function titleFrom(text: string): string {
  const [first = ''] = text.trim().split(/(?<=[。！？!?；;])|\n/);
  return first
    .replace(/[。！？!?；;]+$/, '')
    .trim()
    .slice(0, MOST_TITLE);
}

/**
 * The category whose matters share most with the words of a text, by pairs of neighbouring characters: of each matter the part of its pairs
 * that occurs counts, and the best matter of a category speaks for it. Where nothing is shared, that of a call for help.
 */
export function categoryFrom(text: string, matters: readonly Pick<Matter, 'category' | 'zh' | 'class_zh'>[]): string {
  const held = new Set(pairsOf(text));
  let best = { category: 'welfare', share: 0 };
  for (const { category, zh, class_zh } of matters) {
    for (const name of [zh, class_zh]) {
      const pairs = pairsOf(name);
      const share = pairs.length === 0 ? 0 : pairs.filter((pair) => held.has(pair)).length / pairs.length;
      if (share > best.share) best = { category, share };
    }
  }
  return best.category;
}

function pairsOf(text: string): string[] {
  const plain = [...text.toLowerCase().replace(/[\p{P}\s]/gu, '')];
  return plain.slice(1).map((letter, at) => plain[at]! + letter);
}
