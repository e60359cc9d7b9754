import type { Feature, Point } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LiveChange, LiveIncident } from '../../server/api/live/schema.ts';
import { answerBytes, api } from '../api.ts';
import type { LayerContext } from '../layers/layer.ts';
import { type Days, shownPeriod, sliderDays } from '../state/period.ts';
import { may } from '../state/session.ts';
import { draggedPeriod, type IncidentGap, incidentGap } from '../state/signals.ts';
import { store } from '../state/store.ts';
import { visibleChunks } from './chunks.ts';
import { type HeldPoints, IncidentChunks } from './incident-chunks.ts';
import { IncidentScene } from './incident-scene.ts';
import { LivePoints } from './live-points.ts';
import { Pace } from './pace.ts';
import { CategoryNumbers, pointFilter } from './points.ts';
import { Pulses } from './pulses.ts';

/** What the incidents ask of the map's data, and tell them. */
export interface IncidentDataHost {
  context(): LayerContext | null;
  /** How strongly each of the incidents now shown warms the heat map. */
  heat(intensities: number[]): void;
  /** A request ended: without an error (null), or with one. */
  ended(error: unknown): void;
}

/** Most chunks in view for which incidents are fetched; from further away the map shows none. */
const mostChunks = 12;
/** Changes are drawn at most this often. */
const livePace_ms = 1000;
/** So many changed incidents are as good as an answer. */
const mostLive = 20_000;
/** While filter or view change with every frame, heat and symbols follow at this pace. */
const pace_ms = 200;

/** Incidents of the chunks in view: what is fetched of them, and when they are drawn anew. A change of the filter fetches nothing. */
export class IncidentData {
  readonly #categories = new CategoryNumbers();
  readonly #chunks: IncidentChunks;
  readonly #scene: IncidentScene;
  readonly #live = new LivePoints(this.#categories);
  readonly #pulses: Pulses;
  /** Incidents that changed since they were drawn last. */
  readonly #fresh: LiveIncident[] = [];
  readonly #livePace = new Pace(livePace_ms, () => this.#drawLive());
  readonly #pace = new Pace(pace_ms, () => this.#scene.surfaces());
  readonly #ends: (() => void)[];
  #frame = 0;
  #released = false;
  /** When everything was to be fetched anew; null once all of it is here. */
  #emptied: number | null = null;
  #far = false;

