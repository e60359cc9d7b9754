import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ImportBatch } from '../../../server/api/imports/schema.ts';
import { findBatch } from './ask.ts';

/** How often a batch is asked for while something runs for it, in ms. */
const EVERY_MS = 1000;

/** Holds a batch and asks for it anew for as long as something runs: `watch = new BatchWatch(this)`. */
export class BatchWatch implements ReactiveController {
  batch: ImportBatch | null = null;
  error: unknown = null;
  #id = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Hears of every answer. */
    private readonly heard: (batch: ImportBatch) => void = () => {},
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#id > 0) void this.ask();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Follows a batch from now on. The same one again changes nothing. */
  follow(id: number): void {
    if (id === this.#id) return;
    this.#id = id;
    this.batch = null;
    void this.ask();
  }

  /** Takes what a request has just answered. */
  take(batch: ImportBatch): void {
    if (batch.id !== this.#id) return;
    this.#stop();
    this.#took(batch);
  }

  /** Asks now. What was known stands until the answer has come. */
  async ask(): Promise<void> {
    this.#stop();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const batch = await findBatch(this.#id, abort.signal);
      if (!abort.signal.aborted) this.#took(batch);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
      // A lost network while something runs: the run goes on without us.
      if (this.batch?.progress) this.#later();
      this.host.requestUpdate();
    }
  }

  #took(batch: ImportBatch): void {
    this.batch = batch;
    this.error = null;
    if (batch.progress) this.#later();
    this.heard(batch);
    this.host.requestUpdate();
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.ask(), EVERY_MS);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }
}
