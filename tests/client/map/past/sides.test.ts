import { describe, expect, it } from 'vitest';
import { shareAfter, sidesOf } from '../../../../client/map/past/sides.ts';

describe('two days side by side', () => {
  it('stand in the order of time, and the map above is cut to the side of its day', () => {
    expect(sidesOf('2026-04-15', '2026-05-20', 0.25)).toEqual({
      left: '2026-04-15',
      right: '2026-05-20',
      clip: 'inset(0 0 0 25%)',
    });
    expect(sidesOf('2026-05-20', '2026-04-15', 0.25)).toEqual({
      left: '2026-04-15',
      right: '2026-05-20',
      clip: 'inset(0 75% 0 0)',
    });
  });

  it('are divided by the keyboard, from edge to edge', () => {
    expect(shareAfter('ArrowRight', 0.5)).toBeCloseTo(0.55);
    expect(shareAfter('ArrowLeft', 0.02)).toBe(0);
    expect(shareAfter('Home', 0.5)).toBe(0);
    expect(shareAfter('End', 0.5)).toBe(1);
    expect(shareAfter('Enter', 0.5)).toBeNull();
  });
});
