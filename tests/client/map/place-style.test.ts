import { expect, it } from 'vitest';
import { placeStyle } from '../../../client/map/place-style.ts';
import type { PublicDeployment } from '../../../server/api/deployment/schema.ts';
import { catalogues, deployment } from './context.ts';

const { demo, city_name, time_zone, today, root, levels, chunk_digits, bounds, attributions } = deployment;
const { ground, areas } = deployment.tiles;
const open: PublicDeployment = {
  demo,
  city_name,
  time_zone,
  today,
  root,
  levels,
  chunk_digits,
  bounds,
  attributions,
  map_approval_number: null,
  tiles: { ground, areas },
  parts: [],
  catalogues,
};

it('asks for no tiles but those that everybody may see, and colours nothing by counts', () => {
  const { sources, layers } = placeStyle(open, 'day', 'zh-CN', 1);
  expect(Object.keys(sources)).toEqual(['ground', 'areas']);
  const ids = layers.map(({ id }) => id);
  expect(ids.filter((id) => !/^(ground|buildings|grids)-/.test(id))).toEqual([]);
  expect(ids.filter((id) => /fill-|veil|dim|selected/.test(id) && id.startsWith('grids-'))).toEqual([]);
  expect(ids).toContain('ground-road');
  expect(ids).toContain('grids-name-community');
});

it('is drawn in the colours of the theme', () => {
  const paper = (theme: 'day' | 'night') =>
    placeStyle(open, theme, 'en', 1).layers.find(({ id }) => id === 'ground-paper')?.paint;
  expect([paper('day'), paper('night')]).toEqual([
    { 'background-color': '#f4efe4' },
    { 'background-color': '#0f1822' },
  ]);
});