  constructor(
    private readonly map: MapLibreMap,
    private readonly host: IncidentDataHost,
  ) {
    this.#chunks = new IncidentChunks(
      (code, days, signal) => fetchPoints(code, days, signal, host.context()?.on),
      this.#categories,
      () => this.#arrived(),
      (error) => host.ended(error),
    );
    this.#pulses = new Pulses(map);
    this.#scene = new IncidentScene(map, this.#categories, (intensities) => host.heat(intensities));
    map.on('move', () => {
      this.#scene.dots();
      this.#pace.ask();
    });
    this.#ends = [
      draggedPeriod.subscribe(() => {
        cancelAnimationFrame(this.#frame);
        this.#frame = requestAnimationFrame(() => this.#follow());
      }),
    ];
  }

  get busy(): boolean {
    return this.#chunks.busy;
  }

  /** What is drawn at the moment, for tests and benchmarks. */
  get state() {
    return this.#scene.state;
  }

  /** Draws dots from now on: their code is large and not needed for the first picture. */
  async wake(): Promise<void> {
    try {
      const { DotOverlay } = await import('./overlay.ts');
      if (!this.#released) this.#scene.overlay = new DotOverlay(this.map);
    } catch (error) {
      this.host.ended(error);
    }
  }

  /** Fetches what the view now shows and is not here, and draws. */
  refresh(context: LayerContext): void {
    if (store.state.layers.incidents.visible && may('places')) {
      const period = shownPeriod(store.state.period, context.deployment.latest_day);
      const codes = chunksInView(this.map, context);
      this.#far = codes.length === 0 || codes.length > mostChunks;
      this.#chunks.want(this.#far ? [] : codes, sliderDays(period, context.deployment.latest_day), period);
    }
    this.paint();
  }

  /** Draws what is here by the present filter, palette and settings. */
  paint(): void {
    if (this.#take()) {
      this.#scene.dots();
      this.#scene.surfaces();
      this.#scene.ring(selectedIncident());
    }
  }

  /** The dot at a point of the map (CSS pixels); null where there is none. */
  dotAt(point: [number, number], reach_px: number): Feature<Point> | null {
    return this.#scene.dotAt(point, reach_px);
  }

  /** What was fetched is out of date. */
  empty(): void {
    this.#emptied = Date.now();
    this.#chunks.empty();
  }

  /** The feed told how an incident is now. */
  change(change: LiveChange): void {
    if (!this.#live.take(change)) return;
    if (change.kind !== 'gone') this.#fresh.push(change);
    this.#livePace.ask();
  }

  release(): void {
    this.#released = true;
    for (const end of this.#ends) end();
    cancelAnimationFrame(this.#frame);
    this.#pace.stop();
    this.#livePace.stop();
    this.#pulses.remove();
    this.#chunks.release();
    this.#scene.remove();
    if (!this.host.context()?.on) incidentGap.set(null);
  }

  /** Where new points are dots they are drawn before anything is reckoned of them. */
  #arrived(): void {
    if (this.#emptied !== null && !this.#chunks.outdated) {
      this.#live.forget(this.#emptied);
      this.#emptied = null;
    }
    if (!this.#take()) return;
    if (this.#scene.dots()) this.#pace.later();
    else this.#scene.surfaces();
    this.#scene.ring(selectedIncident());
  }

  /** While a thumb is dragged: the dots at once, the rest at its pace. */
  #follow(): void {
    if (!this.#take()) return;
    if (this.#scene.dots()) this.#pace.later();
    else this.#pace.ask();
  }

  /** What changed since, and a pulse where each is that passes the filter. */
  #drawLive(): void {
    const fresh = this.#fresh.splice(0);
    if (this.#live.size > mostLive) {
      this.empty();
      const context = this.host.context();
      if (context) this.refresh(context);
    }
    if (!this.#take()) return;
    this.#scene.dots();
    this.#scene.surfaces();
    this.#scene.ring(selectedIncident());
    for (const { id, centre } of fresh) if (this.#scene.isShown(id)) this.#pulses.show(centre);
  }

  /** Hands the scene what is to be drawn; false while there is nothing to go by. */
  #take(): boolean {
    const context = this.host.context();
    if (!context) return false;
    const { layers, period, category, status } = store.state;
    const days = draggedPeriod.value ?? shownPeriod(period, context.deployment.latest_day);
    const held = this.#chunks.held;
    this.#scene.shown = {
      points: this.#far ? held.points : this.#live.over(held.points, context.deployment.time_zone),
      filter: pointFilter(days, category, status, this.#categories),
      colouring: context.colouring,
      palette: context.palette,
      settings: layers.incidents,
    };
    if (!context.on) incidentGap.set(layers.incidents.visible ? gapOf(held, this.#far) : null);
    return true;
  }
}

/** Chunks whose incidents the view shows; the empty code is everything there is, also what lies outside every area. */
function chunksInView(map: MapLibreMap, context: LayerContext): string[] {
  const { root, chunk_digits } = context.deployment;
  if (!root || chunk_digits === root.area_code.length) return [''];
  return visibleChunks(map, context);
}

function fetchPoints(code: string, { from, to }: Days, signal: AbortSignal, on?: string): Promise<ArrayBuffer> {
  const query = { from, to, ...(code ? { area_code: code } : {}), ...(on ? { on } : {}) };
  return answerBytes(api.incidents.points.$get({ query }, { init: { signal } }));
}

function selectedIncident(): number | null {
  const { selection } = store.state;
  return selection?.kind === 'incident' ? selection.id : null;
}

/** The gap last told, when it is the same: listeners are called for another one only. */
function gapOf({ dropped, since }: HeldPoints, far: boolean): IncidentGap | null {
  const gap: IncidentGap | null = far
    ? { kind: 'far' }
    : since !== null
      ? { kind: 'since', day: since }
      : dropped
        ? { kind: 'near' }
        : null;
  const told = incidentGap.value;
  return JSON.stringify(told) === JSON.stringify(gap) ? told : gap;
}
