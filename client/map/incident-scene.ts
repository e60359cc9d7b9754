import type { Feature, FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Bounds } from '../../server/api/wire.ts';
import { heatStops } from '../layers/heat-stops.ts';
import { atZoom, dotOpacity, dotRadius, dotsFrom, heatUntil, symbolsFrom } from '../layers/incident-stops.ts';
import type { Colouring } from '../state/colouring.ts';
import type { LayerSettings } from '../state/store.ts';
import type { Palette } from '../theme/palette.ts';
import { dotClass, looksOf } from './dot-runs.ts';
import { heatBins, heatIntensities } from './heat.ts';
import { pointFeature, pointFeatures } from './incident-shapes.ts';
import { placeOf } from './live-points.ts';
import type { DotOverlay } from './overlay.ts';
import { type CategoryNumbers, eachShown, type PointFilter, type Points, urgencyAt } from './points.ts';
import { screenScale } from './screen-scale.ts';

/** What is to be drawn. */
export interface ShownIncidents {
  /** By the name of the answer that they came in. */
  points: ReadonlyMap<string, Points>;
  filter: PointFilter;
  colouring: Colouring;
  palette: Palette;
  settings: LayerSettings;
}

/** What a source was filled from. */
interface Made {
  points: readonly Points[];
  filter: PointFilter;
  box: Bounds;
  zoom: number;
}

/** Share of the view by which heat and symbols reach beyond it on each side. */
const beyond = 0.4;
/** Zoom levels after which the heat's squares are cut anew. */
const heatStep = 0.5;
const none: FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * Draws incidents: a heat of squares from far, dots on the graphics card in between, clusters and symbols of what is in view from near.
 * Where two of them meet, one stays until the other is there.
 */
export class IncidentScene {
  #overlay: DotOverlay | null = null;
  #shown: ShownIncidents | null = null;
  readonly #made = new Map<string, Made>();
  #warmed: Omit<Made, 'box' | 'zoom'> | null = null;
  /** Where the ring of the selected incident was put. */
  #ring = '';

  constructor(
    private readonly map: MapLibreMap,
    private readonly categories: CategoryNumbers,
    /** How strongly each incident warms the heat map, one intensity a stop. */
    private readonly heat: (intensities: number[]) => void,
  ) {}

  /** Draws dots from now on. */
  set overlay(overlay: DotOverlay) {
    this.#overlay = overlay;
    this.dots();
  }

  /** Names what is drawn; `dots`, `surfaces` and `ring` draw it. */
  set shown(shown: ShownIncidents) {
    this.#shown = shown;
  }

  /** What is drawn at the moment, for tests and benchmarks. */
  get state() {
    const { points, filter } = this.#shown ?? { points: new Map<string, Points>(), filter: null };
    let count = 0;
    for (const each of points.values()) if (filter) eachShown(each, filter, () => count++);
    return {
      held: [...points.values()].reduce((sum, each) => sum + each.count, 0),
      count,
      filter,
      dots: this.#overlay?.ranges ?? [],
      symbols: this.#made.get('incident_clusters')?.filter ?? null,
    };
  }

  /** Brings the dots to the zoom and the filter; fit for every frame. True where there are some to be seen. */
  dots(): boolean {
    if (!this.#overlay || !this.#shown) return false;
    const { points, filter, colouring, palette, settings } = this.#shown;
    const zoom = this.map.getZoom();
    const wanted =
      settings.visible && zoom >= dotsFrom && !(zoom >= symbolsFrom && this.#fits('incident_clusters', 24));
    this.#overlay.show(wanted ? points : new Map(), {
      filter,
      colouring,
      palette,
      opacity: settings.opacity * atZoom(dotOpacity, zoom),
      radius: atZoom(dotRadius, zoom) * screenScale(),
    });
    return wanted;
  }

