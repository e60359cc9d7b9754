import { describe, expect, it } from 'vitest';
import type { WalkCheckIn } from '../../../server/api/patrol-walk/schema.ts';
import { type JudgedWalk, refusalOf } from '../../../server/patrol-walks/judging.ts';
import { placesOf } from '../../../server/patrol-walks/places.ts';
import { thinned } from '../../../server/patrol-walks/thinning.ts';
import { night } from './night.ts';

const walk: JudgedWalk = {
  starts_at: new Date('2026-05-01T11:00:00Z'),
  ends_at: new Date('2026-05-01T15:00:00Z'),
  places: placesOf(night().input),
  now: new Date('2026-05-03T00:00:00Z'),
};
const checkIn = (at: string, id = 181, kind: WalkCheckIn['kind'] = 'point'): WalkCheckIn => ({
  ...{ key: '8f14e45f-ceea-467f-a8d5-3c1f0a1c0001', kind, id, visit: 1, at, way: 'button' },
});

describe('a check-in', () => {
  it('is taken at any place of the plan, days later too', () => {
    expect(refusalOf(checkIn('2026-05-01T12:00:00Z'), walk)).toBeNull();
    expect(refusalOf(checkIn('2026-05-01T12:00:00Z', 182), walk)).toBeNull();
    expect(refusalOf(checkIn('2026-05-01T12:00:00Z', 5, 'street'), walk)).toBeNull();
  });

  it('is refused at a place that is not the plan’s', () => {
    expect(refusalOf(checkIn('2026-05-01T12:00:00Z', 183), walk)?.en).toBe('This place is not part of the plan.');
    expect(refusalOf(checkIn('2026-05-01T12:00:00Z', 181, 'street'), walk)?.['zh-CN']).toContain('不在本次巡逻方案');
  });

  it('is taken two hours around the shift and no minute more', () => {
    for (const at of ['2026-05-01T09:00:00Z', '2026-05-01T17:00:00Z']) expect(refusalOf(checkIn(at), walk)).toBeNull();
    for (const at of ['2026-05-01T08:59:00Z', '2026-05-01T17:01:00Z']) {
      expect(refusalOf(checkIn(at), walk)?.en).toBe('The time lies more than 2 hours outside the shift.');
    }
  });

  it('is refused from a clock that is far ahead', () => {
    const now = new Date('2026-05-01T12:00:00Z');
    expect(refusalOf(checkIn('2026-05-01T12:10:00Z'), { ...walk, now })).toBeNull();
    expect(refusalOf(checkIn('2026-05-01T12:10:01Z'), { ...walk, now })?.en).toContain('clock is ahead');
  });
});

describe('a track', () => {
  const fix = (second: number, metres: number, accuracy_m: number | null = 5) => ({
    recorded_at: new Date(Date.UTC(2026, 4, 1, 12, 0, second)).toISOString(),
    centre: [112.1, 32 + metres / 111_195] as [number, number],
    accuracy_m,
  });

  it('keeps what moved by 8 m or waited for a minute, in order of time', () => {
    const fixes = [fix(20, 12), fix(0, 0), fix(10, 7.9), fix(79, 13), fix(80, 13)];
    expect(thinned(fixes)).toEqual([fix(0, 0), fix(20, 12), fix(80, 13)]);
  });

  it('leaves out what is less exact than 100 m', () => {
    expect(thinned([fix(0, 0, 101), fix(5, 20, 100), fix(10, 40, null)])).toEqual([fix(5, 20, 100), fix(10, 40, null)]);
  });
});
