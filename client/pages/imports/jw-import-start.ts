import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type ImportBatch,
  type ImportKind,
  type ImportLayer,
  importKinds,
  MOST_FILE_BYTES,
} from '../../../server/api/imports/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatBytes } from '../../format/bytes.ts';
import { makeBatch } from './ask.ts';
import { fileDrop } from './file-drop.ts';
import { dropStyles, importStyles } from './import-styles.ts';
import { kindOfFile, nameOf } from './summary.ts';
import { startUpload } from './uploads.ts';

const groups: Record<'registers' | 'ground' | 'work', readonly ImportKind[]> = {
  registers: ['compounds', 'buildings', 'units', 'households', 'residents', 'organisations', 'facilities', 'devices'],
  ground: ['osm', 'areas', 'roads', 'land', 'waterways', 'places', 'boundaries'],
  work: ['incidents', 'patrol-points'],
};

/**
 * Where a file comes in: what it holds, and the file.
 * @fires jw-import-open with the batch that was begun or is gone on with.
 */
@customElement('jw-import-start')
export class JwImportStart extends JwElement {
  @property({ attribute: false }) layers!: readonly ImportLayer[];
  /** Batches whose upload was cut. */
  @property({ attribute: false }) waiting: readonly ImportBatch[] = [];
  @state() private kind: ImportKind | '' = '';
  @state() private file: File | null = null;
  @state() private over = false;
  @state() private fault = '';
  #making = new Submission(this);

  static override styles = [
    formSheet,
    importStyles,
    dropStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .field {
        max-inline-size: 20rem;
      }
    `,
  ];

  override render() {
    const { start } = this.words.imports;
    const { file } = this;
    return html`
      ${this.kinds()}
      ${fileDrop({
        over: this.over,
        title: file ? file.name : start.drop,
        note: file ? nothing : html`<p class="note">${start.or}</p>`,
        pick: file ? start.another : start.pick,
        hover: (over) => {
          this.over = over;
        },
        take: this.take,
      })}
      ${this.fault ? html`<div class="fault">${icon('warning')}<p role="alert">${this.fault}</p></div>` : nothing}
      ${faultLine(this.#making, this.words)} ${file && !this.fault ? this.begin(file) : nothing}
      <p class="note">${start.formats} <a href="/exports#templates">${start.samples}</a></p>
    `;
  }

  private kinds() {
    const { start } = this.words.imports;
    const choose = (event: Event) => {
      this.kind = (event.target as HTMLSelectElement).value as ImportKind | '';
    };
    return html`<div class="field">
      <label for="kind">${start.kind}</label>
      <select id="kind" @change=${choose}>
        <option value="" ?selected=${this.kind === ''}>${start.choose}</option>
        ${Object.entries(groups).map(
          ([group, kinds]) => html`<optgroup label=${start.groups[group]!}>
            ${kinds.map((kind) => this.option(kind))}
          </optgroup>`,
        )}
      </select>
    </div>`;
  }

  private option(kind: ImportKind) {
    const layer = this.layers.find((each) => each.kind === kind);
    return layer
      ? html`<option value=${kind} ?selected=${kind === this.kind}>${nameOf(layer, { language: this.language })}</option>`
      : nothing;
  }

  private begin(file: File) {
    const { start } = this.words.imports;
    const cut = this.waiting.find(({ file_name, size_bytes }) => file_name === file.name && size_bytes === file.size);
    const upload = html`<button
      class=${cut ? 'outlined' : 'primary'}
      type="button"
      ?disabled=${this.#making.busy || this.kind === ''}
      @click=${() => this.send(file)}
    >
      ${cut ? start.anew : start.go(formatBytes(file.size, this.language))}
    </button>`;
    if (!cut) {
      return html`<div class="buttons">
        ${upload}${this.kind === '' ? html`<span class="note" role="status">${start.needKind}</span>` : nothing}
      </div>`;
    }
    return html`<div class="say">
        ${icon('bringIn')}
        <p role="status">${start.resume(file.name, formatBytes(cut.received_bytes, this.language))}</p>
      </div>
      <div class="buttons">
        <button class="primary" type="button" @click=${() => this.goOn(cut, file)}>${start.resumeIt}</button>
        ${upload}
      </div>`;
  }

  private take = (files: File[]): void => {
    const { start } = this.words.imports;
    const [file] = files;
    if (!file) return;
    this.#making.clear();
    this.fault =
      files.length > 1 ? start.several : file.size === 0 ? start.void : file.size > MOST_FILE_BYTES ? start.large : '';
    this.file = file;
    if (this.kind === '') this.kind = kindOfFile(file.name, this.layers) ?? '';
  };

  private async send(file: File): Promise<void> {
    if (!importKinds.includes(this.kind as ImportKind)) return;
    let made: ImportBatch | undefined;
    await this.#making.run(async () => {
      made = await makeBatch(this.kind as ImportKind, file);
    });
    if (made) this.goOn(made, file);
  }

  private goOn(batch: ImportBatch, file: File): void {
    this.file = null;
    void startUpload(batch.id, file, batch.received_bytes);
    this.emit('jw-import-open', batch);
  }
}
