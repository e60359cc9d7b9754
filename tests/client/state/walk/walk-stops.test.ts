import { describe, expect, it } from 'vitest';
import { nextStop, seenStops } from '../../../../client/state/walk/walk-stops.ts';
import type { Walk } from '../../../../server/api/patrol-walk/schema.ts';

const stop = (id: number, until_min: number) => ({ kind: 'point' as const, id, visit: 1, until_min });
const walk = (check_ins: number[]) =>
  ({
    day: '2026-11-22',
    time_zone: 'Asia/Shanghai',
    stops: [stop(1, 1230), stop(2, 1500), stop(3, 1560)],
    check_ins: check_ins.map((id) => ({ key: `k${id}`, kind: 'point', id, visit: 1, at: '2026-11-22T12:00:00Z' })),
  }) as unknown as Walk;
/** 21:00 in Shanghai. */
const nine = Date.parse('2026-11-22T13:00:00Z');

describe('the stops of a walk', () => {
  it('are late once nobody may check in any more, unless somebody did', () => {
    expect(seenStops(walk([]), [], nine).map(({ late }) => late)).toEqual([true, false, false]);
    expect(seenStops(walk([1]), [], nine).map(({ late, done_at }) => [late, done_at !== null])).toEqual([
      [false, true],
      [false, false],
      [false, false],
    ]);
  });

  it('go on after the last that was done; what was passed over comes at the end', () => {
    expect(nextStop(seenStops(walk([]), [], nine))?.stop.id).toBe(1);
    expect(nextStop(seenStops(walk([2]), [], nine))?.stop.id).toBe(3);
    expect(nextStop(seenStops(walk([2, 3]), [], nine))?.stop.id).toBe(1);
    expect(nextStop(seenStops(walk([1, 2, 3]), [], nine))).toBeNull();
  });

  it('do not count what the server refused', () => {
    const item = {
      key: 'a',
      kind: 'point' as const,
      id: 1,
      visit: 1,
      at: '2026-11-22T12:30:00Z',
      way: 'button' as const,
    };
    const kept = { pass: 'p', item, held_until_ms: 0, sentence: null };
    expect(seenStops(walk([]), [{ ...kept, state: 'waiting' }], nine)[0]!.done_at).toBe(item.at);
    expect(seenStops(walk([]), [{ ...kept, state: 'refused' }], nine)[0]!.done_at).toBeNull();
  });
});
