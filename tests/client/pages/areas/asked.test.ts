import { describe, expect, it } from 'vitest';
import { nothingAsked, requestOf, unanswered } from '../../../../client/pages/areas/asked.ts';
import type { AreaPlan } from '../../../../server/api/area-changes/schema.ts';
import type { LonLat } from '../../../../server/api/wire.ts';

const line: LonLat[] = [
  [112, 32],
  [112, 33],
];

describe('what is asked for', () => {
  it('is no request until it says enough', () => {
    expect(requestOf(nothingAsked('split'), null)).toBeNull();
    expect(requestOf(nothingAsked('split', ['1']), null)).toBeNull();
    expect(requestOf({ ...nothingAsked('split', ['1']), lines: [[[112, 32]]] }, null)).toBeNull();
    expect(requestOf(nothingAsked('merge', ['1']), null)).toBeNull();
    expect(requestOf(nothingAsked('redraw', ['1', '2']), null)).toBeNull();
    expect(requestOf({ ...nothingAsked('rename', ['1']), names: ['  '] }, null)).toBeNull();
  });

  it('is what the server takes', () => {
    const split = {
      ...nothingAsked('split', ['1']),
      lines: [line],
      names: ['西', ' 东 '],
      true_from: '2026-05-01',
      note: ' ',
    };
    expect(requestOf(split, null)).toEqual({
      ...{ kind: 'split', area_code: '1', lines: [line], names: ['西', '东'], true_from: '2026-05-01', given: {} },
    });
    expect(requestOf({ ...split, names: ['西', ''] }, null)).toMatchObject({ names: [] });
    expect(requestOf(nothingAsked('merge', ['1', '2']), null)).toEqual({
      kind: 'merge',
      area_codes: ['1', '2'],
      given: {},
    });
    expect(requestOf({ ...nothingAsked('redraw', ['1', '2']), lines: [line] }, null)).toMatchObject({
      kind: 'redraw',
      border: line,
    });
  });

  it('is of communities what lies in which', () => {
    const split = { ...nothingAsked('split', ['1']), moved: ['13'] };
    expect(requestOf(split, ['11', '12', '13'])).toMatchObject({ area_code: '1', parts: [['11', '12'], ['13']] });
    expect(requestOf({ ...split, moved: [] }, ['11', '12', '13'])).toBeNull();
    const redraw = { ...nothingAsked('redraw', ['1', '2']), moved: ['12', '21'] };
    expect(requestOf(redraw, ['11', '12', '21', '22'])).toMatchObject({
      ...{
        area_codes: ['1', '2'],
        parts: [
          ['11', '21'],
          ['12', '22'],
        ],
      },
    });
  });
});

describe('parts without a grid worker', () => {
  const plan = (to: string[]) =>
    ({
      before: [{ area_code: 'old' }],
      after: [
        { area_code: 'a', name: '甲' },
        { area_code: 'b', name: '乙' },
      ],
      answering: to.map((to_code) => ({ role: 'grid_worker', to_code })),
      carried: [],
      settled_count: 0,
    }) as unknown as AreaPlan;

  it('are named', () => {
    expect(unanswered(plan(['a']))).toEqual(['乙']);
    expect(unanswered(plan(['a', 'b']))).toEqual([]);
  });

  it('are none where areas keep their codes', () => {
    expect(
      unanswered({ ...plan([]), before: [{ area_code: 'a' }, { area_code: 'b' }] } as unknown as AreaPlan),
    ).toEqual([]);
  });
});
