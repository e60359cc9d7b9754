import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { layers } from '../layers/index.ts';
import type { LayerContext } from '../layers/layer.ts';
import { slotOf, slots } from '../layers/slot.ts';
import type { Selection } from '../state/selection.ts';
import type { ViewState } from '../state/store.ts';
import { measureLayers, measureSources } from './measure-style.ts';
import { inThePast } from './past/past-style.ts';

/** The part of the view state that the style depends on. */
export type StyledView = Pick<ViewState, 'layers' | 'selection'>;

/** Paint properties that say how much a style layer covers, by type. */
const opacities: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  background: ['background-opacity'],
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  heatmap: ['heatmap-opacity'],
  'fill-extrusion': ['fill-extrusion-opacity'],
};

/**
 * The whole map as a function of the context and the view: every layer is always in it, hidden or shown, so that two styles
 * differ in properties only and style-changes.ts can walk from one to the other without a flash.
 * `scale` enlarges words, symbols and lines that stand for no width on the ground: 2 on a wall that is read from afar.
 */
export function composeStyle(context: LayerContext, view: StyledView, scale = 1): StyleSpecification {
  const drawn = layers.flatMap((layer) => {
    const { visible, opacity } = view.layers[layer.id];
    return layer
      .style(context)
      .map((styled) => settle(scaled(stressed(styled, view.selection), scale), visible && opacity > 0, opacity));
  });
  const ordered = slots.flatMap((slot) => drawn.filter((layer) => slotOf(layer) === slot));
  const style: StyleSpecification = {
    version: 8,
    sources: {
      ...spread(Object.assign({}, ...layers.map((layer) => layer.sources(context))), scale),
      ...measureSources(),
    },
    layers: [...ordered, ...measureLayers(context.palette).map((layer) => scaled(layer, scale))],
    state: { counts: { default: {} } },
    transition: { duration: 150, delay: 0 },
    light: sunlight(context),
  };
  return inThePast(style, context.past ?? null);
}

/** Light from the south-west, low by night. */
function sunlight(context: LayerContext): StyleSpecification['light'] {
  const night = context.palette.theme === 'night';
  return {
    anchor: 'map',
    position: [1.3, 225, night ? 60 : 45],
    color: night ? '#cfdcf0' : '#ffffff',
    intensity: night ? 0.22 : 0.24,
  };
}

/** Properties that are sizes on the screen. */
const sizes = new Set([
  'text-size',
  'text-halo-width',
  'icon-size',
  'circle-radius',
  'circle-stroke-width',
  'line-width',
  'line-gap-width',
]);

/** Points the layers that stress a chosen area at it; without one they show nothing. */
function stressed(layer: LayerSpecification, selection: Selection | null): LayerSpecification {
  if (!layer.id.startsWith('grids-selected') && layer.id !== 'grids-dim') return layer;
  if (selection?.kind !== 'area') return layer;
  const code = selection.area_code;
  const filter =
    layer.id === 'grids-dim'
      ? ['all', ['==', ['length', ['get', 'area_code']], code.length], ['!=', ['get', 'area_code'], code]]
      : ['==', ['get', 'area_code'], code];
  return { ...layer, filter: filter as FilterSpecification } as LayerSpecification;
}

function settle(layer: LayerSpecification, visible: boolean, opacity: number): LayerSpecification {
  const paint: Record<string, unknown> = { ...layer.paint };
  if (opacity < 1) {
    for (const property of opacities[layer.type] ?? []) paint[property] = faded(paint[property] ?? 1, opacity);
  }
  const layout = { ...('layout' in layer ? layer.layout : {}), visibility: visible ? 'visible' : 'none' };
  return { ...layer, layout, paint } as LayerSpecification;
}

/** Larger discs need clusters that gather from further away. */
function spread(sources: StyleSpecification['sources'], scale: number): StyleSpecification['sources'] {
  if (scale === 1) return sources;
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      name,
      'clusterRadius' in source
        ? { ...source, clusterRadius: Math.round((source.clusterRadius ?? 50) * scale) }
        : source,
    ]),
  );
}

/** Makes words and symbols larger; roads and water keep their width, which stands for metres. */
function scaled(layer: LayerSpecification, scale: number): LayerSpecification {
  if (scale === 1) return layer;
  const ground = ['land', 'water', 'road'].includes(slotOf(layer));
  const enlarged = (properties: object | undefined) =>
    Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, value]) => [
        name,
        sizes.has(name) && !(ground && layer.type === 'line') ? faded(value, scale) : value,
      ]),
    );
  const layout = 'layout' in layer && layer.layout ? { layout: enlarged(layer.layout) } : {};
  return { ...layer, ...layout, ...postponed(layer, scale), paint: enlarged(layer.paint) } as LayerSpecification;
}

/** Larger words and symbols need the room of a closer zoom: each comes, and gives way to the next level, that much later. */
function postponed(layer: LayerSpecification, scale: number): { minzoom?: number; maxzoom?: number } {
  if (!['label', 'symbol', 'name'].includes(slotOf(layer))) return {};
  const later = Math.log2(scale);
  return {
    ...(layer.minzoom ? { minzoom: layer.minzoom + later } : {}),
    ...(layer.maxzoom ? { maxzoom: layer.maxzoom + later } : {}),
  };
}

/** An opacity or a size times a factor. Zoom curves must stay outermost, so the factor goes into their outputs. */
export function faded(value: unknown, factor: number): unknown {
  if (typeof value === 'number') return value * factor;
  if (!Array.isArray(value)) return value;
  const first = value[0] === 'interpolate' ? 4 : value[0] === 'step' ? 2 : 0;
  if (first === 0) return ['*', factor, value];
  return value.map((part, index) => (index >= first && (index - first) % 2 === 0 ? faded(part, factor) : part));
}
