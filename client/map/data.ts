import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { AreaIndicators } from '../../server/api/areas/schema.ts';
import type { IncidentPoints } from '../../server/api/incidents/schema.ts';
import { answer, api } from '../api.ts';
import { levelAtZoom } from '../layers/grids.ts';
import { heatUntil, pointsFrom } from '../layers/incidents.ts';
import type { LayerContext } from '../layers/layer.ts';
import { shownPeriod } from '../state/period.ts';
import { store } from '../state/store.ts';
import { breaksOf } from './classes.ts';
import { heatIntensities } from './heat.ts';
import { cellFeatures, cellResolution, pointFeatures } from './incident-shapes.ts';
import { Lane } from './lane.ts';

/** What the data tell the map. */
export interface DataHost {
  context(): LayerContext | null;
  /** Upper bounds of the classes of the level and indicator now in view. */
  breaks(breaks: number[]): void;
  /** How strongly each of the incidents now held warms the heat map. */
  heat(intensities: number[]): void;
  failed(error: unknown): void;
  /** Nothing is on its way any more. */
  settled(): void;
}

/** Fetches the small state that the tiles do not carry: counts of areas, incidents and their cells. What is hidden is not fetched; what was fetched is kept. */
export class MapData {
  readonly #indicators: Lane<AreaIndicators>;
  readonly #points: Lane<IncidentPoints>;
  readonly #cells: Lane<FeatureCollection>;
  /** Levels whose counts stand in feature-state. */
  readonly #stated = new Set<string>();
  #shown: AreaIndicators | null = null;
  /** Data that each GeoJSON source holds, so that the same are not parsed twice. */
  readonly #held = new Map<string, unknown>();

  constructor(
    private readonly map: MapLibreMap,
    private readonly host: DataHost,
  ) {
    const ended = (error: unknown) => {
      if (error) host.failed(error);
      if (!this.pending) host.settled();
    };
    this.#indicators = new Lane((indicators) => this.#stateAreas(indicators), ended);
    this.#points = new Lane((points) => this.#holdPoints(points), ended);
    this.#cells = new Lane((cells) => this.#hold('incident_cells', cells), ended);
  }

  get pending(): boolean {
    return this.#indicators.busy || this.#points.busy || this.#cells.busy;
  }

  /** Fetches what the view now shows and has not been fetched for it. */
  refresh(): void {
    const context = this.host.context();
    if (!context) return;
    const { layers } = store.state;
    if (layers.grids.visible) this.#refreshAreas(context);
    if (layers.incidents.visible) this.#refreshIncidents(context);
  }

  /** Puts everything back after the style was set anew. */
  again(): void {
    this.#stated.clear();
    this.#held.clear();
    this.#indicators.forget();
    this.#points.forget();
    this.#cells.forget();
    this.refresh();
  }

  /** Fetches anew, after the data behind the map changed. */
  renew(): void {
    for (const lane of [this.#indicators, this.#points, this.#cells]) lane.empty();
    this.again();
  }

  /** The classes of another indicator over the counts that are already here. */
  reclass(): void {
    const context = this.host.context();
    if (!this.#shown || !context) return;
    const values = this.#shown[context.indicator];
    this.host.breaks(breaksOf(values, context.palette.choropleth.length));
    // A nought says nothing that the colour does not say, and would stand in every quiet grid.
    const counts = this.#shown.area_code.flatMap((code, index) =>
      values[index]! > 0 ? [[code, values[index]!.toLocaleString(context.language)]] : [],
    );
    this.map.setGlobalStateProperty('counts', Object.fromEntries(counts));
  }

  release(): void {
    for (const lane of [this.#indicators, this.#points, this.#cells]) lane.stop();
  }

  #refreshAreas(context: LayerContext): void {
    const within = context.deployment.root?.area_code;
    if (!within) return;
    const level = levelAtZoom(context, this.map.getZoom());
    this.#indicators.want(level, (signal) =>
      answer(api.areas.indicators.$get({ query: { within, level } }, { init: { signal } })),
    );
  }

  #refreshIncidents(context: LayerContext): void {
    const zoom = this.map.getZoom();
    const { period, category } = store.state;
    const query = { ...shownPeriod(period, context.deployment.latest_day), ...(category ? { category } : {}) };
    const key = JSON.stringify(query);
    if (zoom >= heatUntil && zoom < pointsFrom) {
      const resolution = String(cellResolution);
      this.#cells.want(`${resolution} ${key}`, async (signal) =>
        cellFeatures(await answer(api.incidents.cells.$get({ query: { ...query, resolution } }, { init: { signal } }))),
      );
      return;
    }
    this.#points.want(key, (signal) => answer(api.incidents.points.$get({ query }, { init: { signal } })));
    this.#placePoints();
  }

  #stateAreas(indicators: AreaIndicators): void {
    if (!this.#stated.has(indicators.level)) {
      this.#stated.add(indicators.level);
      const { area_code, level: _, ...counts } = indicators;
      area_code.forEach((code, index) => {
        const state = Object.fromEntries(Object.entries(counts).map(([name, values]) => [name, values[index]]));
        this.map.setFeatureState({ source: 'areas', sourceLayer: 'area', id: Number(code) }, state);
      });
    }
    this.#shown = indicators;
    this.reclass();
  }

  #latest: FeatureCollection | null = null;

  #holdPoints(points: IncidentPoints): void {
    this.#latest = pointFeatures(points);
    this.host.heat(heatIntensities(points.longitude, points.latitude));
    this.#placePoints();
  }

  /** The heat and the clusters are two sources over the same points; only the one in view is filled. */
  #placePoints(): void {
    if (!this.#latest) return;
    this.#hold(this.map.getZoom() < heatUntil ? 'incidents' : 'incident_clusters', this.#latest);
  }

  #hold(source: string, data: FeatureCollection): void {
    if (this.#held.get(source) === data) return;
    this.#held.set(source, data);
    this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }
}
