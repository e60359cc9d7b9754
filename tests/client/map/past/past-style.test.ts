import { describe, expect, it } from 'vitest';
import { inThePast } from '../../../../client/map/past/past-style.ts';
import { composeStyle } from '../../../../client/map/style.ts';
import { initialState } from '../../../../client/state/store.ts';
import type { PastMap } from '../../../../server/api/past/schema.ts';
import { contextOf } from '../context.ts';

const none = { area: [], compound: [], building: [], organisation: [], facility: [], device: [] };
const past: PastMap = {
  on: '2026-04-15',
  hidden: { ...none, building: [7] },
  features: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: 9,
        properties: { layer: 'building' },
        geometry: { type: 'Point', coordinates: [118.8, 32.05] },
      },
    ],
  },
};
const today = composeStyle(contextOf({}), initialState);
const then = inThePast(today, past);

describe('the style of a day in the past', () => {
  it('is that of today where there is no other day', () => {
    expect(inThePast(today, null)).toBe(today);
  });

  it('draws each layer of a register once more, as it was', () => {
    const ids = then.layers.map(({ id }) => id);
    const twice = ids.filter((id) => id.endsWith('-then'));
    expect(twice.length).toBeGreaterThan(5);
    for (const id of twice) expect(ids[ids.indexOf(id) - 1]).toBe(id.replace(/-then$/, ''));
    expect(ids.filter((id) => !id.endsWith('-then'))).toEqual(today.layers.map(({ id }) => id));
  });

  it('leaves out of the tiles what was not so, and what is drawn as it was', () => {
    const layer = then.layers.find((each) => 'source-layer' in each && each['source-layer'] === 'building')!;
    const copy = then.layers.find(({ id }) => id === `${layer.id}-then`)!;
    expect(JSON.stringify('filter' in layer && layer.filter)).toContain('["!",["in",["id"],["literal",[7,9]]]]');
    expect(copy).not.toHaveProperty('source-layer');
    expect(JSON.stringify('filter' in copy && copy.filter)).toContain('["==",["get","layer"],"building"]');
  });
});
