import type { Indicator } from '../../../server/api/areas/schema.ts';
import type { Catalogues } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { WallScene } from '../../../server/api/walls/schema.ts';
import type { LayerContext } from '../../layers/layer.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { night } from '../../theme/palette.ts';

/** Classes of the choropleth that is shown, and below what its counts are hidden; null: they are exact. */
export interface Classes {
  breaks: readonly number[];
  small_count_below: number | null;
}

/** What the layers of a wall's map depend on: the night palette, whatever the page's theme; everything that a display sees is counted. */
export function wallContext(
  inputs: {
    deployment: Deployment;
    catalogues: Catalogues;
    scene: Pick<WallScene, 'freshness'>;
    language: LanguageChoice;
  },
  indicator: Indicator,
  classes: Classes,
): LayerContext {
  const { deployment, catalogues, scene, language } = inputs;
  return {
    deployment,
    catalogues,
    palette: night,
    language,
    indicator,
    colouring: 'urgency',
    freshness: scene.freshness,
    ...classes,
    counted: [''],
    heat: [],
    today: deployment.today,
  };
}
