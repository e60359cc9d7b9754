import { Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import type { Bounds, LonLat } from '../../server/api/wire.ts';
import { sameSelection } from '../state/selection.ts';
import { store } from '../state/store.ts';
import { type Detail, keyOf, loadDetail, locatedOf } from './detail.ts';

/** Where the map is to fly; a new key is a new flight. */
export interface Focus {
  bounds: Bounds;
  centre: LonLat;
  key: string;
}

/** What is known of the selected thing: one request a thing; breadcrumb, panel and the map's focus come from its answer. */
export class Selected {
  /** Where the map is to look; null until something was opened. */
  focus: Focus | null = null;
  /** Selection whose camera came with it, by a link or by Back: the map does not fly to it. */
  #still = store.state.camera && store.state.selection ? keyOf(store.state.selection) : '';
  #task: Task<readonly [string | null, string | null, boolean], Detail | null>;

  constructor(host: ReactiveControllerHost, arrived: (detail: Detail | null) => void) {
    this.#task = new Task(host, {
      args: () =>
        [store.state.selection ? keyOf(store.state.selection) : null, store.state.on, store.state.knownThen] as const,
      task: ([key], { signal }) => (key && store.state.selection ? loadDetail(store.state.selection, signal) : null),
      onComplete: (detail) => {
        if (detail) this.#aim(detail);
        // The task holds the new answer, and the host knows of it, only after this call.
        queueMicrotask(() => arrived(detail));
      },
    });
    store.subscribe((state, before) => {
      const moved = state.camera !== null && state.camera !== before.camera;
      if (sameSelection(state.selection, before.selection)) return;
      this.#still = moved && state.selection ? keyOf(state.selection) : '';
    });
  }

  /** The last answer; while another is on its way, still the one before. */
  get detail(): Detail | null {
    return this.#task.value ?? null;
  }

  get state(): 'pending' | 'done' | 'error' {
    if (this.#task.status === TaskStatus.ERROR) return 'error';
    return this.#task.status === TaskStatus.COMPLETE ? 'done' : 'pending';
  }

  get error(): unknown {
    return this.#task.error;
  }

  /** Leaves the camera where it is for what is selected now. */
  stay(): void {
    this.#still = store.state.selection ? keyOf(store.state.selection) : '';
  }

  /** Asks again after a failure. */
  again(): void {
    void this.#task.run();
  }

  #aim(detail: Detail): void {
    const { selection } = store.state;
    const key = selection ? keyOf(selection) : '';
    if (key === this.#still) return;
    const { bounds, centre } = locatedOf(detail);
    this.focus = { bounds, centre, key };
  }
}
