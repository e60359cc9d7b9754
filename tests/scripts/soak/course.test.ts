import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { Course } from '../../../scripts/soak/course.ts';
import type { Watch } from '../../../scripts/soak/watch.ts';

/** Moments of a run's steps in minutes, rounded to hundredths. */
function moments(minutes: number, losses: number): number[] {
  const course = new Course({
    server: { start: async () => {}, kill: async () => {} },
    page: {} as Page,
    watch: {} as Watch,
    settings: { minutes, losses, rotation_s: 20 },
    folder: '',
    say: () => {},
  });
  return course.steps().map(({ at_ms }) => Math.round(at_ms / 600) / 100);
}

it('spreads losses, a restart, an absence, looks and pictures over the run, in order of time', () => {
  // Losses at 1, 2 and 3, the restart at 1.6, the absence at 2.4, looks every 37 s, pictures at 2 and 4.
  expect(moments(4, 3)).toEqual([0.62, 1, 1.23, 1.6, 1.85, 2, 2, 2.4, 2.47, 3, 3.08, 3.7, 4]);
});

it('looks at all moments between two of what happens each minute, and takes a picture every ten', () => {
  expect(moments(60, 20)).toHaveLength(20 + 2 + 97 + 6);
  const seconds = moments(60, 0).map((minute) => Math.round(minute * 60) % 60);
  expect(new Set(seconds).size).toBe(60);
});
