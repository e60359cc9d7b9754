import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LayerContext } from '../layers/layer.ts';
import { countsPeople } from '../state/indicators.ts';
import { type LiveEventMessage, live } from '../state/live.ts';
import { store } from '../state/store.ts';
import { AreaCounts } from './area-counts.ts';
import { GapData } from './gap-data.ts';
import { IncidentData } from './incident-data.ts';
import { Pace } from './pace.ts';
import { StalenessData } from './staleness-data.ts';
import { WhistleData } from './whistle-data.ts';

/** What the data tell the map. */
export interface DataHost {
  context(): LayerContext | null;
  /** Upper bounds of the classes of the level and indicator now in view. */
  breaks(breaks: number[], smallCountBelow: number | null): void;
  /** How strongly each of the incidents now held warms the heat map. */
  heat(intensities: number[]): void;
  failed(error: unknown): void;
  /** Nothing is on its way any more. */
  settled(): void;
}

/** Counts of areas follow the feed at most this often. */
const countsPace_ms = 5000;
/** While the feed tells every change, incidents are fetched anew only for what time alone changes: what is due soon, and overdue. */
const aged_ms = 300_000;

/** The small state that the tiles do not carry: counts of areas, and incidents. What is hidden is not fetched; what was fetched is kept. */
export class MapData {
  readonly #areas: AreaCounts;
  readonly #incidents: IncidentData;
  readonly #whistles: WhistleData;
  readonly #gaps: GapData;
  readonly #staleness: StalenessData;
  readonly #countsPace = new Pace(countsPace_ms, () => this.#recount());
  readonly #end: () => void;
  /** When incidents were last fetched anew, ms. */
  #renewed = Date.now();

  constructor(
    map: MapLibreMap,
    private readonly host: DataHost,
  ) {
    const ended = (error: unknown) => {
      if (error) host.failed(error);
      if (!this.pending) host.settled();
    };
    this.#areas = new AreaCounts(map, {
      context: () => host.context(),
      breaks: (breaks, smallCountBelow) => host.breaks(breaks, smallCountBelow),
      annotate: (counts) => map.setGlobalStateProperty('counts', counts),
      ended,
    });
    this.#incidents = new IncidentData(map, {
      context: () => host.context(),
      heat: (intensities) => host.heat(intensities),
      ended,
    });
    this.#whistles = new WhistleData(map, () => host.context());
    this.#gaps = new GapData(map);
    this.#staleness = new StalenessData(map);
    this.#end = live.subscribe((event) => this.#heard(event));
  }

  get pending(): boolean {
    return this.#areas.busy || this.#incidents.busy;
  }

  /** Fetches what the view now shows and has not been fetched for it. */
  refresh(): void {
    const context = this.host.context();
    if (!context) return;
    const { layers } = store.state;
    if (layers.grids.visible) this.#areas.refresh(context);
    this.#incidents.refresh(context);
    if (layers.whistles.visible) this.#whistles.refresh();
    this.#gaps.refresh(context);
    this.#staleness.refresh(context);
  }

  /** Fetches anew, after the data behind the map changed; incidents only where the feed did not tell how they are. */
  renew(): void {
    this.#areas.empty();
    this.#gaps.empty();
    this.#staleness.empty();
    if (live.standing.value.state !== 'live' || Date.now() - this.#renewed >= aged_ms) this.#forgetIncidents();
    this.refresh();
  }

  /** Fetches counts and incidents anew for another day. */
  lookAgain(): void {
    this.#areas.empty();
    this.#forgetIncidents();
    this.refresh();
  }

  /** The classes of another indicator over the counts that are already here. */
  reclass(): void {
    this.#areas.reclass();
  }

  /** Incidents after a change of colours, or of what is selected. */
  repaint(): void {
    this.#incidents.paint();
    this.#whistles.paint();
  }

  get incidents(): IncidentData {
    return this.#incidents;
  }

  release(): void {
    this.#end();
    this.#countsPace.stop();
    this.#areas.release();
    this.#incidents.release();
    this.#whistles.release();
    this.#gaps.release();
    this.#staleness.release();
  }
  #heard(event: LiveEventMessage): void {
    // What happens now is nothing to a day in the past.
    if (store.state.on) return;
    if (event.event === 'change') {
      this.#incidents.change(event.change);
      this.#whistles.change(event.change);
      this.#countsPace.later();
    } else if (event.event === 'reset') {
      this.#areas.empty();
      this.#forgetIncidents();
      this.refresh();
    }
  }

  #forgetIncidents(): void {
    this.#renewed = Date.now();
    this.#incidents.empty();
    this.#whistles.empty();
  }

  /** Counts of incidents follow the feed; those of people do not hang on it. */
  #recount(): void {
    const context = this.host.context();
    if (!context || !store.state.layers.grids.visible || countsPeople(context.indicator)) return;
    this.#areas.empty();
    this.#areas.refresh(context);
  }
}
