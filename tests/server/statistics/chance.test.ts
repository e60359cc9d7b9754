import { expect, it } from 'vitest';
import { atLeast, discoveryLimit } from '../../../server/statistics/chance.ts';

it('reckons the upper tail of the binomial distribution', () => {
  expect(atLeast(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
  expect(atLeast(3, 10, 0.5)).toBeCloseTo(1 - 56 / 1024, 12);
  expect(atLeast(0, 10, 0.1)).toBe(1);
  expect(atLeast(1, 10, 0)).toBe(0);
  expect(atLeast(10, 10, 0.1)).toBeCloseTo(1e-10, 20);
  expect(atLeast(2, 3, 1)).toBe(1);
});

it('keeps its exactness with many tries and rare events', () => {
  // Poisson with mean 2: P(at least 9) = 2.374e-4; the binomial with 2 in 1,000,000 tries is as good as that.
  expect(atLeast(9, 1_000_000, 2e-6)).toBeCloseTo(2.3745e-4, 7);
  expect(atLeast(100, 1000, 0.02)).toBeGreaterThan(0);
  expect(atLeast(100, 1000, 0.02)).toBeLessThan(1e-30);
});

it('names what Benjamini and Hochberg name in their own example', () => {
  const theirs = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  expect(discoveryLimit(theirs, theirs.length, 0.05)).toBe(0.0095);
  expect(discoveryLimit([0.2, 0.9], 2, 0.05)).toBe(0);
  expect(discoveryLimit([], 0, 0.05)).toBe(0);
});
