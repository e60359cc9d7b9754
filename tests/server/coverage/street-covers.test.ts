import { expect, it } from 'vitest';
import { Cover } from '../../../server/coverage/cover.ts';
import { passages } from '../../../server/coverage/passages.ts';
import { streetPieces } from '../../../server/coverage/pieces.ts';
import { streetCoverOf, streetRuns } from '../../../server/coverage/street-covers.ts';
import { grid, line, metres, streets } from './plane.ts';

const whole = [grid('1', -1000, -1000, 3000, 3000)];
const SHANGHAI_MIN = 480;
/** Midnight in Shanghai of the first of May 2026, in minutes since 1970. */
const midnight = Date.parse('2026-05-01T00:00:00+08:00') / 60_000;
const graph = streets(
  [
    [0, 0],
    [500, 0],
    [1000, 0],
  ],
  [
    [500, 0],
    [500, 400],
  ],
);

function covered(add: (cover: Cover, pass: (from: number, to: number) => ReturnType<typeof passages>) => void) {
  const pieces = streetPieces(graph, whole);
  const cover = new Cover(pieces);
  add(cover, (from, to) => passages(pieces, [{ line: line([from, 0], [to, 0]), minutes: 10 }], 20));
  return streetRuns(cover, SHANGHAI_MIN).map((run) => {
    const { road_id, length_m, planned, done, passed_at, line } = streetCoverOf(run, cover);
    return [road_id, Math.round(length_m), planned, done, passed_at, line.map((at) => Math.round(metres(at)[0]))];
  });
}

it('joins a street across its crossings where the same holds', () => {
  expect(covered(() => {})).toEqual([
    [1, 1000, false, false, null, [0, 1000]],
    [2, 400, false, false, null, [500, 500]],
  ]);
});

it('cuts streets where the reach ends, and says when each was last passed', () => {
  const runs = covered((cover, pass) => {
    cover.add(pass(0, 300), 'planned', [[1200]], midnight);
    cover.add(pass(0, 100), 'done', [[1200]], midnight);
  });
  expect(runs).toEqual([
    [1, 120, true, true, '2026-05-01T12:08:00.000Z', [0, 120]],
    [1, 200, true, false, null, [120, 320]],
    [1, 680, false, false, null, [320, 1000]],
    [2, 400, false, false, null, [500, 500]],
  ]);
});

it('takes what is after midnight for the same night, and the last of several', () => {
  const runs = covered((cover, pass) => {
    cover.add(pass(0, 480), 'done', [[1380]], midnight - 1440);
    cover.add(pass(0, 480), 'done', [[1380]], midnight);
    cover.add(pass(500, 1000), 'done', [[1500]], midnight);
  });
  expect(runs.map(([road, length, , done]) => [road, length, done])).toEqual([
    [1, 1000, true],
    [2, 20, true],
    [2, 380, false],
  ]);
  expect(runs[0]![4]).toBe('2026-05-01T17:10:00.000Z');
});

it('keeps what was passed before apart from what was done', () => {
  const runs = covered((cover, pass) => {
    cover.add(pass(0, 1000), 'passed', [[1200]], midnight - 1440);
    cover.add(pass(0, 300), 'done', [[1200]], midnight, 20);
    cover.add(pass(400, 1000), 'done', [[1320]], midnight, 20);
  });
  expect(
    runs.map(([, length, , done, passed_at]) => [length, done, (passed_at as string | null)?.slice(0, 10)]),
  ).toEqual([
    [320, true, '2026-05-01'],
    [60, false, '2026-04-30'],
    [620, false, '2026-05-01'],
    [20, false, '2026-05-01'],
    [380, false, undefined],
  ]);
});
