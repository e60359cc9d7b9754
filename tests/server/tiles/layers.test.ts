import { expect, it } from 'vitest';
import { layersOf, tileLayers } from '../../../server/tiles/layers.ts';

it('has the layers, geometries, first zooms and attributes that the client draws from', () => {
  const declared = tileLayers.map(({ set, name, type, minzoom, attributes }) => {
    return [`${set}/${name}`, type, minzoom, Object.keys(attributes).join(' ')];
  });
  expect(declared).toEqual([
    ['ground/land', 'polygon', 0, 'kind name'],
    ['ground/waterway', 'line', 0, 'kind name'],
    ['ground/road', 'line', 0, 'kind name oneway bridge tunnel'],
    ['ground/building', 'polygon', 13, 'kind name floor_count height_m'],
    ['ground/place', 'point', 0, 'kind name'],
    ['ground/boundary', 'polygon', 0, 'admin_level name'],
    ['areas/area', 'polygon', 0, 'area_code level position name'],
    ['areas/area_label', 'point', 0, 'area_code level position name'],
    ['living/compound', 'polygon', 12, 'kind name confirmed_day'],
    ['living/compound_label', 'point', 13, 'kind name confirmed_day'],
    ['living/organisation', 'point', 13, 'kind name confirmed_day'],
    ['living/facility', 'point', 13, 'kind name confirmed_day'],
    ['living/device', 'point', 13, 'kind name status confirmed_day'],
    ['patrol/patrol_point', 'point', 11, 'name squad_id squad_kind squad_name'],
    ['patrol/patrol_route', 'line', 11, 'name squad_id squad_kind squad_name'],
  ]);
  expect(layersOf('patrol').map(({ name }) => name)).toEqual(['patrol_point', 'patrol_route']);
});

it('has no attribute that could hold anything about a household or a person', () => {
  const tables = tileLayers.map(({ from }) => from).join(' ');
  expect(tables).not.toMatch(/household|resident|visit|need_tag|diary|duty_holder/);
});
