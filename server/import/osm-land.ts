import type { Tags } from './osm-sink.ts';
import { nameOf } from './osm-values.ts';

/** OpenStreetMap's tag to our land kind, the more specific first. */
const kinds: [key: string, kind: string, values: string][] = [
  ['natural', 'water', 'water bay'],
  ['waterway', 'water', 'riverbank dock'],
  ['landuse', 'water', 'reservoir basin'],
  ['amenity', 'school', 'school kindergarten college university'],
  ['landuse', 'school', 'education'],
  ['amenity', 'hospital', 'hospital clinic'],
  ['leisure', 'sports', 'pitch sports_centre stadium track golf_course swimming_pool'],
  ['leisure', 'park', 'park garden nature_reserve'],
  ['place', 'square', 'square'],
  ['highway', 'square', 'pedestrian'],
  ['landuse', 'construction', 'construction brownfield'],
  ['landuse', 'forest', 'forest'],
  ['natural', 'forest', 'wood'],
  ['landuse', 'grass', 'grass meadow village_green recreation_ground greenfield'],
  ['natural', 'grass', 'grassland scrub heath'],
  ['leisure', 'grass', 'dog_park common'],
  ['landuse', 'farmland', 'farmland farmyard orchard vineyard allotments greenhouse_horticulture plant_nursery'],
  ['landuse', 'commercial', 'commercial retail'],
  ['landuse', 'industrial', 'industrial railway port quarry landfill depot'],
  ['landuse', 'residential', 'residential'],
];
const table = kinds.map(([key, kind, values]) => ({ key, kind, values: new Set(values.split(' ')) }));

/** The land that an area's tags describe; null when it is none, is a building, or lies under the ground. */
export function landOf(tags: Tags): Record<string, string | null> | null {
  if (tags.building !== undefined && tags.building !== 'no') return null;
  if (tags.location === 'underground' || tags.tunnel === 'yes') return null;
  const found = table.find(({ key, values }) => values.has(tags[key] ?? ''));
  return found ? { kind: found.kind, name: nameOf(tags) } : null;
}
