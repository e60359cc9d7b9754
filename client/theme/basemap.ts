import type { ExpressionSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';

// What the ground is drawn with: type, land colours, road weights. Roads differ by weight and casing, not by colour.

const families = ['PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'sans-serif'];

/** Font stack of running labels; the map draws them with the fonts of the machine. */
export const labelFont = families;

/** Font stack of names that lead; MapLibre reads the weight out of the first name. */
export const strongFont = ['PingFang SC Semibold', ...families];

/** Colour of each kind of land, large quiet areas first. Water is drawn apart. */
export function landColours(palette: Palette): Record<string, string> {
  return {
    residential: palette.land,
    commercial: palette.commercial,
    industrial: palette.industrial,
    construction: palette.industrial,
    school: palette.school,
    hospital: palette.school,
    park: palette.park,
    grass: palette.park,
    forest: palette.park,
    farmland: palette.park,
    sports: palette.park,
    square: palette.commercial,
  };
}

/** One class of roads: which OpenStreetMap kinds it holds and how wide it is drawn, in pixels, at `roadZooms`. */
export interface RoadClass {
  id: 'trunk' | 'main' | 'side' | 'local' | 'service';
  kinds: readonly string[];
  widths: readonly number[];
}

/** Zooms at which `RoadClass.widths` hold; between them widths grow exponentially. */
export const roadZooms = [8, 11, 13, 15, 17, 19] as const;

/** Widest first. */
export const roadClasses: readonly RoadClass[] = [
  {
    id: 'trunk',
    kinds: ['motorway', 'motorway_link', 'trunk', 'trunk_link'],
    widths: [1, 1.8, 3.4, 8, 19, 46],
  },
  {
    id: 'main',
    kinds: ['primary', 'primary_link', 'secondary', 'secondary_link'],
    widths: [0.6, 1.2, 2.6, 6.5, 15, 38],
  },
  { id: 'side', kinds: ['tertiary', 'tertiary_link'], widths: [0.3, 0.7, 1.8, 5, 12, 30] },
  { id: 'local', kinds: ['residential', 'unclassified', 'living_street', 'road'], widths: [0, 0.3, 1, 3, 9, 22] },
  { id: 'service', kinds: ['service', 'pedestrian', 'track'], widths: [0, 0, 0.4, 1.6, 4.5, 12] },
];

/** Kinds drawn as one thin dashed line. */
export const pathKinds = ['footway', 'path', 'cycleway', 'steps', 'bridleway', 'corridor'];
/** Kinds drawn as railway. */
export const railKinds = ['rail', 'subway', 'light_rail', 'tram'];

/** Kinds of the two widest classes, which are lighter and named first. */
export const majorKinds = [...roadClasses[0]!.kinds, ...roadClasses[1]!.kinds];

/** Line width in pixels by zoom and class, plus `extra` pixels on both sides together (a casing). */
export function roadWidth(extra: number): ExpressionSpecification {
  const stops = roadZooms.flatMap((zoom, index) => {
    const widest = roadClasses.flatMap((entry) => [[...entry.kinds], entry.widths[index]! + extra]);
    return [zoom, ['match', ['get', 'kind'], ...widest, extra ? 0 : 0.4]];
  });
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as ExpressionSpecification;
}

/** Wider classes on top. */
export const roadSortKey = [
  'match',
  ['get', 'kind'],
  ...roadClasses.flatMap((entry, index) => [[...entry.kinds], roadClasses.length - index]),
  0,
] as unknown as ExpressionSpecification;
