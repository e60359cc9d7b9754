import { Task } from '@lit/task';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { PastMap } from '../../server/api/past/schema.ts';
import { answer, api } from '../api.ts';
import type { Reference } from '../elements/reference.ts';
import { addDays } from '../format/time.ts';
import type { LayerContext } from '../layers/layer.ts';
import { compareWith, lookAt } from '../state/actions.ts';
import { store } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';

/** What the console shows on a day in the past: the reference as of that day, and what of the map was other. */
export class TimeMachine {
  #on: StoreController<string | null>;
  #knownThen: StoreController<boolean>;
  #compared: StoreController<string | null>;
  #map: Task<readonly [string | null, boolean, string | undefined], PastMap | null>;
  #made: { of: Reference; key: string; reference: Reference } | null = null;

  /** @param now the reference as of today; null before it is here. */
  constructor(
    host: ReactiveControllerHost & Element,
    private readonly now: () => Reference | null,
  ) {
    this.#on = new StoreController(host, (view) => view.on);
    this.#knownThen = new StoreController(host, (view) => view.knownThen);
    this.#compared = new StoreController(host, (view) => view.compared);
    this.#map = new Task(host, {
      args: () => [this.#on.value, this.#knownThen.value, now()?.deployment.root?.area_code] as const,
      task: async ([on, , area_code], { signal }) => {
        if (!on || !area_code) return null;
        return answer(api.past.map.$get({ query: { area_code } }, { init: { signal } }));
      },
    });
  }

  /** The day that is looked at; null: today. */
  get on(): string | null {
    return this.#on.value;
  }

  /** The last answer; while another is on its way, still the one before. Null on today. */
  get map(): PastMap | null {
    return this.#on.value ? (this.#map.value ?? null) : null;
  }

  /** The map of the day is on its way, and none was here before. */
  get waits(): boolean {
    return this.#on.value !== null && !this.#map.value && !this.failed;
  }

  get failed(): boolean {
    return this.#on.value !== null && this.#map.error !== undefined;
  }

  /** The reference as if that day were today; the same object while nothing in it changes. */
  reference(of: Reference): Reference {
    const on = this.#on.value;
    if (!on) return of;
    const key = `${on} ${this.#knownThen.value}`;
    if (this.#made?.of !== of || this.#made.key !== key) {
      const deployment = { ...of.deployment, today: on, latest_day: on, data_version: key };
      this.#made = { of, key, reference: { ...of, deployment } };
    }
    return this.#made.reference;
  }

  /** The other day beside the one that is looked at, for the slot of the map. */
  beside(context: LayerContext | null): TemplateResult | typeof nothing {
    const [on, compared] = [this.#on.value, this.#compared.value];
    if (!on || !compared || !context) return nothing;
    void import('../map/past/jw-swipe.ts');
    return html`<jw-swipe .context=${context} .on=${on} .compared=${compared}></jw-swipe>`;
  }

  /** Begins at yesterday; the bar leads further back. */
  open(): void {
    const today = this.now()?.deployment.today;
    if (today && !this.#on.value) lookAt(addDays(today, -1));
  }

  /** A link may name a day that is not over where this town is. */
  settle(today: string): void {
    if (store.state.on && store.state.on > today) lookAt(null);
    if (store.state.compared && store.state.compared > today) compareWith(null);
  }
}
