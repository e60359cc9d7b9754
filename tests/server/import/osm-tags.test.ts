import { expect, test } from 'vitest';
import { landOf } from '../../../server/import/osm-land.ts';
import { roadOf } from '../../../server/import/osm-roads.ts';
import { rowsOf } from '../../../server/import/osm-tags.ts';
import { addressOf, metresOf, nameOf, wholeNumberOf } from '../../../server/import/osm-values.ts';

function road(tags: Record<string, string>) {
  const found = roadOf(tags);
  return found && { ...found.values, reversed: found.reversed };
}

test.each([
  [{}, 'false', false],
  [{ oneway: 'yes' }, 'true', false],
  [{ oneway: '-1' }, 'true', true],
  [{ junction: 'roundabout' }, 'true', false],
  [{ junction: 'roundabout', oneway: 'no' }, 'false', false],
])('direction of %o', (tags, oneway, reversed) => {
  expect(road({ highway: 'tertiary', ...tags })).toMatchObject({ oneway, reversed });
});

test('a motorway runs one way and takes neither feet nor bicycles', () => {
  expect(road({ highway: 'motorway' })).toMatchObject({
    oneway: 'true',
    foot: 'false',
    bicycle: 'false',
    motor: 'true',
  });
});

test.each([
  [{ highway: 'footway' }, 'true', 'false', 'false'],
  [{ highway: 'footway', bicycle: 'yes' }, 'true', 'true', 'false'],
  [{ highway: 'residential', access: 'no' }, 'false', 'false', 'false'],
  [{ highway: 'residential', access: 'no', foot: 'designated' }, 'true', 'false', 'false'],
  [{ highway: 'service', access: 'private' }, 'true', 'true', 'true'],
  [{ highway: 'primary', motor_vehicle: 'no' }, 'true', 'true', 'false'],
  [{ highway: 'steps', access: 'yes' }, 'true', 'false', 'false'],
  [{ railway: 'subway' }, 'false', 'false', 'false'],
])('who may use %o', (tags, foot, bicycle, motor) => {
  expect(road(tags)).toMatchObject({ foot, bicycle, motor });
});

test('what is no road is none', () => {
  for (const highway of ['construction', 'proposed', 'bus_stop', 'street_lamp']) expect(roadOf({ highway })).toBeNull();
  expect(road({ highway: 'primary', bridge: 'viaduct', tunnel: 'no', width: '7,5 m' })).toMatchObject({
    bridge: 'true',
    tunnel: 'false',
    width_m: '7.5',
  });
});

test.each([
  [{ natural: 'water' }, 'water'],
  [{ landuse: 'residential' }, 'residential'],
  [{ landuse: 'commercial', leisure: 'park' }, 'park'],
  [{ amenity: 'school', landuse: 'residential' }, 'school'],
  [{ amenity: 'school', building: 'school' }, undefined],
  [{ amenity: 'restaurant' }, undefined],
])('land of %o', (tags: Record<string, string>, kind) => {
  expect(landOf(tags)?.kind).toBe(kind);
});

test('one element can be several rows, each in a shape that fits', () => {
  const tags = { building: 'retail', shop: 'mall', name: '锦里商场' };
  expect(rowsOf(tags, 'area').map(({ table }) => table)).toEqual(['building', 'place']);
  expect(rowsOf(tags, 'point').map(({ table }) => table)).toEqual(['place']);
  expect(rowsOf(tags, 'line')).toEqual([]);
  expect(rowsOf({ boundary: 'administrative', admin_level: '8', name: '问渠街道' }, 'area')).toEqual([
    { table: 'boundary', values: { admin_level: '8', name: '问渠街道' } },
  ]);
  expect(rowsOf({ highway: 'bus_stop', name: '临水路口' }, 'point')).toEqual([
    { table: 'place', values: { kind: 'bus_stop', name: '临水路口' } },
  ]);
});

test('values', () => {
  expect(nameOf({ name: 'Lake', 'name:zh': ' 湖 ' })).toBe('湖');
  expect(nameOf({ name: '' })).toBeNull();
  expect(
    addressOf({ 'addr:street': '临水路', 'addr:housenumber': '18-2', 'addr:city': '问渠市', 'addr:district': '东区' }),
  ).toBe('问渠市东区临水路18-2号');
  expect(addressOf({ 'addr:street': '临水路', 'addr:housenumber': '18号院' })).toBe('临水路18号院');
  expect(addressOf({ 'addr:street': 'Mill Lane', 'addr:housenumber': '4' })).toBe('Mill Lane, 4');
  expect(addressOf({ 'addr:housenumber': '4' })).toBeNull();
  expect(wholeNumberOf('6;7', 1, 200)).toBe('7');
  expect(wholeNumberOf('2.5', 1, 200)).toBe('3');
  expect(wholeNumberOf('0', 1, 200)).toBeNull();
  expect(wholeNumberOf('several', 1, 200)).toBeNull();
  expect(metresOf('10 ft', 1000)).toBe('3.05');
  expect(metresOf('tall', 1000)).toBeNull();
});
