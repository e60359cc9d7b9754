import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Signal } from './signals.ts';

/** Re-renders an element when a signal changes: `kept = new SignalController(this, visits.list)`. */
export class SignalController<Value> implements ReactiveController {
  #end: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly signal: Signal<Value>,
  ) {
    host.addController(this);
  }

  get value(): Value {
    return this.signal.value;
  }

  hostConnected(): void {
    this.#end = this.signal.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}
