import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { LegendEntry } from '../../layers/layer.ts';
import { patternName } from '../../layers/pattern-name.ts';
import { inSlot } from '../../layers/slot.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { type Palette, paletteOf, type Theme } from '../../theme/palette.ts';
import { type PlaceDeployment, placeStyle } from '../place-style.ts';

/** What is said of a house: nothing was done yet, a part of it, all of it; or it was chosen. */
export const houseSigns = ['to_do', 'begun', 'done', 'chosen'] as const;
export type HouseSign = (typeof houseSigns)[number];

/** The map's global state that holds signs by a house's number. */
export const signState = 'houses';

/** How a sign is drawn: by a colour, and by a drawing that needs none. */
export function drawingOf(sign: HouseSign, { inkSoft, accent, jade }: Palette): Pick<LegendEntry, 'colour' | 'shape'> {
  return {
    to_do: { colour: inkSoft, shape: 'line' as const },
    begun: { colour: accent, shape: 'hatch' as const },
    done: { colour: jade, shape: 'fill' as const },
    chosen: { colour: accent, shape: 'fill' as const },
  }[sign];
}

/** The ground from above with flat houses, each with its sign. */
export function houseStyle(
  deployment: PlaceDeployment,
  theme: Theme,
  language: LanguageChoice,
  scale: number,
): StyleSpecification {
  const style = placeStyle(deployment, theme, language, scale);
  const palette = paletteOf(theme);
  const flat = style.layers.flatMap((layer): LayerSpecification[] => {
    if (layer.type === 'fill-extrusion') return [];
    // Where solid houses would take over from the footprints, these stay.
    return [layer.id === 'buildings-footprint' ? { ...layer, maxzoom: 24 } : layer];
  });
  const under = flat.findIndex(({ type }) => type === 'symbol');
  const signs = houseSigns.flatMap((sign) => layersOf(sign, palette));
  return {
    ...style,
    state: { ...style.state, [signState]: { default: {} } },
    layers: [...flat.slice(0, under), ...signs, ...flat.slice(under)],
  };
}

function layersOf(sign: HouseSign, palette: Palette): LayerSpecification[] {
  const { colour, shape } = drawingOf(sign, palette);
  const said = ['get', ['to-string', ['id']], ['object', ['global-state', signState], ['literal', {}]]];
  const house = {
    ...{ source: 'ground', 'source-layer': 'building', minzoom: 13 },
    filter: ['==', said, sign] as unknown as FilterSpecification,
  } as const;
  const fill =
    shape === 'hatch'
      ? { 'fill-pattern': patternName({ drawing: 'hatch', colour }), 'fill-antialias': false }
      : { 'fill-color': colour, 'fill-opacity': shape === 'fill' ? 0.7 : 0 };
  return [
    inSlot('wall', { id: `houses-${sign}`, type: 'fill', ...house, paint: fill }),
    inSlot('wall', {
      id: `houses-${sign}-edge`,
      type: 'line',
      ...house,
      paint: { 'line-color': colour, 'line-width': sign === 'to_do' ? 1 : 1.5 },
    }),
  ];
}
