import { describe, expect, it } from 'vitest';
import { shownPeriod, sliderDays } from '../../../client/state/period.ts';

describe('the period that is shown', () => {
  it('is the chosen one, else the 30 days up to the latest day', () => {
    expect(shownPeriod({ from: '2026-01-01', to: '2026-01-02' }, '2026-11-21')).toEqual({
      from: '2026-01-01',
      to: '2026-01-02',
    });
    expect(shownPeriod(null, '2026-11-21')).toEqual({ from: '2026-10-23', to: '2026-11-21' });
  });
});

describe('the slider', () => {
  it('spans the year up to today, or as far as the period reaches', () => {
    expect(sliderDays({ from: '2026-11-01', to: '2026-11-21' }, '2026-11-21')).toEqual({
      from: '2025-11-22',
      to: '2026-11-21',
    });
    expect(sliderDays({ from: '2024-03-01', to: '2026-12-01' }, '2026-11-21')).toEqual({
      from: '2024-03-01',
      to: '2026-12-01',
    });
  });

  it('spans half a year around a period of long ago', () => {
    expect(sliderDays({ from: '2010-01-01', to: '2010-08-31' }, '2026-11-21')).toEqual({
      from: '2009-07-03',
      to: '2011-03-01',
    });
    // Three years fill it.
    expect(sliderDays({ from: '2010-01-01', to: '2012-12-31' }, '2026-11-21')).toEqual({
      from: '2010-01-01',
      to: '2012-12-31',
    });
  });
});
