import { describe, expect, it } from 'vitest';
import { styleChanges } from '../../../../client/map/style-changes.ts';
import { wallStyle } from '../../../../client/map/wall/wall-style.ts';
import type { LayerId } from '../../../../client/state/store.ts';
import scenes from '../../../../data/codes/wall-scene.json' with { type: 'json' };
import type { WallScene } from '../../../../server/api/walls/schema.ts';
import { contextOf } from '../context.ts';

const area = {
  area_code: '990106',
  bounds: [112.1235, 31.9945, 112.1528, 32.0172] as [number, number, number, number],
};
const everything = new Set<LayerId>([
  'buildings',
  'grids',
  'compounds',
  'incidents',
  'patrol',
  'organisations',
  'facilities',
]);
const product = scenes as unknown as WallScene[];

function styleOf(id: string, warm: ReadonlySet<LayerId> = everything) {
  const scene = product.find((each) => each.id === id)!;
  return wallStyle(contextOf({ theme: 'night', freshness: scene.freshness }), { scene, area, squads: [3], warm });
}

/** The smallest text that an expression or a number can give. */
function leastText(value: unknown): number {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return Number.POSITIVE_INFINITY;
  const outputs = value[0] === 'interpolate' ? value.slice(3).filter((_, place) => place % 2 === 1) : value.slice(1);
  return Math.min(...outputs.map(leastText));
}

describe('the style of a wall', () => {
  it('turns from any scene into any other by properties alone', () => {
    for (const one of product) {
      for (const other of product) {
        expect(styleChanges(styleOf(one.id), styleOf(other.id)).some(({ kind }) => /^(add|remove) /.test(kind))).toBe(
          false,
        );
      }
    }
  });

  it('has nothing that waits for a pointer or that deck.gl draws', () => {
    const ids = styleOf('today').layers.map(({ id }) => id);
    expect(ids.filter((id) => /selected|measure|whistle|heat|cluster/.test(id))).toEqual([]);
    expect(ids).toContain('wall-incidents-mark');
  });

  it('draws solid houses from far, without the picture that clear ones cost', () => {
    const solid = styleOf('today').layers.find(({ id }) => id === 'buildings-solid')!;
    expect(solid.minzoom).toBe(13);
    expect(solid.paint).toMatchObject({ 'fill-extrusion-opacity': 1 });
  });

  it('has no text smaller than a wall’s smallest', () => {
    for (const layer of styleOf('living').layers) {
      if (layer.type !== 'symbol' || !layer.layout?.['text-size']) continue;
      expect([layer.id, leastText(layer.layout['text-size']) >= 13.99]).toEqual([layer.id, true]);
    }
  });

  it('keeps what was shown laid out and clear, and leaves out what never was', () => {
    const routes = (warm: ReadonlySet<LayerId>) =>
      styleOf('today', warm).layers.find(({ id }) => id === 'patrol-route')!;
    expect(routes(everything)).toMatchObject({ layout: { visibility: 'visible' }, paint: { 'line-opacity': 0 } });
    expect(routes(new Set(['buildings']))).toMatchObject({ layout: { visibility: 'none' } });
  });

  it('takes the outline of the area from a few tiles', () => {
    expect(styleOf('today').sources.wall_outline).toMatchObject({ minzoom: 13, maxzoom: 13 });
  });
});
