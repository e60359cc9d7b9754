import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AreaIndicators } from '../../server/api/areas/schema.ts';
import { answer, api } from '../api.ts';
import { levelAtZoom } from '../layers/grids.ts';
import type { LayerContext } from '../layers/layer.ts';
import { breaksOf } from './classes.ts';
import { Lane } from './lane.ts';

/** What the counts of areas ask of the map's data, and tell them. */
export interface AreaCountsHost {
  context(): LayerContext | null;
  /** Upper bounds of the classes of the level and indicator now in view. */
  breaks(breaks: number[]): void;
  /** A request ended: without an error (null), or with one. */
  ended(error: unknown): void;
}

/** Counts of the areas in view, fetched once a level and joined to their tiles by feature-state. */
export class AreaCounts {
  readonly #lane: Lane<AreaIndicators>;
  /** Levels whose counts stand in feature-state. */
  readonly #stated = new Set<string>();
  #shown: AreaIndicators | null = null;

  constructor(
    private readonly map: MapLibreMap,
    private readonly host: AreaCountsHost,
  ) {
    this.#lane = new Lane(
      (indicators) => this.#state(indicators),
      (error) => host.ended(error),
    );
  }

  get busy(): boolean {
    return this.#lane.busy;
  }

  /** Fetches the counts of the level that the map now shows, unless they are here. */
  refresh(context: LayerContext): void {
    const within = context.deployment.root?.area_code;
    if (!within) return;
    const level = levelAtZoom(context, this.map.getZoom());
    if (!level) return;
    this.#lane.want(level, (signal) =>
      answer(api.areas.indicators.$get({ query: { within, level } }, { init: { signal } })),
    );
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

  /** Everything must be stated again, after the style was set anew. */
  forget(): void {
    this.#stated.clear();
    this.#lane.forget();
  }

  /** Drops what was fetched. */
  empty(): void {
    this.#lane.empty();
  }

  release(): void {
    this.#lane.stop();
  }

  #state(indicators: AreaIndicators): void {
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
}
