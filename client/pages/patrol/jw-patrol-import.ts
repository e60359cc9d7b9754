import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type ImportAnswer, type ImportCoordinates, importCoordinates } from '../../../server/api/patrol/schema.ts';
import { icon } from '../../elements/icon.ts';
import { iconButton } from '../../elements/parts.ts';
import type { ImportRequest } from '../../state/patrol/kept-calls.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';

/** A list has at most a million characters, of up to four bytes each. */
const MOST_BYTES = 4_000_000;

/**
 * Reads a list of points or streets in, from a file or pasted: first it says what would be taken and why each other row would not, then it takes it.
 * @fires jw-done when whoever reads it in is through.
 */
@customElement('jw-patrol-import')
export class JwPatrolImport extends PatrolElement {
  @property() kind: 'points' | 'streets' = 'points';
  @state() private text = '';
  @state() private crs: ImportCoordinates = 'wgs84';
  /** What the trial said; null before it, and when the text is another. */
  @state() private tried: ImportAnswer | null = null;
  @state() private taken: number | null = null;
  @state() private fault = '';
  @state() private busy = false;

  static override styles = panelSheet;

  override render() {
    const { points, import: text } = this.words.patrol;
    return html`
      <div class="heading">
        ${iconButton('back', points.back, () => this.emit('jw-done'))}
        <h2 tabindex="-1">${text.title}</h2>
      </div>
      <form @submit=${this.look}>
        <p class="note">${text.lead}</p>
        <p class="note">${this.kind === 'points' ? text.pointHead : text.streetHead}</p>
        ${this.fields()}
        ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
        ${this.tried ? this.trial(this.tried) : this.trying()}
      </form>
    `;
  }

  private fields(): TemplateResult {
    const { import: text } = this.words.patrol;
    return html`<div class="field">
        <label for="file">${text.file}</label>
        <input id="file" type="file" accept=".csv,.json,.geojson,text/csv,application/geo+json,application/json" @change=${this.open} />
      </div>
      <div class="field">
        <label for="text">${text.text}</label>
        <textarea
          id="text"
          spellcheck="false"
          .value=${this.text}
          @input=${(event: Event) => this.set((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </div>
      <div class="field">
        <label for="crs">${text.crs}</label>
        <select
          id="crs"
          @change=${(event: Event) => {
            this.crs = (event.target as HTMLSelectElement).value as ImportCoordinates;
            this.tried = null;
          }}
        >
          ${importCoordinates.map((crs) => html`<option value=${crs} ?selected=${crs === this.crs}>${text.crsNames[crs]}</option>`)}
        </select>
      </div>`;
  }

  private trying(): TemplateResult {
    const { import: text } = this.words.patrol;
    return html`${this.taken !== null ? html`<p class="done" role="status">${icon('check')} ${text.taken(this.count(this.taken))}</p>` : nothing}
      <div class="buttons">
        <button class="primary" ?disabled=${this.busy}>${this.busy ? `${text.looking} …` : text.look}</button>
      </div>`;
  }

  private trial({ taken, rejected, dropped }: ImportAnswer): TemplateResult {
    const { import: text } = this.words.patrol;
    return html`<div role="status">
        ${taken > 0 ? html`<p class="done">${icon('check')} ${text.will(this.count(taken))}</p>` : html`<p>${text.nothing}</p>`}
        ${rejected.length > 0 ? html`<p>${icon('warning')} ${text.rejected(this.count(rejected.length))}</p>` : nothing}
        ${dropped.length > 0 ? html`<p>${icon('warning')} ${text.dropped(dropped.join(this.language === 'en' ? ', ' : '、'))}</p>` : nothing}
      </div>
      ${rejected.length > 0 ? this.refusals(rejected) : nothing}
      <div class="buttons">
        ${
          taken > 0
            ? html`<button class="primary" type="button" ?disabled=${this.busy} @click=${this.take}>${text.take(this.count(taken))}</button>`
            : nothing
        }
        <button class="link" type="button" @click=${() => this.set(this.text)}>${text.again}</button>
      </div>`;
  }

  private refusals(rejected: ImportAnswer['rejected']): TemplateResult {
    const { import: text } = this.words.patrol;
    return html`<table>
      <thead>
        <tr><th scope="col">${text.row}</th><th scope="col">${text.why}</th></tr>
      </thead>
      <tbody>
        ${rejected.map(({ row, name, sentence }) => html`<tr><td class="figure">${row}</td><td><strong>${name}</strong> ${sentence}</td></tr>`)}
      </tbody>
    </table>`;
  }

  private set(text: string): void {
    this.text = text;
    this.tried = null;
    this.fault = '';
  }

  private async open(event: Event): Promise<void> {
    const { import: text } = this.words.patrol;
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      this.set(file.size > MOST_BYTES ? '' : await readText(file));
      if (file.size > MOST_BYTES) this.fault = text.tooLarge;
    } catch {
      this.fault = text.unreadable;
    }
    // The same file, mended, can be chosen again.
    input.value = '';
  }

  private look = (event: SubmitEvent): void => {
    event.preventDefault();
    this.taken = null;
    if (!this.text.trim()) {
      this.fault = this.words.patrol.import.textMissing;
      return;
    }
    void this.send(async () => {
      this.tried = await this.#rows.import(this.request(true));
    });
  };

  private take = (): void => {
    void this.send(async () => {
      this.taken = (await this.#rows.import(this.request(false))).taken;
      this.set('');
    });
  };

  private request(dry: boolean): ImportRequest {
    return { format: /^\s*[[{]/.test(this.text) ? 'geojson' : 'csv', text: this.text, crs: this.crs, dry };
  }

  get #rows() {
    return this.kind === 'points' ? this.patrol.points : this.patrol.streets;
  }

  private async send(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.fault = '';
    try {
      await work();
    } catch (error) {
      this.fault = (error as Error).message;
    } finally {
      this.busy = false;
    }
  }
}

/** The text of a file: UTF-8, or what spreadsheets of Chinese offices write where it is none. */
async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
