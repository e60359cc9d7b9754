import type { Days } from './period.ts';

/** One value that elements and map share, changes with every frame or with the data, and belongs in no link. */
export class Signal<Value> {
  #value: Value;
  readonly #listeners = new Set<(value: Value) => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  /** Tells the listeners, unless it is the same value. */
  set(value: Value): void {
    if (value === this.#value) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** Calls back on every change; the answer ends it. */
  subscribe(listener: (value: Value) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The period under a thumb that is being dragged; null while none is. */
export const draggedPeriod = new Signal<Days | null>(null);

/**
 * Why the map shows fewer incidents than there are: it looks from too far (`far`), holds only the parts nearest to the middle
 * (`near`), or has all of them only from a day on. Null: it shows every one that passes the filters.
 */
export type IncidentGap = { kind: 'far' } | { kind: 'near' } | { kind: 'since'; day: string };

/** What is missing on the map at the moment. */
export const incidentGap = new Signal<IncidentGap | null>(null);
