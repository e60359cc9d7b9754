import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportBatch } from '../../../server/api/imports/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatSpan } from '../../format/span.ts';
import { beginReading } from './ask.ts';
import { fileDrop } from './file-drop.ts';
import type { BatchDesk } from './import-sheet.ts';
import { dropStyles, importStyles } from './import-styles.ts';
import { progressBar, progressStyles } from './progress-bar.ts';
import { pauseUpload, startUpload, type Upload, uploads } from './uploads.ts';

/** The file of a batch on its way: how far it is, or how it goes on after it was cut. */
@customElement('jw-import-upload')
export class JwImportUpload extends JwElement {
  @property({ attribute: false }) batch!: ImportBatch;
  @property({ attribute: false }) desk!: BatchDesk;
  @state() private upload: Upload | undefined;
  @state() private over = false;
  @state() private other = false;
  #reading = new Submission(this);
  #end: (() => void) | undefined;

  static override styles = [
    formSheet,
    importStyles,
    dropStyles,
    progressStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    this.#end = uploads.subscribe(() => this.#follow());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override render() {
    const { upload } = this;
    if (upload) return this.held(upload);
    const { batch, words, language } = this;
    const said = words.imports.upload;
    if (batch.received_bytes >= batch.size_bytes) {
      return html`<p>${said.whole}</p>
        ${faultLine(this.#reading, words)}
        <div class="buttons">
          <button class="primary" type="button" ?disabled=${this.#reading.busy} @click=${this.read}>${said.read}</button>
        </div>`;
    }
    const size = formatBytes(batch.size_bytes, language);
    return html`<p>${said.cut(formatBytes(batch.received_bytes, language), size)}</p>
      ${fileDrop({
        over: this.over,
        small: true,
        title: said.again(batch.file_name),
        pick: words.imports.start.pick,
        hover: (over) => {
          this.over = over;
        },
        take: this.take,
      })}
      ${this.other ? html`<div class="fault">${icon('warning')}<p role="alert">${said.other(batch.file_name, size)}</p></div>` : nothing}`;
  }

  /** A file that is on its way, or was stopped and is still in hand. */
  private held({ file, state, fault, received, size, seconds_left, waits_s }: Upload) {
    const { imports } = this.words;
    const said = imports.upload;
    const sending = state === 'sending';
    const left =
      seconds_left === null || !sending ? '' : ` · ${said.left(formatSpan(seconds_left * 1000, this.language))}`;
    const come = said.come(formatBytes(received, this.language), formatBytes(size, this.language));
    return html`${progressBar(said.sending, received / size, `${sending ? said.sending : said.paused} · ${come}${left}`)}
      ${fault ? html`<div class="fault">${icon('warning')}<p role="alert">${fault.message}</p></div>` : nothing}
      ${waits_s > 0 ? html`<div class="say" role="status">${icon('cloudOff')}<p>${said.waits(waits_s)}</p></div>` : nothing}
      <div class="buttons">
        ${
          sending
            ? html`<button class="outlined" type="button" @click=${this.stop}>${icon('holdStill')}${said.stop}</button>`
            : html`<button class="primary" type="button" @click=${() => startUpload(this.batch.id, file, received)}>${icon('goOn')}${said.goOn}</button>`
        }
      </div>`;
  }

  private take = ([file]: File[]): void => {
    if (!file) return;
    this.other = file.name !== this.batch.file_name || file.size !== this.batch.size_bytes;
    if (!this.other) void startUpload(this.batch.id, file, this.batch.received_bytes);
  };

  private stop = (): void => {
    pauseUpload(this.batch.id);
  };

  private read = async (): Promise<void> => {
    if (await this.#reading.run(() => beginReading(this.batch.id))) this.desk.ask();
  };

  #follow(): void {
    const before = this.upload;
    this.upload = uploads.value.get(this.batch?.id ?? 0);
    if (before && !this.upload) this.desk.ask();
  }

  override willUpdate(): void {
    this.upload = uploads.value.get(this.batch.id);
  }
}
