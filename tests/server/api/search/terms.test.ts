import { expect, it } from 'vitest';
import { escapeLike, toTerms } from '../../../../server/api/search/terms.ts';

it('splits at spaces, wide spaces and commas, and joins an address', () => {
  expect(toTerms(' 清河路18号　3幢，2单元 ')).toEqual({
    wanted: '清河路18号 3幢 2单元',
    compact: '清河路18号3幢2单元',
    words: ['清河路18号', '3幢', '2单元'],
  });
  expect(toTerms('Main Street').wanted).toBe('main street');
  expect(toTerms('， ,').words).toEqual([]);
});

it('looks for at most six words', () => {
  expect(toTerms('a b c d e f g').words).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('takes pattern characters for themselves', () => {
  expect(escapeLike('100%_\\')).toBe('100\\%\\_\\\\');
});
