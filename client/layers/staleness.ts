import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { type FreshnessSign, freshnessSigns } from '../../server/api/registers/schema.ts';
import { words } from '../locales/index.ts';
import type { Palette } from '../theme/palette.ts';
import { buildingHeight } from './buildings.ts';
import { tileSource } from './ground.ts';
import { defineLayer, type LayerContext, type LegendEntry } from './layer.ts';
import { type Pattern, patternName } from './pattern-name.ts';
import { inSlot } from './slot.ts';

/** From this zoom on houses bear the signs, below it grids. */
const houses_zoom = 14;

/** What is well is a plain tint; the other signs are told by their drawing as well as by their colour. */
const drawings: Record<FreshnessSign, Pattern['drawing'] | null> = { fresh: null, soon: 'hatch', stale: 'cross' };
const shapes: Record<FreshnessSign, LegendEntry['shape']> = { fresh: 'fill', soon: 'hatch', stale: 'cross' };

const colourOf = (sign: FreshnessSign, { jade, amber, cinnabar }: Palette) =>
  ({ fresh: jade, soon: amber, stale: cinnabar })[sign];

/** The sign of a thing from the map's global state, where map/staleness-data.ts puts it. */
function signOf(kind: 'grids' | 'buildings'): unknown[] {
  const key = kind === 'grids' ? ['get', 'area_code'] : ['to-string', ['id']];
  const state = ['object', ['global-state', 'staleness'], ['literal', { grids: {}, buildings: {} }]];
  return ['get', key, ['object', ['get', kind, state], ['literal', {}]]];
}

function ofSign(context: LayerContext, sign: FreshnessSign): LayerSpecification[] {
  const colour = colourOf(sign, context.palette);
  const drawing = drawings[sign];
  const pattern = drawing && patternName({ drawing, colour });
  const fill = pattern
    ? { 'fill-pattern': pattern, 'fill-antialias': false, 'fill-opacity': 0.6 }
    : { 'fill-color': colour, 'fill-opacity': 0.3 };
  const at = (kind: 'grids' | 'buildings') => ['==', signOf(kind), sign] as unknown as ExpressionSpecification;
  const house = { source: 'ground', 'source-layer': 'building', filter: at('buildings') } as const;
  return [
    inSlot('line', {
      id: `staleness-grid-${sign}`,
      type: 'fill',
      ...{ source: 'areas', 'source-layer': 'area', filter: at('grids'), maxzoom: houses_zoom },
      paint: fill,
    }),
    inSlot('wall', { id: `staleness-house-${sign}`, type: 'fill', ...house, minzoom: houses_zoom, paint: fill }),
    // Solid houses hide their ground, so that the sign lies on the roof.
    inSlot('solid', {
      id: `staleness-roof-${sign}`,
      type: 'fill-extrusion',
      ...house,
      minzoom: 15.5,
      paint: {
        ...(pattern ? { 'fill-extrusion-pattern': pattern } : { 'fill-extrusion-color': colour }),
        'fill-extrusion-base': buildingHeight,
        'fill-extrusion-height': ['+', buildingHeight, 0.4] as unknown as ExpressionSpecification,
        'fill-extrusion-opacity': pattern ? 1 : 0.5,
      },
    }),
  ];
}

/** How fresh the registers are, by the days of the list of what is stale: grids from afar, houses from near. */
export const stalenessLayer = defineLayer({
  id: 'staleness',
  title: (context) => words(context.language).registerBooks.freshness.layer,
  sources: (context) => ({ ...tileSource(context, 'areas'), ...tileSource(context, 'ground') }),
  style: (context) => freshnessSigns.flatMap((sign) => ofSign(context, sign)),
  legend: ({ palette, language }) => {
    const text = words(language).registerBooks.freshness;
    return freshnessSigns.map((sign) => ({ label: text[sign], colour: colourOf(sign, palette), shape: shapes[sign] }));
  },
});
