import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImportBatch, ImportLayer } from '../../../server/api/imports/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatExact, formatMoment } from '../../format/time.ts';
import { findBatch, listBatches } from './ask.ts';
import { batchState, stateStyles } from './batch-state.ts';
import { countsLine, kindName, progressLine, type Speech } from './summary.ts';
import { uploads } from './uploads.ts';

/** How often batches that something runs for are asked for anew, in ms. */
const EVERY_MS = 2000;

/**
 * What was brought in, newest first.
 * @fires jw-imports-waiting with the batches whose upload was cut, among those that are listed.
 */
@customElement('jw-import-list')
export class JwImportList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) layers!: readonly ImportLayer[];
  /** Makes the address of a batch. */
  @property({ attribute: false }) linkTo!: (id: number) => string;
  #end: (() => void) | undefined;
  /** Files that this page has sent. */
  #sent: ReadonlySet<number> = new Set();
  #timer: ReturnType<typeof setInterval> | undefined;
  #batches = new Paging<ImportBatch>(this, async (page, signal) => {
    const found = await listBatches(page, signal);
    this.emit(
      'jw-imports-waiting',
      [...this.#batches.rows, ...found.items].filter(({ state }) => state === 'uploading'),
    );
    return found;
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    stateStyles,
    css`
      li a {
        display: grid;
        grid-template-columns: 7.5rem minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-4);
        align-items: start;
        padding: var(--space-3) var(--space-2);
        border-bottom: 1px solid var(--rule);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      .name {
        display: block;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .when {
        text-align: end;
      }
      @media (max-width: 599px) {
        li a {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        li a > div {
          grid-column: 1 / -1;
          grid-row: 2;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#batches.renew();
    this.#end = uploads.subscribe(() => this.requestUpdate());
    this.#timer = setInterval(() => void this.follow(), EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
    clearInterval(this.#timer);
  }

  override render() {
    const { words } = this;
    const { rows, state, error, hasMore } = this.#batches;
    return html`<section>
      <h3>${words.imports.list.title}</h3>
      <ul>
        ${rows.map((batch) => html`<li>${this.row(batch)}</li>`)}
      </ul>
      ${state === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#batches.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(words.imports.list.none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" @click=${() => this.#batches.more()}>${words.common.more}</button>` : nothing}
    </section>`;
  }

  private get speech(): Speech {
    return { words: this.words, language: this.language };
  }

  private row(batch: ImportBatch) {
    const { list } = this.words.imports;
    const clock = clockOf(this.reference, this.language);
    const { crs_words } = batch.settings;
    return html`<a href=${this.linkTo(batch.id)}>
      ${batchState(batch.state, this.words)}
      <div>
        <span class="name">${batch.file_name}</span>
        <span class="note figure">${kindName(batch.kind, this.layers, this.speech)} · ${this.said(batch)}</span>
        ${crs_words ? html`<span class="note" title=${crs_words.note?.[this.language] ?? nothing}> · ${crs_words.line[this.language]}</span>` : nothing}
        ${batch.parent_id === null ? nothing : html`<span class="note"> · ${list.mends(batch.parent_id)}</span>`}
      </div>
      <span class="note figure when" title=${formatExact(batch.made_at, clock)}>
        ${list.by(batch.made_by, formatMoment(batch.made_at, clock))}
      </span>
    </a>`;
  }

  /** Asks for the rows anew that change by themselves. */
  private async follow(): Promise<void> {
    const changing = this.#batches.rows.filter(({ id, progress, state }) => {
      // A file that has come whole is read at once.
      return progress !== null || (state === 'uploading' && this.#sent.has(id));
    });
    this.#sent = new Set([...this.#sent, ...uploads.value.keys()]);
    for (const { id } of changing) {
      const now = await findBatch(id, AbortSignal.timeout(EVERY_MS)).catch(() => null);
      if (now) this.#batches.rows = this.#batches.rows.map((row) => (row.id === id ? now : row));
    }
    if (changing.length > 0) this.requestUpdate();
  }

  /** The one line on how far it is. */
  private said(batch: ImportBatch): string {
    const { received_bytes, size_bytes, counts, failure: why, progress } = batch;
    const size = formatBytes(size_bytes, this.language);
    if (progress) return progressLine(progress, this.speech);
    const upload = uploads.value.get(batch.id);
    if (upload?.state === 'sending') {
      const said = this.words.imports.upload;
      return `${said.sending} · ${said.come(formatBytes(upload.received, this.language), size)}`;
    }
    if (batch.state === 'uploading' && received_bytes < size_bytes)
      return this.words.imports.list.cut(formatBytes(received_bytes, this.language), size);
    if (batch.state === 'failed' && why) return why[this.language];
    return counts ? countsLine(counts, this.speech) : size;
  }
}
