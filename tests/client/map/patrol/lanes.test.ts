import { describe, expect, it } from 'vitest';
import { lanesOf } from '../../../../client/map/patrol/lanes.ts';
import type { PlannedRoute } from '../../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../../server/api/wire.ts';

const [a, b, c, d]: LonLat[] = [
  [112, 32],
  [112.001, 32],
  [112.002, 32],
  [112.003, 32],
] as LonLat[] as [LonLat, LonLat, LonLat, LonLat];

function route(squad_id: number, ...lines: LonLat[][]): PlannedRoute {
  const legs = lines.map((line) => ({ from_min: 0, to_min: 1, length_m: 1, line }));
  return { shift_id: squad_id, squad_id, stops: [], legs, length_m: 0, moving_min: 0, dwell_min: 0, waiting_min: 0 };
}

describe('routes side by side', () => {
  it('leaves a street that one squad passes once in the middle, as one line over its legs', () => {
    expect(lanesOf([route(1, [a!, b!], [b!, c!, d!])])).toEqual([
      { squad_id: 1, line: [a, b, c, d], offset: 0, shared: false },
    ]);
  });

  it('puts two squads that go the same way beside each other, in the order of the plan', () => {
    const lanes = lanesOf([route(1, [a!, b!, c!]), route(2, [b!, c!])]);
    expect(lanes).toEqual([
      { squad_id: 1, line: [a, b], offset: 0, shared: false },
      { squad_id: 1, line: [b, c], offset: -0.5, shared: false },
      { squad_id: 2, line: [b, c], offset: 0.5, shared: false },
    ]);
  });

  it('lets those who meet keep to the right, each in its own direction', () => {
    const lanes = lanesOf([route(1, [a!, b!]), route(2, [b!, a!])]);
    expect(lanes.map(({ line, offset }) => [line[0], offset])).toEqual([
      [a, 0.5],
      [b, 0.5],
    ]);
  });

  it('draws a way there and back as two lanes, and the same way twice as one', () => {
    const lanes = lanesOf([route(1, [a!, b!], [b!, a!], [a!, b!])]);
    expect(lanes).toEqual([
      { squad_id: 1, line: [a, b], offset: 0.5, shared: false },
      { squad_id: 1, line: [b, a], offset: 0.5, shared: false },
    ]);
  });

  it('shares a street with a squad that stops half way along it', () => {
    const lanes = lanesOf([route(1, [a!, c!]), route(2, [a!, b!])]);
    expect(lanes).toEqual([
      { squad_id: 1, line: [a, b], offset: -0.5, shared: false },
      { squad_id: 1, line: [b, c], offset: 0, shared: false },
      { squad_id: 2, line: [a, b], offset: 0.5, shared: false },
    ]);
  });

  it('says which pieces the compared plan passes too, in whatever direction', () => {
    const lanes = lanesOf([route(1, [a!, b!, c!])], [route(9, [c!, b!])]);
    expect(lanes.map(({ line, shared }) => [line.length, shared])).toEqual([
      [2, false],
      [2, true],
    ]);
  });
});
