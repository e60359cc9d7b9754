import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { IncidentPoints } from '../../server/api/incidents/schema.ts';
import { answer, api } from '../api.ts';
import { heatUntil, pointsFrom } from '../layers/incidents.ts';
import type { LayerContext } from '../layers/layer.ts';
import { shownPeriod } from '../state/period.ts';
import { store } from '../state/store.ts';
import { heatIntensities } from './heat.ts';
import { cellFeatures, cellResolution, pointFeatures } from './incident-shapes.ts';
import { Lane } from './lane.ts';

/** What the incidents tell the map's data. */
export interface IncidentDataHost {
  /** How strongly each of the incidents now held warms the heat map. */
  heat(intensities: number[]): void;
  /** A request ended: without an error (null), or with one. */
  ended(error: unknown): void;
}

/** Incidents of the period and their cells, fetched as the zoom needs them. */
export class IncidentData {
  readonly #points: Lane<IncidentPoints>;
  readonly #cells: Lane<FeatureCollection>;
  /** Data that each GeoJSON source holds, so that the same are not parsed twice. */
  readonly #held = new Map<string, unknown>();
  #latest: FeatureCollection | null = null;

  constructor(
    private readonly map: MapLibreMap,
    private readonly host: IncidentDataHost,
  ) {
    const ended = (error: unknown) => host.ended(error);
    this.#points = new Lane((points) => this.#holdPoints(points), ended);
    this.#cells = new Lane((cells) => this.#hold('incident_cells', cells), ended);
  }

  get busy(): boolean {
    return this.#points.busy || this.#cells.busy;
  }

  /** Fetches what the view now shows and has not been fetched for it. */
  refresh(context: LayerContext): void {
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

  /** The sources are empty, after the style was set anew. */
  forget(): void {
    this.#held.clear();
    this.#points.forget();
    this.#cells.forget();
  }

  /** Drops what was fetched. */
  empty(): void {
    this.#points.empty();
    this.#cells.empty();
  }

  release(): void {
    this.#points.stop();
    this.#cells.stop();
  }

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
