import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ApiError } from '../api.ts';
import type { Messages } from '../locales/index.ts';
import { icon } from './icon.ts';

/** One thing that a form does: whether it is under way, what went wrong, and how long until it may be tried again. */
export class Submission implements ReactiveController {
  busy = false;
  fault: Error | null = null;
  /** Seconds that are still to be waited; 0: now. */
  wait_s = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** The field that the fault is about; undefined where it is about none. */
  get field(): string | undefined {
    return this.fault instanceof ApiError ? this.fault.field : undefined;
  }

  /** Does it once; a press while it is under way or to be waited for does nothing. Tells whether it was done. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy || this.wait_s > 0) return false;
    this.busy = true;
    this.fault = null;
    this.host.requestUpdate();
    try {
      await work();
    } catch (error) {
      this.fault = error as Error;
      if (error instanceof ApiError && error.status === 429) this.#wait(error.retry_s ?? 1);
    }
    this.busy = false;
    this.host.requestUpdate();
    return this.fault === null;
  }

  /** Takes away what is said about the last try. */
  clear(): void {
    if (this.wait_s > 0) return;
    this.fault = null;
    this.host.requestUpdate();
  }

  #wait(seconds: number): void {
    this.wait_s = Math.ceil(seconds);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.wait_s -= 1;
      if (this.wait_s <= 0) {
        clearInterval(this.#timer);
        this.fault = null;
      }
      this.host.requestUpdate();
    }, 1000);
  }
}

/** What went wrong, and the wait counting down. */
export function faultLine({ fault, wait_s }: Submission, words: Messages): TemplateResult | typeof nothing {
  if (!fault) return nothing;
  const left = `${Math.floor(wait_s / 60)}:${String(wait_s % 60).padStart(2, '0')}`;
  return html`<div class="fault" id="fault">
    ${icon('warning')}
    <div>
      <p role="alert">${fault.message}</p>
      ${wait_s > 0 ? html`<p class="figure note" role="timer">${words.access.wait(left)}</p>` : nothing}
    </div>
  </div>`;
}

/** The button that does what a form is for. */
export function submitButton({ busy, wait_s }: Submission, label: string, words: Messages): TemplateResult {
  return html`<button class="primary" type="submit" ?disabled=${busy || wait_s > 0}>
    ${busy ? `${words.access.working} …` : label}
  </button>`;
}
