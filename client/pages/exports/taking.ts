import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { answerFile } from '../../api.ts';
import { saveBytes } from '../../elements/saved-file.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatSize } from '../../format/size.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

type Answer = Parameters<typeof answerFile>[0];

/** One file that is asked for, received and saved: how much of it has come, and what became of it. */
export class Taking implements ReactiveController {
  /** Bytes that have come so far. */
  received = 0;
  /** The last file that was saved; 'cancelled' where that was what the reader wanted. */
  last: { name: string; size: number } | 'cancelled' | null = null;
  readonly submission: Submission;
  #abort: AbortController | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    this.submission = new Submission(host);
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.cancel();
  }

  get busy(): boolean {
    return this.submission.busy;
  }

  /** Asks for a file and saves it; nothing while another one is on its way. */
  async take(ask: (signal: AbortSignal) => Answer): Promise<void> {
    await this.submission.run(async () => {
      this.clear();
      this.#abort = new AbortController();
      const { signal } = this.#abort;
      try {
        const { name, bytes } = await answerFile(ask(signal), (size) => {
          this.received = size;
          this.host.requestUpdate();
        });
        saveBytes(name, bytes.type, bytes);
        this.last = { name, size: bytes.size };
      } catch (error) {
        if (!signal.aborted) throw error;
        this.last = 'cancelled';
      }
    });
  }

  /** Gives up what is on its way. */
  cancel(): void {
    this.#abort?.abort();
  }

  /** Takes away what is said about the last file. */
  clear(): void {
    this.received = 0;
    this.last = null;
    this.submission.clear();
  }
}

/** What is said of a file: that it is on its way, with a button that gives it up, that it was saved, or what went wrong. */
export function takingLines(taking: Taking, words: Messages, language: LanguageChoice): TemplateResult {
  const { exports: told } = words;
  const { busy, received, last, submission } = taking;
  const size = (bytes: number) => formatSize(bytes, language);
  const ended =
    last === 'cancelled'
      ? told.cancelled
      : last
        ? told.saved(last.name, size(last.size))
        : busy
          ? `${told.taking} …`
          : '';
  return html`${
    busy
      ? html`<div class="taking">
          <progress aria-label=${told.taking}></progress>
          <span class="figure">${received ? told.received(size(received)) : nothing}</span>
          <button class="outlined" type="button" @click=${() => taking.cancel()}>${told.cancel}</button>
        </div>`
      : nothing
  }
  <p class="told ${last && last !== 'cancelled' ? 'done' : ''}" role="status">${ended}</p>
  ${faultLine(submission, words)}`;
}
