import { describe, expect, it } from 'vitest';
import { gazetteer, kinds } from '../../../../server/geocode/parse/gazetteer.ts';
import { buildNameTrie, type NameTrie } from '../../../../server/geocode/parse/name-trie.ts';

/** Kinds and codes of a name, null where it is none. */
function lookUp(trie: NameTrie, name: string): [kind: number, codes: number[]][] | null {
  let node = 0;
  for (let at = 0; at < name.length && node >= 0; at++) node = trie.step(node, name.charCodeAt(at));
  if (node < 0) return null;
  const found: [number, number[]][] = [];
  for (let group = trie.firstGroup[node]!; group < trie.firstGroup[node + 1]!; group++)
    found.push([trie.groupKind[group]!, [...trie.codes.slice(trie.firstCode[group]!, trie.firstCode[group + 1]!)]]);
  return found;
}

describe('the trie of names', () => {
  const trie = buildNameTrie([
    { name: '鼓楼区', kind: 4, code: 350102 },
    { name: '鼓楼', kind: 5, code: 320106 },
    { name: '鼓楼区', kind: 4, code: 320106 },
    { name: '鼓楼', kind: 7, code: 110118001 },
    { name: '海', kind: 1, code: 2 },
  ]);

  it('holds every name with its kinds, and the codes of a kind in order', () => {
    expect(lookUp(trie, '鼓楼区')).toEqual([[4, [320106, 350102]]]);
    expect(lookUp(trie, '鼓楼')).toEqual([
      [5, [320106]],
      [7, [110118001]],
    ]);
    expect(lookUp(trie, '海')).toEqual([[1, [2]]]);
  });

  it('has nothing at the beginning of a name, and no way on from what is none', () => {
    expect(lookUp(trie, '鼓')).toEqual([]);
    expect(lookUp(trie, '鼓楼市')).toBeNull();
    expect(lookUp(trie, '江')).toBeNull();
  });

  it('holds no name at all', () => {
    expect(lookUp(buildNameTrie([]), '江')).toBeNull();
  });
});

describe('the gazetteer', () => {
  const { trie, nameOf, isFormer } = gazetteer();

  it('knows divisions of five levels by full and short names', () => {
    expect(lookUp(trie, '江苏')).toEqual([[kinds.provinceShort, [32]]]);
    expect(lookUp(trie, '南京市')).toEqual([[kinds.city, [3201]]]);
    expect(lookUp(trie, '鼓楼区')).toEqual([[kinds.district, [320106, 320302, 350102, 410204]]]);
    expect(lookUp(trie, '湖南路街道')).toEqual([[kinds.town, [310104004, 320106003]]]);
    expect(lookUp(trie, '北京市')).toEqual([[kinds.city, [11]]]);
    expect(lookUp(trie, '景宁')).toEqual([[kinds.districtShort, [331127]]]);
    expect(lookUp(trie, '昌吉州')).toEqual([[kinds.city, [6523]]]);
  });

  it('takes no short name that says nothing', () => {
    expect(lookUp(trie, '城关') ?? []).toEqual([]);
    expect(lookUp(trie, '市辖区')).toBeNull();
  });

  it('gives a former county the code of the district that it is now, or keeps its own', () => {
    expect(lookUp(trie, '奉化市')).toEqual([[kinds.district, [330213]]]);
    expect(nameOf(330213)).toBe('奉化区');
    expect(lookUp(trie, '江干区')).toEqual([[kinds.district, [330104]]]);
    expect([isFormer(330104), isFormer(330213)]).toEqual([true, false]);
  });

  it('is as large as China', () => {
    expect(trie.codes.length).toBeGreaterThan(80_000);
    expect(trie.bytes).toBeLessThan(8e6);
  });
});
