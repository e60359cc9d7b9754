import { area, length } from '@turf/turf';
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { LonLat } from '../../server/api/wire.ts';
import { formatArea, formatLength } from '../format/distance.ts';
import type { LanguageChoice } from '../state/store.ts';

export type MeasureMode = 'distance' | 'area';

/** What has been measured so far; `area_m2` is null when a distance is measured or there are fewer than three corners. */
export interface Measurement {
  points: LonLat[];
  length_m: number;
  area_m2: number | null;
}

/** Length along the points, and the area that they enclose when an area is measured (its length is then the outline, closed). */
export function measurement(points: readonly LonLat[], mode: MeasureMode): Measurement {
  const closed = mode === 'area' && points.length > 2;
  const ring = closed ? [...points, points[0]!] : [...points];
  const length_m = ring.length < 2 ? 0 : length(line(ring), { units: 'meters' });
  const area_m2 = closed ? area({ type: 'Polygon', coordinates: [ring] }) : null;
  return { points: [...points], length_m, area_m2 };
}

/** What the map draws of a measurement: surface, line, corners with the way so far, and the area in the middle. */
export function measureFeatures(
  points: readonly LonLat[],
  mode: MeasureMode,
  language: LanguageChoice,
): FeatureCollection {
  const { area_m2 } = measurement(points, mode);
  const features: Feature[] = [];
  const ring = area_m2 === null ? [...points] : [...points, points[0]!];
  if (area_m2 !== null) {
    features.push({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { figure: formatArea(area_m2, language) },
    });
  }
  if (ring.length > 1) features.push(line(ring));
  points.forEach((point, index) => {
    const along = measurement(points.slice(0, index + 1), 'distance').length_m;
    const figure = mode === 'distance' && index > 0 ? { figure: formatLength(along, language) } : {};
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: point },
      properties: { role: 'corner', ...figure },
    });
  });
  return { type: 'FeatureCollection', features };
}

function line(points: readonly LonLat[]): Feature<import('geojson').LineString> {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates: [...points] }, properties: {} };
}

/** The measuring tool: a click or Enter sets a corner; a double click, or Enter on the last corner again, ends. */
export class MeasureTool {
  #mode: MeasureMode | null = null;
  #points: LonLat[] = [];
  #ended = false;

  constructor(
    private readonly map: MapLibreMap,
    private readonly language: () => LanguageChoice,
    private readonly changed: (measurement: Measurement) => void,
  ) {
    map.on('click', (event) => this.add([event.lngLat.lng, event.lngLat.lat]));
    map.on('dblclick', (event) => {
      if (!this.#mode) return;
      event.preventDefault();
      // The double click has already set the corner twice.
      this.#points = withoutRepeat(this.#points);
      this.#ended = true;
      this.redraw();
    });
  }

  get active(): boolean {
    return this.#mode !== null;
  }

  /** Begins anew in a mode, or puts the tool away. */
  start(mode: MeasureMode | null): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.clear();
  }

  /** Sets a corner; after an end it begins a new measurement. */
  add(point: LonLat): void {
    if (!this.#mode) return;
    if (this.#ended) {
      this.#points = [];
      this.#ended = false;
    }
    const last = this.#points.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) this.#ended = this.#points.length > 1;
    else this.#points = [...this.#points, point];
    this.redraw();
  }

  undo(): void {
    this.#points = this.#points.slice(0, -1);
    this.#ended = false;
    this.redraw();
  }

  clear(): void {
    this.#points = [];
    this.#ended = false;
    this.redraw();
  }

  /** Draws what stands so far, also after the style was set anew. */
  redraw(): void {
    const mode = this.#mode ?? 'distance';
    this.map.getSource<GeoJSONSource>('measure')?.setData(measureFeatures(this.#points, mode, this.language()));
    if (this.#mode) this.changed(measurement(this.#points, mode));
  }
}

/** Corners without those that lie on the one before (within a centimetre or so). */
function withoutRepeat(points: readonly LonLat[]): LonLat[] {
  const near = 2e-6;
  return points.filter((point, index) => {
    const before = points[index - 1];
    return !before || Math.abs(before[0] - point[0]) > near || Math.abs(before[1] - point[1]) > near;
  });
}
