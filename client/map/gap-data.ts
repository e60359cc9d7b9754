import type { Map as MapLibreMap } from 'maplibre-gl';
import type { DutySigns } from '../../server/api/duty-chain/schema.ts';
import { answer, api } from '../api.ts';
import type { LayerContext } from '../layers/layer.ts';
import { session } from '../state/session.ts';
import { store } from '../state/store.ts';

/** Which areas have a gap or a double in their chain of duty: fetched whole when it is first shown, and after the data changed. */
export class GapData {
  #signs: Record<string, string> | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly map: Pick<MapLibreMap, 'setGlobalStateProperty'>,
    private readonly fetch: (areaCode: string, signal: AbortSignal) => Promise<DutySigns> = fetchSigns,
  ) {}

  /** Fetches what is not here, if it is to be shown. */
  refresh(context: LayerContext): void {
    if (store.state.layers.gaps.visible && this.#signs === null && this.#asking === null) void this.#ask(context);
  }

  #paint(): void {
    if (this.#signs) this.map.setGlobalStateProperty('duty_signs', this.#signs);
  }

  /** What was fetched is out of date. */
  empty(): void {
    this.#signs = null;
    this.release();
  }

  release(): void {
    this.#asking?.abort();
    this.#asking = null;
  }

  async #ask({ deployment }: LayerContext): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    const own = session.caller?.rights.arrange ?? [];
    const areas = own.flatMap((code) => code || deployment.root?.area_code || []);
    // An area that is too wide to be looked through, or does not answer, shows no signs.
    const found = await Promise.all(areas.map((code) => this.fetch(code, asking.signal).catch(() => null)));
    if (asking.signal.aborted) return;
    this.#asking = null;
    this.#signs = Object.fromEntries(
      found.flatMap((signs) => signs?.area_code.map((code, index) => [code, signs.sign[index]!]) ?? []),
    );
    this.#paint();
  }
}

function fetchSigns(area_code: string, signal: AbortSignal): Promise<DutySigns> {
  return answer(api['duty-chain'].signs.$get({ query: { area_code } }, { init: { signal } }));
}
