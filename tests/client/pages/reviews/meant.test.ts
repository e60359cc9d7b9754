import { describe, expect, it } from 'vitest';
import { numberedPlaces } from '../../../../client/map/reviews/numbered-places.ts';
import { meantBy, readPieces, unknownWords } from '../../../../client/pages/reviews/meant.ts';
import { commandOf } from '../../../../client/pages/reviews/review-keys.ts';
import type { GeocodeHit, ReviewCandidate } from '../../../../server/api/geocode/schema.ts';

const candidate = { kind: 'compound', id: '7', name: '和平小区' } as ReviewCandidate;
const hit = (text: string, known: string[], id = '7') =>
  ({
    ...candidate,
    id,
    matched: known.map((piece) => ({
      text: piece,
      start: text.indexOf(piece),
      end: text.indexOf(piece) + piece.length,
    })),
  }) as GeocodeHit;

describe('what a name is taught for', () => {
  it.each([
    ['building', '机床厂宿舍1幢', 'compound', '机床厂宿舍'],
    ['building', '和平里甲3号楼', 'compound', '和平里'],
    ['building', '滨河路12号', 'road', '滨河路'],
    ['building', '供销大楼', 'poi', '供销大楼'],
    ['facility', '东门公厕', 'poi', '东门公厕'],
    ['road', '滨河路', 'road', '滨河路'],
    ['area', '第一社区', 'area', '第一社区'],
  ] as const)('is of a %s %s the %s %s', (kind, name, meant, proper) => {
    expect(meantBy({ kind, name })).toEqual({ kind: meant, name: proper });
  });

  it('is proposed for the longest words that nothing is known of', () => {
    const text = '王家老院（东）3幢301';
    const pieces = readPieces(text, { items: [hit(text, ['王'], '9'), hit(text, ['301', '3幢'])] }, [candidate]);
    expect(pieces).toEqual([
      { text: '王家老院（东）', known: false },
      { text: '3幢301', known: true },
    ]);
    expect(unknownWords(pieces)).toBe('王家老院');
    expect(unknownWords([{ text: '9998号', known: false }])).toBe('');
    expect(unknownWords(null)).toBe('');
    expect(readPieces(text, { items: [] }, [candidate])).toBeNull();
  });
});

describe('keys and marks', () => {
  it('are commands by letter in either case, and candidates by number', () => {
    expect(['1', '9', 'J', 'm', '？', 'Escape'].map(commandOf)).toEqual([
      ...[{ do: 'accept', candidate: 0 }, { do: 'accept', candidate: 8 }, { do: 'next' }, { do: 'move' }],
      ...[{ do: 'help' }, { do: 'escape' }],
    ]);
    expect(['0', 'x', 'Enter', 'Tab'].map(commandOf)).toEqual([null, null, null, null]);
  });

  it('share a mark where they cannot be told apart', () => {
    const marks = numberedPlaces([
      [112.1, 32],
      [112.2, 32],
      [112.100001, 32],
    ]);
    expect(marks).toEqual([
      { numbers: [1, 3], place: [112.1, 32] },
      { numbers: [2], place: [112.2, 32] },
    ]);
  });
});
