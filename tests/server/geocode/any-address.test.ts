import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlaceIndex } from '../../../server/geocode/build.ts';
import { geocode } from '../../../server/geocode/geocode.ts';
import { littleDistrict } from './little-district.ts';

const index = buildPlaceIndex(littleDistrict);
const pieces =
  '碧川区 云阶街道 柳塘社区 桥南路 染坊街 18号 19-3号 听枫苑 听枫园 3幢 三号楼 2单元 501 五零一 室 菜市场 公厕 门口 - （ ） ， 的 枫 苑 路 1';
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces.split(' '), ' ', '𠮷'), { maxLength: 20 }).map((parts) => parts.join('')),
);

describe('any text', () => {
  it('gives candidates in order, with parts where they stand, and probabilities that are some', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const found = geocode(index, typed, { limit: 20 });
        const sum = found.reduce((all, { level, confidence }) => (level === 'door' ? all : all + confidence), 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        for (const { confidence, score, matched, unmatched, place } of found) {
          expect(confidence).toBeGreaterThan(0);
          expect(score).toBeGreaterThan(0);
          expect(place.every(Number.isFinite)).toBe(true);
          for (const { text: part, start, end } of [...matched, ...unmatched])
            expect(typed.slice(start, end)).toBe(part);
        }
        expect(found).toEqual(geocode(index, typed, { limit: 20 }));
      }),
      { numRuns: 400 },
    );
  });
});
