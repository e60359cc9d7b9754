import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { store, type ViewState } from './store.ts';

/** Re-renders an element when the part of the state that it names changes: `state = new StoreController(this, s => s.period)`. */
export class StoreController<Part> implements ReactiveController {
  #end: (() => void) | undefined;
  value: Part;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly pick: (state: ViewState) => Part,
  ) {
    this.value = pick(store.state);
    host.addController(this);
  }

  hostConnected(): void {
    this.value = this.pick(store.state);
    this.#end = store.subscribe((state) => {
      const next = this.pick(state);
      if (next === this.value) return;
      this.value = next;
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}
