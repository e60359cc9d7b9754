import { describe, expect, it } from 'vitest';
import { nextPiece, pauseAfter, secondsLeft, withSample } from '../../../../client/state/imports/pieces.ts';

describe('pieces of a file', () => {
  it('follow each other to the last byte', () => {
    const pieces = [];
    for (let piece = nextPiece(0, 20, 8); piece; piece = nextPiece(piece.to, 20, 8))
      pieces.push([piece.from, piece.to]);
    expect(pieces).toEqual([
      [0, 8],
      [8, 16],
      [16, 20],
    ]);
    expect(nextPiece(0, 8, 8)).toEqual({ from: 0, to: 8 });
    expect(nextPiece(8, 8, 8)).toBeNull();
  });

  it('wait longer after every failure, half a minute at most, and as long as the server asks', () => {
    expect([1, 2, 3, 4, 5, 6, 40].map((failures) => pauseAfter(failures))).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(pauseAfter(1, 10)).toBe(10);
    expect(pauseAfter(1, 90)).toBe(90);
  });
});

describe('the time left', () => {
  it('comes of the pace of the last pieces', () => {
    expect(secondsLeft([], 100)).toBeNull();
    expect(secondsLeft([{ at_ms: 0, bytes: 0 }], 100)).toBeNull();
    const samples = [
      { at_ms: 5000, bytes: 20 },
      { at_ms: 7000, bytes: 40 },
    ];
    // Ten bytes a second, sixty to go.
    expect(secondsLeft(samples, 100)).toBe(6);
    expect(secondsLeft(samples, 41)).toBe(1);
    expect(secondsLeft(samples, 40)).toBe(0);
  });

  it('forgets a slow beginning', () => {
    let samples = withSample([], { at_ms: 0, bytes: 0 });
    for (let piece = 1; piece <= 20; piece += 1)
      samples = withSample(samples, { at_ms: 100_000 + piece * 1000, bytes: piece * 10 });
    expect(samples[0]!.bytes).toBeGreaterThan(0);
    expect(secondsLeft(samples, 300)).toBe(10);
  });
});
