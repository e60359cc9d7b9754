import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../../server/geocode/parse/index.ts';
import { type Label, labels } from '../../../../server/geocode/parse/labels.ts';

const known = new Set<Label>(labels);
/** What addresses are made of, what they are not, and what breaks careless code. */
const alphabet = [
  ...'省市区县镇乡村路街巷弄号幢栋楼层室单元组号江苏南京鼓东西南北中一二三十百零〇两0123456789０１２①⑨ABxＺ-—_/#()（）【】，。、 \u3000\t',
  '江苏省',
  '南京市',
  '鼓楼区',
  '青枫路',
  '花园',
  '附近',
  '与',
  '电联',
  '臺灣',
  '🙂',
  '\ud83d',
  '\ude42',
  '\u0000',
  '\u200d',
  'é',
  'null',
  '100000000000000000000000',
];

const addressLike = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => parts.join(''));
const anyText = fc.oneof(addressLike, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }));

/** Spaces, controls and what has no width. */
const invisible = /[\s\p{Cc}\u200b-\u200d\u2060\ufeff]/gu;

/** What is wrong with how a line was parsed. */
function faults(line: string): string[] {
  const { text, parts } = parseAddress(line);
  const found = text === line ? [] : ['another text'];
  let end = 0;
  for (const part of parts) {
    if (!known.has(part.label)) found.push(`no label ${part.label}`);
    if (part.start < end || part.end <= part.start) found.push(`${part.start} to ${part.end} after ${end}`);
    if (part.text !== line.slice(part.start, part.end)) found.push(`${part.text} is not at ${part.start}`);
    if (line.slice(end, part.start).replace(invisible, '') !== '') found.push(`left out before ${part.start}`);
    end = part.end;
  }
  if (line.slice(end).replace(invisible, '') !== '') found.push('left out at the end');
  return found;
}

describe('any text', () => {
  it('gives parts in order, without overlap, as typed, with only spaces between them', () => {
    fc.assert(
      fc.property(anyText, (line) => {
        expect(faults(line)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same whatever was read before', () => {
    fc.assert(
      fc.property(anyText, anyText, (line, other) => {
        const first = parseAddress(line);
        parseAddress(other);
        expect(parseAddress(line)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a line of ten thousand letters, whatever they are', () => {
    for (const part of [
      '路',
      '1',
      '一',
      '青枫路1号',
      '江苏省南京市鼓楼区',
      '(',
      '-',
      'a',
      '江苏',
      '花园',
      ' ',
      '🙂',
      '1-',
    ])
      expect(faults(part.repeat(Math.ceil(10_000 / part.length)).slice(0, 10_000))).toEqual([]);
  });
});
