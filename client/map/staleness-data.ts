import type { Map as MapLibreMap } from 'maplibre-gl';
import type { FreshnessSigns } from '../../server/api/registers/schema.ts';
import { answer, api } from '../api.ts';
import type { LayerContext } from '../layers/layer.ts';
import { session } from '../state/session.ts';
import { store } from '../state/store.ts';

/** Signs by the code of a grid and the number of a house. */
interface Signs {
  grids: Record<string, string>;
  buildings: Record<string, string>;
}
const none: Signs = { grids: {}, buildings: {} };

/** How fresh the registers are of what the reader edits: fetched whole when it is first shown, and after the data changed. */
export class StalenessData {
  #signs: Signs | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly map: Pick<MapLibreMap, 'setGlobalStateProperty'>,
    private readonly fetch: (areaCode: string, signal: AbortSignal) => Promise<FreshnessSigns> = fetchSigns,
  ) {}

  /** Fetches what is not here, if it is to be shown. */
  refresh(context: LayerContext): void {
    if (!store.state.layers.staleness.visible) return;
    if (this.#signs === null && this.#asking === null) void this.#ask(context);
    else this.#paint();
  }

  /** A day in the past has no signs, as they say what is to be done now. */
  #paint(): void {
    if (this.#signs) this.map.setGlobalStateProperty('staleness', store.state.on ? none : this.#signs);
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
    const own = session.caller?.rights.edit ?? [];
    const areas = own.flatMap((code) => code || deployment.root?.area_code || []);
    // An area that does not answer shows no signs.
    const found = await Promise.all(areas.map((code) => this.fetch(code, asking.signal).catch(() => null)));
    if (asking.signal.aborted) return;
    this.#asking = null;
    const all = found.filter((signs) => signs !== null);
    this.#signs = {
      grids: Object.fromEntries(all.flatMap(({ grids }) => grids.area_code.map((code, at) => [code, grids.sign[at]!]))),
      buildings: Object.fromEntries(
        all.flatMap(({ buildings }) => buildings.id.map((id, at) => [id, buildings.sign[at]!])),
      ),
    };
    this.#paint();
  }
}

function fetchSigns(area_code: string, signal: AbortSignal): Promise<FreshnessSigns> {
  return answer(api.registers.freshness.$get({ query: { area_code } }, { init: { signal } }));
}
