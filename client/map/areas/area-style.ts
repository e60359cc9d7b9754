import type { LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { LanguageChoice } from '../../state/store.ts';
import { labelFont } from '../../theme/basemap.ts';
import { type Palette, paletteOf, type Theme } from '../../theme/palette.ts';
import { type PlaceDeployment, placeStyle } from '../place-style.ts';

/** Sources that a map of areas fills. */
export const areaSources = [
  'areas-below',
  'areas-after',
  'areas-line',
  'areas-wrong',
  'areas-mark',
  'areas-name',
] as const;
export type AreaSource = (typeof areaSources)[number];

/** The hatching of ground on which something is wrong. */
export const hatchImage = 'areas-hatch';

/** The ground, the areas to choose from, what would become of them, the line that is drawn and what is wrong with it. */
export function areaStyle(
  deployment: PlaceDeployment,
  theme: Theme,
  language: LanguageChoice,
  scale: number,
): StyleSpecification {
  const style = placeStyle(deployment, theme, language, scale);
  const own = Object.fromEntries(
    areaSources.map((source) => [source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }]),
  );
  return {
    ...style,
    sources: { ...style.sources, ...own } as StyleSpecification['sources'],
    // Areas are named by what is to become of them; quarters of the ground are often called like the areas.
    layers: [
      ...style.layers.filter(({ id }) => !/^grids-name|^ground-place/.test(id)),
      ...layersOf(paletteOf(theme), scale),
    ],
  };
}

function layersOf(palette: Palette, scale: number): LayerSpecification[] {
  return [
    {
      ...{ id: 'areas-below-fill', type: 'fill', source: 'areas-below' },
      paint: { 'fill-color': palette.accent, 'fill-opacity': ['case', ['get', 'chosen'], 0.16, 0.001] },
    },
    {
      ...{ id: 'areas-below-line', type: 'line', source: 'areas-below' },
      paint: {
        'line-color': ['case', ['get', 'chosen'], palette.accent, palette.gridLine],
        'line-width': ['case', ['get', 'chosen'], 2.5 * scale, 1.2 * scale],
      },
    },
    {
      ...{ id: 'areas-after-fill', type: 'fill', source: 'areas-after' },
      paint: {
        'fill-color': ['case', ['==', ['%', ['get', 'place'], 2], 0], palette.accent, palette.ink],
        'fill-opacity': 0.14,
      },
    },
    {
      ...{ id: 'areas-after-line', type: 'line', source: 'areas-after' },
      paint: { 'line-color': palette.accent, 'line-width': 3 * scale, 'line-dasharray': [3, 1.5] },
    },
    {
      ...{ id: 'areas-wrong-fill', type: 'fill', source: 'areas-wrong' },
      // What is as thin as a line is none but its border; the renderer fills what it surrounds.
      filter: ['!=', ['get', 'kind'], 'sliver'],
      paint: { 'fill-pattern': hatchImage },
    },
    {
      ...{ id: 'areas-wrong-line', type: 'line', source: 'areas-wrong' },
      paint: { 'line-color': palette.cinnabar, 'line-width': 2 * scale },
    },
    {
      ...{ id: 'areas-line', type: 'line', source: 'areas-line' },
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 3 * scale },
    },
    {
      ...{ id: 'areas-mark', type: 'circle', source: 'areas-mark' },
      paint: {
        'circle-radius': ['case', ['get', 'looked'], 10 * scale, 6 * scale],
        'circle-color': ['case', ['get', 'grave'], palette.cinnabar, palette.accent],
        'circle-opacity': ['case', ['get', 'looked'], 0.9, 0.6],
        'circle-stroke-color': palette.labelHalo,
        'circle-stroke-width': 2 * scale,
      },
    },
    {
      ...{ id: 'areas-name', type: 'symbol', source: 'areas-name' },
      layout: { 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 14 * scale, 'text-max-width': 8 },
      paint: { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 2 * scale },
    },
  ] as LayerSpecification[];
}

/** Gives a map the hatching when it asks for it. */
export function supplyHatch(map: MapLibreMap, palette: () => Palette): void {
  map.on('styleimagemissing', ({ id }) => {
    if (id !== hatchImage || map.hasImage(id)) return;
    map.addImage(id, hatch(palette().cinnabar));
  });
}

/** Diagonal strokes, 12 pixels square. */
function hatch(colour: string): ImageData {
  const size = 12;
  const image = new ImageData(size, size);
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const strong = (x + y) % size < 3;
      image.data.set([red, green, blue, strong ? 220 : 40], (y * size + x) * 4);
    }
  }
  return image;
}
