import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { choosable, patrolSources, patrolStyle } from '../../../../client/map/patrol/patrol-style.ts';
import { deployment } from '../context.ts';

describe('the style of the map of patrols', () => {
  it.each([
    ['day', 1],
    ['night', 1],
    ['day', 1.8],
  ] as const)('holds what MapLibre asks of a style, by %s at scale %d', (theme, scale) => {
    const style = patrolStyle(deployment, theme, 'zh-CN', scale);
    expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
  });

  it('draws lines under the words of the ground and plates over everything', () => {
    const ids = patrolStyle(deployment, 'day', 'zh-CN', 1).layers.map(({ id }) => id);
    const place = (id: string) => ids.indexOf(id);
    expect(place('patrol-routes-0')).toBeGreaterThan(place('ground-road'));
    expect(place('patrol-routes-7')).toBeLessThan(place('grids-name-community'));
    expect(ids.slice(-2)).toEqual(['patrol-plate', 'patrol-squad']);
  });

  it('lets the names of areas make way for where squads start, and not for every stop', () => {
    const { layers } = patrolStyle(deployment, 'day', 'zh-CN', 1);
    const layout = (id: string) => layers.find((layer) => layer.id === id)!.layout as Record<string, unknown>;
    expect(layout('patrol-squad')).toMatchObject({ 'icon-allow-overlap': true, 'icon-ignore-placement': false });
    expect(layout('patrol-plate')).toMatchObject({ 'icon-allow-overlap': true, 'icon-ignore-placement': true });
    expect(layout('grids-name-community')['text-variable-anchor-offset']).toContain('top');
  });

  it('has every source that is filled and every layer that can be chosen from', () => {
    const { sources, layers } = patrolStyle(deployment, 'day', 'zh-CN', 1);
    expect(Object.keys(sources)).toEqual(['ground', 'areas', ...patrolSources]);
    expect(choosable.filter((id) => !layers.some((layer) => layer.id === id))).toEqual([]);
  });
});
