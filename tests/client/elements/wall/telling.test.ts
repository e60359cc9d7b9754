import { describe, expect, it } from 'vitest';
import { behindSince } from '../../../../client/elements/wall/behind.ts';
import { tickerMoves } from '../../../../client/elements/wall/ticker-moves.ts';
import { wallMessages as en } from '../../../../client/locales/wall-en.ts';
import { wallMessages as zhCN } from '../../../../client/locales/wall-zh-CN.ts';
import type { EventKind } from '../../../../server/api/incidents/schema.ts';
import type { WallMove } from '../../../../server/api/wall/schema.ts';

describe('behindSince', () => {
  const now_ms = Date.parse('2026-11-22T06:00:00Z');
  const view = (state: 'connecting' | 'live' | 'late' | 'off', since_s: number, figures_s: number | null) =>
    ({
      feed: { state, since: now_ms - since_s * 1000 },
      figures: figures_s === null ? null : { at: new Date(now_ms - figures_s * 1000).toISOString() },
      own: { now_ms: now_ms - 500_000 },
      now_ms,
    }) as Parameters<typeof behindSince>[0];
  const ago = (seconds: number) => now_ms - seconds * 1000;

  it('says nothing while the feed lives or has only begun', () => {
    expect(behindSince(view('live', 900, 30))).toBeNull();
    expect(behindSince(view('connecting', 9, 30))).toBeNull();
  });

  it('says since when the feed is late, or how old the figures are', () => {
    expect(behindSince(view('late', 40, 30))).toBe(ago(40));
    expect(behindSince(view('late', 400, 300))).toBe(ago(300));
    expect(behindSince(view('live', 900, 300))).toBe(ago(300));
    expect(behindSince(view('connecting', 10, 30))).toBe(ago(30));
    expect(behindSince(view('connecting', 1, 300))).toBe(ago(300));
    expect(behindSince(view('off', 0, null))).toBe(ago(500));
  });
});

describe('tickerMoves', () => {
  const move = (id: number, kind: EventKind, incident_id = id) => ({ id, kind, incident_id }) as WallMove;
  const moves = [
    move(1, 'reported'),
    move(2, 'noted'),
    move(3, 'dispatched'),
    move(4, 'resolved'),
    move(5, 'corrected'),
  ];

  it('tells the newest first and leaves out what says nothing', () => {
    expect(tickerMoves(moves, 0, 2).map(({ id }) => id)).toEqual([4, 3]);
    expect(tickerMoves(moves, 2, 2).map(({ id }) => id)).toEqual([1]);
    expect(tickerMoves([], 0, 4)).toEqual([]);
  });

  it('tells each incident once, by what happened to it last', () => {
    const burst = [move(1, 'reported', 7), move(2, 'reported', 8), move(3, 'dispatched', 8), move(4, 'accepted', 8)];
    expect(tickerMoves(burst, 0, 4).map(({ id }) => id)).toEqual([4, 1]);
  });
});

describe('words of a wall', () => {
  /** Every way to a word, with how many values it takes. */
  const shape = (words: unknown): unknown =>
    typeof words === 'object' && words !== null
      ? Object.fromEntries(Object.entries(words).map(([key, value]) => [key, shape(value)]))
      : typeof words;

  it('are the same in both languages', () => {
    expect(shape(en)).toEqual(shape(zhCN));
  });

  it('have no blank between Chinese and no exclamation mark', () => {
    const texts = JSON.stringify(zhCN);
    expect(texts).not.toMatch(/[！!]/);
    expect(texts).not.toMatch(/[\u4e00-\u9fff] [\u4e00-\u9fff]/);
  });
});
