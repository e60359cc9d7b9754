import type { LayerSpecification, MapGeoJSONFeature, SourceSpecification } from 'maplibre-gl';
import type { Indicator } from '../../server/api/areas/schema.ts';
import type { Catalogues } from '../../server/api/codes/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { PastMap } from '../../server/api/past/schema.ts';
import type { Colouring } from '../state/colouring.ts';
import type { Selection } from '../state/selection.ts';
import type { LanguageChoice, LayerId } from '../state/store.ts';
import type { Palette } from '../theme/palette.ts';
import type { Mark } from './image-name.ts';

/** What a layer may depend on; a change of it re-makes the style. */
export interface LayerContext {
  deployment: Deployment;
  catalogues: Catalogues;
  palette: Palette;
  language: LanguageChoice;
  indicator: Indicator;
  /** What the colours of incidents say. */
  colouring: Colouring;
  /** Colour living-map objects by last confirmation. */
  freshness: boolean;
  /** Upper bounds of the choropleth's classes for what is in view, ascending; five classes have four. */
  breaks: readonly number[];
  /** The indicator's counts are rounded, and those from 1 to one less than this are not said; null: they are exact. */
  small_count_below: number | null;
  /** Prefixes of the codes of the areas that are counted for whoever is signed in; '' is every area. */
  counted: readonly string[];
  /** How strongly an incident warms the heat map, one intensity a stop of heat-stops.ts; empty before any are here. */
  heat: readonly number[];
  /** `YYYY-MM-DD`. */
  today: string;
  /** What was other on the day that is looked at; null: today. */
  past?: PastMap | null;
  /** The day that its data are asked of where the map has one of its own; without it that of the console. */
  on?: string;
}

/** One row of a legend: a swatch and its words. */
export interface LegendEntry {
  /** Text in the language of the context. */
  label: string;
  colour: string;
  shape: 'fill' | 'line' | 'dash' | 'point' | 'icon' | 'ramp' | 'hatch' | 'cross';
  /** Name of a map image (`maki/school`) where the shape is `icon`; further stops where it is `ramp`. */
  icon?: string;
  ramp?: readonly string[];
  /** The symbol as the map draws it, where the shape is `icon` or `point`; map/mark-drawing.ts draws it anywhere. */
  mark?: Mark;
}

/** What stands in the small sheet at the pointer. */
export interface Popup {
  title: string;
  lines: string[];
}

/** One entry of the layer switcher: where its shapes come from, how they are drawn, what the legend and the popup say. */
export interface MapLayer {
  id: LayerId;
  title(context: LayerContext): string;
  /** Sources this layer adds; several layers may name the same one. */
  sources(context: LayerContext): Record<string, SourceSpecification>;
  /** Style layers, bottom first. Ids begin with the layer's id. */
  style(context: LayerContext): LayerSpecification[];
  legend(context: LayerContext): LegendEntry[];
  /** The thing a feature stands for; null when it cannot be opened. Absent: nothing in this layer reacts to a pointer. */
  select?(feature: MapGeoJSONFeature): Selection | null;
  popup?(feature: MapGeoJSONFeature, context: LayerContext): Popup | null;
}

/** States a layer, so that its type is checked where it is written. */
export function defineLayer(layer: MapLayer): MapLayer {
  return layer;
}
