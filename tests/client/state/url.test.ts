import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../client/format/time.ts';
import { colourings } from '../../../client/state/colouring.ts';
import { indicators } from '../../../client/state/indicators.ts';
import { longestPeriod } from '../../../client/state/period.ts';
import type { NumberedKind, Selection } from '../../../client/state/selection.ts';
import { statusFilters } from '../../../client/state/status.ts';
import { type Camera, initialState, layerIds, type ViewState } from '../../../client/state/store.ts';
import { formatHash, parseHash } from '../../../client/state/url.ts';
import { indicators as served } from '../../../server/api/areas/schema.ts';

const id = fc.integer({ min: 1, max: 2_147_483_647 });
const kinds: NumberedKind[] = [
  'household',
  'compound',
  'organisation',
  'facility',
  'device',
  'incident',
  'patrol_point',
  'patrol_route',
];
const floor = fc.integer({ min: -20, max: 200 }).filter((value) => value !== 0);
const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.record({ kind: fc.constant('area' as const), area_code: fc.stringMatching(/^\d{2,18}$/) }),
  fc.record(
    { kind: fc.constant('building' as const), id, unit_no: fc.integer({ min: 1, max: 99 }), floor },
    { requiredKeys: ['kind', 'id'] },
  ),
  fc.record({ kind: fc.constantFrom(...kinds), id }) as fc.Arbitrary<Selection>,
);
const scaled = (min: number, max: number, by: number) =>
  fc.integer({ min: min * by, max: max * by }).map((value) => value / by);
const camera = fc.record({
  longitude: scaled(-180, 180, 100_000),
  latitude: scaled(-90, 90, 100_000),
  zoom: scaled(0, 24, 100),
  bearing: scaled(-180, 180, 10),
  pitch: scaled(0, 85, 10),
});
const settings = fc.record({ visible: fc.boolean(), opacity: scaled(0, 1, 100) });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period = fc.tuple(day, fc.integer({ min: 0, max: longestPeriod - 1 })).map(([from, days]) => {
  return { from, to: addDays(from, days) };
});
const view: fc.Arbitrary<ViewState> = fc.record({
  camera: fc.option(camera),
  layers: fc.record(
    Object.fromEntries(layerIds.map((layer) => [layer, settings])) as Record<
      keyof ViewState['layers'],
      typeof settings
    >,
  ),
  indicator: fc.constantFrom(...indicators),
  colouring: fc.constantFrom(...colourings),
  freshness: fc.boolean(),
  period: fc.option(period),
  category: fc.option(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })),
  status: fc.option(fc.constantFrom(...statusFilters)),
  selection: fc.option(selection),
  tool: fc.option(fc.constantFrom('report', 'layers', 'incidents', 'measure', 'chain', 'print', 'help')),
  on: day,
  knownThen: fc.boolean(),
  compared: fc.option(day),
  theme: fc.constantFrom('auto', 'day', 'night'),
  language: fc.constantFrom('zh-CN', 'en'),
}) as fc.Arbitrary<ViewState>;

describe('the view in the address bar', () => {
  it('comes back whole', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(parseHash(formatHash(state))).toEqual({ ...state, camera: state.camera && plainZero(state.camera) });
      }),
    );
  });

  it('never throws and always gives a whole view', () => {
    const keys = Object.keys(initialState).sort();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `#v=1&${text}`),
        ),
        (text) => {
          expect(Object.keys(parseHash(text)).sort()).toEqual(keys);
        },
      ),
    );
  });

  it('is short and readable', () => {
    expect(formatHash(initialState)).toBe('#v=1');
    expect(
      formatHash({
        ...initialState,
        camera: { longitude: 112.1034001, latitude: 32.0012, zoom: 14.2, bearing: 0, pitch: -0 },
        selection: { kind: 'building', id: 12, unit_no: 2, floor: -1 },
        layers: {
          ...initialState.layers,
          patrol: { visible: true, opacity: 1 },
          facilities: { visible: false, opacity: 1 },
          grids: { visible: false, opacity: 0.5 },
        },
        period: { from: '2026-10-01', to: '2026-10-31' },
        theme: 'night',
        language: 'en',
      }),
    ).toBe(
      '#v=1&map=14.2/32.0012/112.1034/0/0&at=building:12/unit2/floor-1&layers=grids:off0.5,patrol:1,facilities:off&period=2026-10-01..2026-10-31&theme=night&lang=en',
    );
  });

  it('leaves out what it cannot read and keeps the rest', () => {
    expect(
      parseHash(
        '#v=1&map=99/0/0/0/0&at=household:0&layers=grids:2,sky:1,devices:1,patrol&period=2026-02-30..2026-03-01&category=%E0%A4%A&tool=hammer&theme=noon&lang=en&show=happiness',
      ),
    ).toEqual({
      ...initialState,
      layers: { ...initialState.layers, devices: { visible: true, opacity: 1 } },
      language: 'en',
    });
    expect(parseHash('#v=1&period=2026-03-02..2026-03-01&at=incident:5/unit1').period).toBeNull();
    expect(parseHash('#v=1&period=2010-01-01..2026-03-01').period).toBeNull();
    expect(parseHash('#v=2&at=area:990101')).toEqual(initialState);
    expect(parseHash('')).toEqual(initialState);
  });

  it('knows the indicators that the server counts', () => {
    expect(indicators).toEqual([...served]);
  });
});

/** A hash does not tell -0 from 0. */
function plainZero(values: Camera): Camera {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value + 0])) as unknown as Camera;
}