  /** Brings heat and symbols to the view and the filter; what already fits is left alone. */
  surfaces(): void {
    if (!this.#shown?.settings.visible) return;
    const zoom = this.map.getZoom();
    if (zoom < heatUntil) this.#warm(zoom);
    if (zoom >= symbolsFrom && !this.#fits('incident_clusters', 24)) {
      this.#make('incident_clusters', (made) => pointFeatures(made.points, made.filter, made.box, this.categories));
      this.dots();
    }
  }

  /** Rings the selected incident, wherever it is among what is here; null: none. */
  ring(id: number | null): void {
    const feature = id === null ? null : this.#find(id);
    const ring = JSON.stringify(feature?.geometry ?? null);
    if (ring === this.#ring) return;
    this.#ring = ring;
    this.#fill('incident_selected', feature ? { type: 'FeatureCollection', features: [feature] } : none);
  }

  /** True where the incident is here and passes the filter. */
  isShown(id: number): boolean {
    const { points, filter, settings } = this.#shown ?? {};
    const live = points?.get('live');
    if (!live || !filter || !settings?.visible) return false;
    let shown = false;
    eachShown(live, filter, (place) => {
      shown ||= live.id[place] === id;
    });
    return shown;
  }

  /** The dot at a point of the map (CSS pixels): the nearest within reach, the more urgent of two; null where there is none. */
  dotAt([x, y]: [number, number], reach_px: number): Feature<Point> | null {
    const zoom = this.map.getZoom();
    if (!this.#shown || !this.#overlay?.ranges.length || atZoom(dotOpacity, zoom) < 0.5) return null;
    const { points, filter, colouring } = this.#shown;
    const looks = looksOf(colouring);
    const radius = atZoom(dotRadius, zoom) * screenScale();
    const box = this.#boxAround([x, y], radius * looks.at(-1)!.radius + reach_px);
    let found: Feature<Point> | null = null;
    let least = reach_px;
    for (const each of points.values()) {
      const look = (place: number) => {
        const { position } = each;
        const at = this.map.project([position[place * 2]!, position[place * 2 + 1]!]);
        const size = radius * looks[dotClass(each, colouring, place, urgencyAt(each, place))]!.radius;
        const distance = Math.max(0, Math.hypot(at.x - x, at.y - y) - size);
        if (distance > least) return;
        least = distance;
        found = pointFeature(each, place, this.categories);
      };
      eachShown(each, filter, look, box);
    }
    return found;
  }

  remove(): void {
    this.#overlay?.remove();
  }

  #warm(zoom: number): void {
    const { filter, points } = this.#shown!;
    const held = [...points.values()];
    if (!this.#warmed || !sameAs(this.#warmed, held, filter)) {
      this.#warmed = { points: held, filter };
      this.heat(heatIntensities(held, filter));
    }
    if (this.#fits('incidents', heatStep)) return;
    const width = this.map.getContainer().clientWidth;
    const [west, , east] = this.#view();
    // Squares of a third of a blur.
    const size_deg = (((east - west) / width) * atZoom(heatStops, zoom)) / 3;
    this.#make('incidents', (made) => heatBins(made.points, made.filter, made.box, size_deg));
  }

  #make(source: string, shapes: (made: Made) => FeatureCollection): void {
    const { filter, points } = this.#shown!;
    const [west, south, east, north] = this.#view();
    const [width, height] = [(east - west) * beyond, (north - south) * beyond];
    const box: Bounds = [west - width, south - height, east + width, north + height];
    const made = { points: [...points.values()], filter, box, zoom: this.map.getZoom() };
    this.#made.set(source, made);
    this.#fill(source, shapes(made));
  }

  /** True where a source holds what the view and the filter ask for, cut at a zoom less than `step` away. */
  #fits(source: string, step: number): boolean {
    const made = this.#made.get(source);
    if (!made || !this.#shown) return false;
    const { points, filter } = this.#shown;
    const view = this.#view();
    const inside = made.box[0] <= view[0] && made.box[1] <= view[1] && made.box[2] >= view[2] && made.box[3] >= view[3];
    return inside && Math.abs(made.zoom - this.map.getZoom()) < step && sameAs(made, [...points.values()], filter);
  }

  #fill(source: string, data: FeatureCollection): void {
    this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  #find(id: number): Feature<Point> | null {
    // What the feed told comes last, and is how it is now.
    for (const points of [...(this.#shown?.points.values() ?? [])].reverse()) {
      const place = placeOf(points, id);
      if (place >= 0) return pointFeature(points, place, this.categories);
    }
    return null;
  }

  #view(): Bounds {
    return this.map.getBounds().toArray().flat() as Bounds;
  }

  #boxAround([x, y]: [number, number], half_px: number): Bounds {
    const corners = [-half_px, half_px].flatMap((dx) =>
      [-half_px, half_px].map((dy) => this.map.unproject([x + dx, y + dy])),
    );
    const [longitudes, latitudes] = [corners.map(({ lng }) => lng), corners.map(({ lat }) => lat)];
    return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
  }
}

function sameAs(made: Pick<Made, 'points' | 'filter'>, points: readonly Points[], filter: PointFilter): boolean {
  return (
    JSON.stringify(made.filter) === JSON.stringify(filter) &&
    made.points.length === points.length &&
    made.points.every((each, place) => each === points[place])
  );
}
