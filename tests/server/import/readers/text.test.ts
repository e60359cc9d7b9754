import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessEncoding, soundIn, unmarkedUtf16 } from '../../../../server/import/readers/text.ts';

/** Every character of GB 2312 with its two bytes: rows 16 to 87 of 94. */
const table = Array.from({ length: 72 * 94 }, (_, i) => {
  const bytes = Buffer.from([0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]);
  return { bytes, character: new TextDecoder('gb18030').decode(bytes) };
}).filter(({ character }) => /^\p{Script=Han}$/u.test(character));
const word = fc.array(fc.constantFrom(...table), { minLength: 2, maxLength: 8 });
const words = fc.array(word, { minLength: 20, maxLength: 60 });
const gbk = (text: typeof table) => Buffer.concat(text.map(({ bytes }) => bytes));
const utf8 = (text: typeof table) => Buffer.from(text.map(({ character }) => character).join(''));

test('names in GBK and UTF-8 are told apart, whatever they say', () => {
  expect(table.length).toBeGreaterThan(6700);
  fc.assert(
    fc.property(words, (texts) => {
      expect(guessEncoding(texts.map(gbk))).toEqual({ name: 'gb18030', certain: true });
      expect(guessEncoding(texts.map(utf8))).toEqual({ name: 'utf-8', certain: true });
    }),
  );
});

test('a cell that is cut off within a character changes nothing', () => {
  fc.assert(
    fc.property(words, (texts) => {
      expect(guessEncoding(texts.map((text) => gbk(text).subarray(0, -1))).name).toBe('gb18030');
      expect(guessEncoding(texts.map((text) => utf8(text).subarray(0, -1))).name).toBe('utf-8');
    }),
  );
});

test('a few broken texts among many change nothing', () => {
  const texts = table.slice(0, 100).map((each) => utf8([each, each]));
  const broken = [...texts, Buffer.from([0xff, 0xfe]), Buffer.from([0xc0, 0x20])];
  expect(guessEncoding(broken)).toEqual({ name: 'utf-8', certain: true });
  expect(soundIn(broken, 'utf-8')).toBe(true);
  const chinese = table.slice(0, 100).map((each) => gbk([each, each]));
  expect(soundIn(chinese, 'utf-8')).toBe(false);
});

test('the one word that is famous for being both is Chinese', () => {
  // 联通 in GBK.
  expect(guessEncoding([Buffer.from('c1aacda8', 'hex')])).toEqual({ name: 'gb18030', certain: false });
});

test('few texts are no certainty, and none leave nothing open', () => {
  expect(guessEncoding([utf8(table.slice(0, 2))])).toEqual({ name: 'utf-8', certain: false });
  expect(guessEncoding([Buffer.from('abc')])).toEqual({ name: 'utf-8', certain: true });
});

test('UTF-16 without a mark is told from other files with zero bytes', () => {
  const text = Buffer.from('姓名,电话\n张三,1\n', 'utf16le');
  expect(unmarkedUtf16(text)?.name).toBe('utf-16le');
  expect(unmarkedUtf16(Buffer.from(text).swap16())?.name).toBe('utf-16be');
  expect(unmarkedUtf16(Buffer.from('姓名,电话\n'))).toBeNull();
  expect(unmarkedUtf16(readFileSync(process.execPath).subarray(0, 65_536))).toBeNull();
});
