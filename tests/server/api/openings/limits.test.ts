import { describe, expect, it } from 'vitest';
import { isFarAboveUsual, waitFor } from '../../../../server/api/openings/limits.ts';

const every = (seconds: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index * seconds);

describe('waitFor', () => {
  it.each([
    ['nothing was opened', [], undefined],
    ['19 were opened in ten minutes', every(1, 19), undefined],
    ['20 were opened, the oldest 19 s ago', every(1, 20), 581],
    ['the oldest of 20 was ten minutes ago', every(1, 20, 581), undefined],
    ['the oldest of 20 was not quite ten minutes ago', every(1, 20, 580.9), 1],
    ['99 were opened in a day', every(600, 99), undefined],
    ['100 were opened, the oldest 59,400 s ago', every(600, 100), 27_000],
    ['both are too many: the longer wait', [...every(1, 20), ...every(600, 80, 10_000)], 29_000],
  ] as const)('where %s', (_, ages, wait) => {
    expect(waitFor([...ages])).toBe(wait);
  });
});

describe('isFarAboveUsual', () => {
  it.each([
    [20, 0, false],
    [21, 0, true],
    [21, 5.5, false],
    [22, 5.5, false],
    [23, 5.5, true],
    [40, 10, false],
    [41, 10, true],
  ])('%i files where %f are usual: %s', (opened, usual, far) => {
    expect(isFarAboveUsual(opened, usual)).toBe(far);
  });
});
