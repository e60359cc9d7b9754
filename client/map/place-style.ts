import type { StyleSpecification } from 'maplibre-gl';
import { type Catalogues, catalogueNames } from '../../server/api/codes/schema.ts';
import type { PublicDeployment } from '../../server/api/deployment/schema.ts';
import type { LayerContext } from '../layers/layer.ts';
import { initialState, type LanguageChoice } from '../state/store.ts';
import { paletteOf, type Theme } from '../theme/palette.ts';
import { composeStyle } from './style.ts';

/** Layers of the console's map that are about counts and duties, not about where things are. */
const counts = /^gaps-|^staleness-|^grids-(fill|veil|dim|selected)/;

/** What such a map needs to know; the catalogues only where it shows words of them. */
export type PlaceDeployment = Omit<PublicDeployment, 'parts' | 'catalogues'> &
  Partial<Pick<PublicDeployment, 'catalogues'>>;

/** The ground, houses and areas of the console's map and nothing else: all from tiles that anybody may see. */
export function placeStyle(
  deployment: PlaceDeployment,
  theme: Theme,
  language: LanguageChoice,
  scale: number,
): StyleSpecification {
  const { sources, layers, ...rest } = composeStyle(contextOf(deployment, theme, language), initialState, scale);
  const { ground, areas } = sources;
  return {
    ...rest,
    sources: { ground: ground!, areas: areas! },
    layers: layers.filter(
      (layer) =>
        (!('source' in layer) || ['ground', 'areas'].includes(layer.source as string)) && !counts.test(layer.id),
    ),
  };
}

const noCatalogues = Object.fromEntries(catalogueNames.map((name) => [name, []])) as unknown as Catalogues;

/** What layers may depend on, of which these layers use the colours, the levels and the open tiles only. */
function contextOf(deployment: PlaceDeployment, theme: Theme, language: LanguageChoice): LayerContext {
  const { today, tiles } = deployment;
  const { indicator, colouring } = initialState;
  return {
    deployment: {
      ...deployment,
      latest_day: today,
      past_since: today,
      chunks: [],
      data_version: '',
      tiles: { ...tiles, living: tiles.ground, patrol: tiles.ground },
    },
    catalogues: { ...noCatalogues, ...deployment.catalogues },
    palette: paletteOf(theme),
    language,
    indicator,
    colouring,
    freshness: false,
    breaks: [],
    small_count_below: null,
    counted: [''],
    heat: [],
    today,
  };
}
