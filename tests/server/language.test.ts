import { expect, it } from 'vitest';
import { languageOf } from '../../server/language.ts';

it.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['fr-FR,en;q=0.5,zh;q=0.2', 'en'],
  ['en;q=0.2,zh-TW;q=0.7', 'zh-CN'],
  ['en;q=0', 'zh-CN'],
  ['de', 'zh-CN'],
])('reads Accept-Language %s as %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
