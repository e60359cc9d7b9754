import { describe, expect, it } from 'vitest';
import { forgetSearches, recentSearches, rememberSearch } from '../../../client/elements/recent-searches.ts';
import type { SearchHit } from '../../../server/api/search/schema.ts';

const hit = (id: string): SearchHit => ({ kind: 'area', id, name: `第${id}网格`, detail: '', centre: [112, 32] });
function shelf(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
}
const broken = {
  getItem: () => {
    throw new Error('denied');
  },
  setItem: () => {
    throw new Error('denied');
  },
  removeItem: () => {
    throw new Error('denied');
  },
};

describe('recent searches', () => {
  it('keeps the newest six, each once', () => {
    const kept = shelf();
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '3']) rememberSearch(hit(id), kept);
    expect(recentSearches(kept).map(({ id }) => id)).toEqual(['3', '7', '6', '5', '4', '2']);
    forgetSearches(kept);
    expect(recentSearches(kept)).toEqual([]);
  });

  it('passes over what it did not write', () => {
    expect(recentSearches(shelf('not JSON'))).toEqual([]);
    expect(recentSearches(shelf('{"a":1}'))).toEqual([]);
    expect(recentSearches(shelf(JSON.stringify([null, 3, { kind: 'area' }, hit('8')]))).map(({ id }) => id)).toEqual([
      '8',
    ]);
  });

  it('works where the browser keeps nothing', () => {
    expect(recentSearches(broken)).toEqual([]);
    expect(() => rememberSearch(hit('1'), broken)).not.toThrow();
    expect(() => forgetSearches(broken)).not.toThrow();
  });
});
