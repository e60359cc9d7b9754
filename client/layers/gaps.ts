import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import { tileSource } from './ground.ts';
import { defineLayer, type LayerContext } from './layer.ts';
import { type Pattern, patternName } from './pattern-name.ts';
import { inSlot } from './slot.ts';

/** Each sign as a pattern, so that it is told by its drawing and not by its colour. */
const patterns: Record<'gap' | 'double', Pattern['drawing']> = { gap: 'hatch', double: 'cross' };

/** The sign of an area from the map's global state, where map/gap-data.ts puts it. */
const sign = ['get', ['get', 'area_code'], ['object', ['global-state', 'duty_signs'], ['literal', {}]]];

function signLayer(context: LayerContext, kind: keyof typeof patterns): LayerSpecification {
  return inSlot('line', {
    id: `gaps-${kind}`,
    type: 'fill',
    source: 'areas',
    'source-layer': 'area',
    filter: ['==', sign, kind] as unknown as ExpressionSpecification,
    paint: {
      'fill-pattern': patternName({ drawing: patterns[kind], colour: context.palette.amber }),
      'fill-antialias': false,
    },
  });
}

/** Areas of whose chain of duty something is missing (hatched) or double (cross-hatched). */
export const gapsLayer = defineLayer({
  id: 'gaps',
  title: (context) => words(context.language).chain.layer,
  sources: (context) => tileSource(context, 'areas'),
  style: (context) => [signLayer(context, 'gap'), signLayer(context, 'double')],
  legend: ({ palette, language }) => {
    const text = words(language).chain;
    return [
      { label: text.gap, colour: palette.amber, shape: 'hatch' },
      { label: text.double, colour: palette.amber, shape: 'cross' },
    ];
  },
});
