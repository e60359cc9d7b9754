import type { Feature, FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { CalledIncident, Whistle } from '../../server/api/incidents/schema.ts';
import type { LiveChange } from '../../server/api/live/schema.ts';
import { answer, api } from '../api.ts';
import { formatSpan } from '../format/span.ts';
import { codeName } from '../layers/expression.ts';
import type { LayerContext } from '../layers/layer.ts';
import { arrivedMark, calledMark } from '../layers/whistles.ts';
import { words } from '../locales/index.ts';
import { may } from '../state/session.ts';
import { store } from '../state/store.ts';
import { Pace } from './pace.ts';

/** Whistles are fetched anew at most this often. */
const pace_ms = 3000;

/** Who was called to which incident and who came: fetched whole, as there are few, and again when the feed tells of one. */
export class WhistleData {
  #called: readonly CalledIncident[] | null = null;
  #asking: AbortController | null = null;
  readonly #pace = new Pace(pace_ms, () => void this.#ask());

  constructor(
    private readonly map: Pick<MapLibreMap, 'getSource'>,
    private readonly context: () => LayerContext | null,
    private readonly fetch: (signal: AbortSignal) => Promise<CalledIncident[]> = fetchCalled,
  ) {}

  /** Fetches what is not here, if it is to be shown, and draws. */
  refresh(): void {
    if (this.#called === null && this.#asking === null) this.#pace.ask();
    else this.paint();
  }

  /** What was fetched is out of date. */
  empty(): void {
    if (this.#called !== null) this.#pace.later();
  }

  /** The feed told how an incident is now. */
  change({ id, kind }: LiveChange): void {
    const concerns = kind === 'whistled' || kind === 'arrived' || this.#called?.some((one) => one.id === id);
    if (concerns) this.#pace.later();
  }

  /** Draws what is here, with the names where the incident is selected. */
  paint(): void {
    const context = this.context();
    if (!context || !this.#called) return;
    const { selection } = store.state;
    const selected = selection?.kind === 'incident' ? selection.id : null;
    const features = this.#called.map((one) => calledFeature(one, one.id === selected, context, Date.now()));
    this.map
      .getSource<GeoJSONSource>('whistles')
      ?.setData({ type: 'FeatureCollection', features } as FeatureCollection);
  }

  release(): void {
    this.#pace.stop();
    this.#asking?.abort();
  }

  async #ask(): Promise<void> {
    if (!store.state.layers.whistles.visible || !may('cases')) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    // What does not come stays as it was: the next change asks again.
    const called = await this.fetch(asking.signal).catch(() => null);
    if (asking.signal.aborted || !called) return;
    this.#called = called;
    this.paint();
  }
}

/** One incident with its departments as the layer draws them. @param named with the names of the departments, a line each. */
export function calledFeature(
  { id, centre, whistles }: CalledIncident,
  named: boolean,
  context: LayerContext,
  now: number,
): Feature<Point> {
  const groups = { there: '', waiting: '', late: '' };
  for (const whistle of whistles) {
    const group = whistle.arrived_at ? 'there' : now > Date.parse(whistle.arrive_by) ? 'late' : 'waiting';
    const mark = group === 'there' ? arrivedMark : calledMark;
    groups[group] += named ? `${mark} ${nameOf(whistle, context)}\n` : mark;
  }
  const lines = whistles.map((whistle) => lineOf(whistle, context, now)).join('\n');
  return { type: 'Feature', geometry: { type: 'Point', coordinates: centre }, properties: { id, ...groups, lines } };
}

function nameOf({ department }: Whistle, context: LayerContext): string {
  return codeName(context.catalogues.department, department, context);
}

function lineOf(whistle: Whistle, context: LayerContext, now: number): string {
  const { arrived_at, called_at, arrive_by } = whistle;
  const text = words(context.language).loop.whistle;
  const span = formatSpan((arrived_at ? Date.parse(arrived_at) : now) - Date.parse(called_at), context.language);
  const late = now > Date.parse(arrive_by);
  const how = arrived_at ? text.after(span) : late ? text.late(span) : text.waiting(span);
  return `${arrived_at ? arrivedMark : calledMark} ${nameOf(whistle, context)} ${how}`;
}

function fetchCalled(signal: AbortSignal): Promise<CalledIncident[]> {
  return answer(api.incidents.whistles.$get({}, { init: { signal } }));
}
