import type { Feature, Point } from 'geojson';
import type {
  FeatureIdentifier,
  GeoJSONSource,
  MapGeoJSONFeature,
  Map as MapLibreMap,
  MapMouseEvent,
  PointLike,
} from 'maplibre-gl';
import type { LayerContext } from '../layers/layer.ts';
import { select } from '../state/actions.ts';
import type { Selection } from '../state/selection.ts';
import { reducedMotion } from './camera.ts';
import { answeringLayers, hitAmong, selectionAmong } from './hits.ts';
import { PopupSheet } from './popup.ts';

/** What the pointer needs to know of the map around it. */
export interface InteractionHost {
  context(): LayerContext | null;
  /** True while clicks belong to the measuring tool. */
  busy(): boolean;
  pointer(longitude: number, latitude: number): void;
  /** The incident drawn as a dot at a point of the map (CSS pixels); null where there is none. */
  dotAt(point: [number, number], reach_px: number): Feature<Point> | null;
  /** The map of another day that lies over this one; null while there is none. */
  aside?(): Aside | null;
}

/** A map that lies over a part of the one that the pointer moves. */
export interface Aside {
  map: MapLibreMap;
  /** Whether it lies over a point (CSS pixels). */
  covers(point: [number, number]): boolean;
  dotAt(point: [number, number], reach_px: number): Feature<Point> | null;
  /** Opens a thing of its day. */
  choose(selection: Selection): void;
}

/** Half the side of the box in which small symbols are looked for; a finger is broader than a mouse. */
const reach_px = { mouse: 4, touch: 12 } as const;
/** How long the pointer rests on an area before its sheet opens; symbols answer at once. */
const areaDelay_ms = 450;

/** Hover, popup, click and the Enter key: everything that asks the map what lies under a point. */
export class MapInteraction {
  readonly #popup: PopupSheet;
  #hovered: FeatureIdentifier | null = null;
  #frame = 0;
  #timer = 0;
  #touch = false;

  constructor(
    private readonly map: MapLibreMap,
    private readonly host: InteractionHost,
    frame: HTMLElement,
  ) {
    this.#popup = new PopupSheet(frame);
    map.on('mousemove', (event) => this.#moved(event));
    map.on('mouseout', () => this.#left());
    map.on('movestart', () => this.#left());
    map.on('touchstart', () => {
      this.#touch = true;
    });
    map.on('click', (event) => {
      if (!host.busy()) void this.open([event.point.x, event.point.y]);
    });
    map.getCanvas().addEventListener('pointerdown', (event) => {
      this.#touch = event.pointerType === 'touch';
    });
  }

  /** Opens what lies under a point of the map (CSS pixels), or splits the cluster there; nothing there closes nothing. */
  async open(point: [number, number]): Promise<void> {
    const found = selectionAmong(this.#under(point));
    this.#left();
    const aside = this.#aside(point);
    if (found && 'cluster' in found) await this.#split(found.cluster, aside?.map ?? this.map);
    else if (found && aside) aside.choose(found);
    else if (found) select(found);
  }

  /** Tells what lies under the middle of the map, for the keyboard's crosshair. */
  tell(point: [number, number]): void {
    this.#explain(this.#under(point), point, 0);
  }

  release(): void {
    this.#left();
    this.#popup.remove();
  }

  #aside(point: [number, number]): Aside | null {
    const aside = this.host.aside?.() ?? null;
    return aside?.covers(point) ? aside : null;
  }

  /** Features under a point, topmost first: dots and symbols within reach, then what covers the point itself. */
  #under([x, y]: [number, number]): MapGeoJSONFeature[] {
    const aside = this.#aside([x, y]);
    const map = aside?.map ?? this.map;
    const ids = answeringLayers(map.getLayersOrder(), map.getZoom());
    const reach = this.#touch ? reach_px.touch : reach_px.mouse;
    const box: [PointLike, PointLike] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ];
    const small = map
      .queryRenderedFeatures(box, { layers: ids })
      .filter((feature) => feature.layer.type === 'symbol' || feature.layer.type === 'circle');
    const dot = (aside ?? this.host).dotAt([x, y], reach);
    return [...(dot ? [asRendered(dot)] : []), ...small, ...map.queryRenderedFeatures([x, y], { layers: ids })];
  }

  #moved(event: MapMouseEvent): void {
    this.host.pointer(event.lngLat.lng, event.lngLat.lat);
    const point: [number, number] = [event.point.x, event.point.y];
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (this.map.isMoving()) return;
      if (this.host.busy()) this.map.getCanvas().style.cursor = 'crosshair';
      else this.#explain(this.#under(point), point, areaDelay_ms);
    });
  }

  #explain(features: readonly MapGeoJSONFeature[], [x, y]: [number, number], delay_ms: number): void {
    const context = this.host.context();
    const hit = hitAmong(features);
    this.#hover(hit?.feature ?? null);
    window.clearTimeout(this.#timer);
    this.map.getCanvas().style.cursor = hit && selectionAmong([hit.feature]) ? 'pointer' : '';
    const popup = hit && context ? (hit.layer.popup?.(hit.feature, context) ?? null) : null;
    if (popup && (hit?.layer.id !== 'grids' || delay_ms === 0)) {
      this.#popup.show(popup, x, y);
      return;
    }
    this.#popup.hide();
    if (popup) this.#timer = window.setTimeout(() => this.#popup.show(popup, x, y), delay_ms);
  }

  #hover(feature: MapGeoJSONFeature | null): void {
    const sourceLayer = feature?.sourceLayer?.replace(/_label$/, '');
    const next =
      feature?.id === undefined || !sourceLayer ? null : { source: feature.source, sourceLayer, id: feature.id };
    if (next?.id === this.#hovered?.id && next?.sourceLayer === this.#hovered?.sourceLayer) return;
    if (this.#hovered) this.map.removeFeatureState(this.#hovered, 'hover');
    this.#hovered = next;
    if (next) this.map.setFeatureState(next, { hover: true });
  }

  #left(): void {
    cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#timer);
    this.#popup.hide();
    this.#hover(null);
    this.map.getCanvas().style.cursor = '';
  }

  async #split(cluster: MapGeoJSONFeature, map: MapLibreMap): Promise<void> {
    const source = map.getSource<GeoJSONSource>('incident_clusters');
    const id = cluster.properties.cluster_id as number;
    if (!source || cluster.geometry.type !== 'Point') return;
    const zoom = await source.getClusterExpansionZoom(id);
    const center = cluster.geometry.coordinates as [number, number];
    this.map.easeTo({ center, zoom: zoom + 0.3, duration: reducedMotion() ? 0 : 500 });
  }
}

/** A dot is no feature of the map's own layers; selection and popups only look at what it has in common with one. */
function asRendered(dot: Feature<Point>): MapGeoJSONFeature {
  return {
    ...dot,
    source: 'incidents',
    layer: { id: 'incidents-dot', type: 'circle' },
  } as unknown as MapGeoJSONFeature;
}
