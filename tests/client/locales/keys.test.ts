import { describe, expect, it } from 'vitest';
import { words } from '../../../client/locales/index.ts';

/** Every leaf of the words with its kind: `search.none: function`. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
  }
  return [`${path}: ${typeof value}`];
}

describe('words', () => {
  it('has the same keys in both languages', () => {
    expect(leaves(words('en')).sort()).toEqual(leaves(words('zh-CN')).sort());
    expect(leaves(words('zh-CN')).length).toBeGreaterThan(300);
  });

  it('says nothing in English on the Chinese screen, beside names of formats', () => {
    const latin = leafTexts(words('zh-CN')).filter((text) => /[A-Za-z]{3,}/.test(text));
    expect(latin.filter((text) => !/OSM|GeoJSON|CSV|English|Esc|Alt|png/.test(text))).toEqual([]);
  });

  it('speaks without exclamation marks', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      expect(leafTexts(words(language)).filter((text) => /[!！]/.test(text))).toEqual([]);
    }
  });

  it('counts in English with the right number', () => {
    expect(words('en').area.due('1')).toBe('1 visit due');
    expect(words('en').area.due('12')).toBe('12 visits due');
  });
});

function leafTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String((value as (...values: unknown[]) => unknown)('', '', ''))];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leafTexts) : [];
}
