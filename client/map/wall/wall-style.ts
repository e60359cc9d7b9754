import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { WallScene } from '../../../server/api/walls/schema.ts';
import type { Bounds } from '../../../server/api/wire.ts';
import { buildingHeight } from '../../layers/buildings.ts';
import { byZoom, matching } from '../../layers/expression.ts';
import type { LayerContext } from '../../layers/layer.ts';
import { slotOf, slots } from '../../layers/slot.ts';
import { initialState, type LayerId, layerIds, type ViewState } from '../../state/store.ts';
import { majorKinds } from '../../theme/basemap.ts';
import { composeStyle } from '../style.ts';
import { mapRem_px } from './viewport.ts';
import { ownArea, streetLight, wallIncidents, wallResources } from './wall-layers.ts';

/** The smallest words of the map's layers, pixels: enlarged so that these are as large as the smallest of a wall. */
const smallestText_px = 10.5;
/** How much larger than on a desk words and symbols of a wall's map are, in the map's own pixels. */
export const wallScale = mapRem_px / smallestText_px;

/** Layers that wait for a pointer, or that a wall draws in its own way. */
const unused = /^(incidents|whistles|measure)|selected|^grids-dim$|^buildings-footprint$|^ground-place-name$/;
/** Paint properties that hide a layer at 0; symbols are hidden by their layout, else they would take the room of others. */
const opacity: Partial<Record<LayerSpecification['type'], string>> = {
  background: 'background-opacity',
  fill: 'fill-opacity',
  line: 'line-opacity',
  circle: 'circle-opacity',
  'fill-extrusion': 'fill-extrusion-opacity',
};

/** Main streets under their lamps. */
const litRoad = '#5f5543';

/** What the style of a wall's map depends on beside the context of its layers. */
export interface WallView {
  scene: Pick<WallScene, 'layers' | 'indicator' | 'replay_s'>;
  area: { area_code: string; bounds: Bounds };
  /** Squads whose shift runs now: their routes stand out. */
  squads: readonly number[];
  /** Layers that were shown before: they stay laid out, and are clear while a scene does not want them. */
  warm: ReadonlySet<LayerId>;
}

/** What a scene shows, as the console's map has it. */
export function shownLayers(scene: Pick<WallScene, 'layers'>): ViewState['layers'] {
  const wanted = new Set<string>([...scene.layers, 'ground', 'grids']);
  return Object.fromEntries(layerIds.map((id) => [id, { visible: wanted.has(id), opacity: 1 }])) as ViewState['layers'];
}

/**
 * The map of a wall as a function of the context and the scene: the console's map by night with depth and light, drawn for ten metres.
 * Whatever the scene, sources and layers are the same, so that one turns into the next by properties only.
 */
export function wallStyle(context: LayerContext, view: WallView): StyleSpecification {
  const { palette } = context;
  const base = composeStyle(context, { layers: shownLayers(view.scene), selection: initialState.selection }, wallScale);
  const kept = base.layers.filter(({ id }) => !unused.test(id)).map((layer) => restaged(layer, context, view));
  const own = [
    ...streetLight(palette),
    ...ownArea(palette, view.area.area_code),
    ...wallResources(palette),
    ...wallIncidents(palette).map((layer) => shown(layer, view.scene.layers.includes('incidents'))),
  ];
  const all = [...kept, ...own];
  const empty: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
  const { ground, areas, living, patrol } = base.sources;
  return {
    ...base,
    sources: {
      ground: ground!,
      areas: areas!,
      living: living!,
      patrol: patrol!,
      wall_outline: outline(areas!, view.area.bounds),
      wall_mask: empty,
      wall_incidents: empty,
      wall_resources: empty,
    },
    layers: slots.flatMap((slot) => all.filter((layer) => slotOf(layer) === slot)),
    transition: { duration: 0, delay: 0 },
    light: { anchor: 'map', position: [1.4, 215, 42], color: '#e3eaf4', intensity: 0.42 },
  };
}

/** The tiles of areas at the zoom at which a few hold the whole of one. */
function outline(areas: SourceSpecification, [west, , east]: Bounds): SourceSpecification {
  const zoom = Math.min(15, Math.max(1, Math.floor(Math.log2(360 / Math.max(1e-4, east - west)))));
  return { ...areas, minzoom: zoom, maxzoom: zoom } as SourceSpecification;
}

/** A layer of the console as the wall has it. */
function restaged(layer: LayerSpecification, context: LayerContext, view: WallView): LayerSpecification {
  const own = layerIds.find((id) => layer.id.startsWith(`${id}-`));
  const visible = shownLayers(view.scene)[own ?? 'ground'].visible;
  const restyled = ownPaint(layer, context, view);
  return visible || !own || !view.warm.has(own) ? restyled : shown(restyled, false);
}

/** Hides a layer so that it need not be laid out anew when it comes back. */
function shown(layer: LayerSpecification, visible: boolean): LayerSpecification {
  const property = opacity[layer.type];
  const layout = 'layout' in layer ? layer.layout : {};
  if (visible || !property)
    return { ...layer, layout: { ...layout, visibility: visible ? 'visible' : 'none' } } as LayerSpecification;
  return {
    ...layer,
    layout: { ...layout, visibility: 'visible' },
    paint: { ...layer.paint, [property]: 0 },
  } as LayerSpecification;
}

function ownPaint(layer: LayerSpecification, context: LayerContext, view: WallView): LayerSpecification {
  const { palette } = context;
  const paint = (values: object, more: object = {}) =>
    ({ ...layer, ...more, paint: { ...layer.paint, ...values } }) as LayerSpecification;
  const { scene } = view;
  const { levels } = context.deployment;
  if (layer.id === 'buildings-solid') {
    return paint(
      // Clear houses would cost a picture more.
      { 'fill-extrusion-opacity': 1, 'fill-extrusion-height': byZoom([13, 0], [13.8, buildingHeight]) },
      { minzoom: 13 },
    );
  }
  if (layer.id.startsWith('grids-fill-')) return paint({ 'fill-opacity': scene.indicator === null ? 0 : 0.72 });
  // Counts beside them would be laid out anew with every scene: the panels have them.
  if (layer.id.startsWith('grids-name-')) {
    return { ...layer, layout: { ...layer.layout, 'text-field': ['get', 'name'] } } as LayerSpecification;
  }
  if (layer.id === 'ground-road') {
    return paint({ 'line-color': matching('kind', [[majorKinds, litRoad]], palette.road) });
  }
  if (layer.id === `grids-line-${levels.at(-1)?.level}`) {
    return paint({ 'line-opacity': scene.layers.includes('grids') ? 0.6 : 0 });
  }
  if (layer.id.startsWith('grids-line-')) {
    return paint({ 'line-color': palette.inkSoft, 'line-width': 1, 'line-gap-width': 2.2, 'line-opacity': 0.65 });
  }
  if (layer.id === 'patrol-route') {
    const onDuty = ['in', ['get', 'squad_id'], ['literal', [...view.squads]]];
    return paint({ 'line-opacity': ['case', onDuty, 0.95, 0.3] });
  }
  return layer;
}
