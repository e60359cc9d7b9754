import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportBatch, ImportLayer, ImportProgress } from '../../../server/api/imports/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { bones, failure, heading } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatMoment } from '../../format/time.ts';
import { cancelRun, discardBatch } from './ask.ts';
import { batchState, stateStyles } from './batch-state.ts';
import { BatchWatch } from './batch-watch.ts';
import { confirmedOf, keepConfirmed } from './confirmed-steps.ts';
import type { BatchDesk } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import './jw-import-apply.ts';
import './jw-import-check.ts';
import './jw-import-columns.ts';
import './jw-import-file.ts';
import './jw-import-place.ts';
import './jw-import-rows.ts';
import './jw-import-upload.ts';
import { progressBar, progressStyles } from './progress-bar.ts';
import { stepStyles } from './step-styles.ts';
import { bringsPlaces, firstOpen, isSettled, type Step, stepsOf } from './steps.ts';
import { kindName, progressLine, type Speech, summaryOf } from './summary.ts';
import { dropUpload } from './uploads.ts';

/** One file from the first look into it to its rows in the registers, a question a sheet; the first without an answer is open. */
@customElement('jw-import-batch')
export class JwImportBatch extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) layers!: readonly ImportLayer[];
  /** Which batch. */
  @property({ type: Number }) number = 0;
  /** The address of the list. */
  @property() back = '';
  /** Makes the address of a batch. */
  @property({ attribute: false }) linkTo!: (id: number) => string;
  /** The sheet that a person opened; null: closed them all; undefined: the first without an answer is. */
  @state() private chosen: Step | null | undefined;
  @state() private confirmed: ReadonlySet<Step> = new Set();
  #watch = new BatchWatch(this, ({ id, state }) => {
    if (['applied', 'undone', 'discarded'].includes(state)) keepConfirmed(id, new Set());
  });
  #acting = new Submission(this);
  #desk: BatchDesk = {
    take: (batch) => this.#watch.take(batch),
    ask: () => void this.#watch.ask(),
    settle: (step) => void this.settle(step),
    doubt: (step) => this.confirm([...this.confirmed].filter((each) => each !== step)),
  };

  static override styles = [
    formSheet,
    skeletonStyles,
    importStyles,
    stateStyles,
    stepStyles,
    progressStyles,
    css`
      .back {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--target);
        text-decoration: none;
      }
      h2 {
        overflow-wrap: anywhere;
        font-size: var(--type-4);
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-4);
        margin-top: var(--space-2);
      }
      .body {
        margin-top: var(--space-5);
      }
      .end {
        margin-top: var(--space-6);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('number')) return;
    this.chosen = undefined;
    this.confirmed = confirmedOf(this.number);
    this.#watch.follow(this.number);
  }

  override render() {
    const { batch, error } = this.#watch;
    const { words } = this;
    const layer = batch && this.layers.find(({ kind }) => kind === batch.kind);
    return html`<a class="back" href=${this.back}>${icon('back')}${words.imports.batch.back}</a>
      ${error ? failure(error, words, () => this.#watch.ask()) : nothing}
      ${batch && layer ? this.content(batch, layer) : error ? nothing : bones(10, true)}`;
  }

  private get speech(): Speech {
    return { words: this.words, language: this.language };
  }

  private content(batch: ImportBatch, layer: ImportLayer) {
    const { words } = this;
    const said = words.imports.batch;
    const clock = clockOf(this.reference, this.language);
    const loading = batch.state === 'uploading' && !batch.progress;
    const open = ['uploading', 'read', 'checked', 'failed'].includes(batch.state) && !batch.progress;
    return html`${heading(said.eyebrow(kindName(batch.kind, this.layers, this.speech), batch.id), batch.file_name)}
      <div class="about note figure">
        ${batchState(batch.state, words)}
        <span>${formatBytes(batch.size_bytes, this.language)}</span>
        <span>${words.imports.list.by(batch.made_by, formatMoment(batch.made_at, clock))}</span>
        ${batch.parent_id === null ? nothing : html`<a href=${this.linkTo(batch.parent_id)}>${words.imports.list.mends(batch.parent_id)}</a>`}
      </div>
      <div class="body">
        ${
          loading
            ? html`<jw-import-upload .batch=${batch} .desk=${this.#desk}></jw-import-upload>`
            : batch.state === 'discarded'
              ? html`<p>${said.discarded}</p>`
              : this.sheets(batch, layer)
        }
      </div>
      ${faultLine(this.#acting, words)}
      ${
        open
          ? html`<div class="end">
              <jw-sure-button .label=${said.discard} .question=${said.discardSure} @jw-sure=${() => this.discard(batch)}></jw-sure-button>
            </div>`
          : nothing
      }`;
  }

  private sheets(batch: ImportBatch, layer: ImportLayer): TemplateResult {
    const unread = batch.findings === null || batch.state === 'failed';
    const list: Step[] = unread ? ['file'] : stepsOf(batch, layer);
    const open = this.openStep(batch, layer);
    return html`<ol class="steps">
      ${list.map((step, at) => this.sheet(step, at + 1, step === open, batch, layer))}
    </ol>`;
  }

  private openStep(batch: ImportBatch, layer: ImportLayer): Step | null {
    if (batch.findings === null || batch.state === 'failed') return 'file';
    if (this.chosen !== undefined) return this.chosen;
    return firstOpen(batch, layer, this.confirmed) ?? 'apply';
  }

  private sheet(step: Step, number: number, open: boolean, batch: ImportBatch, layer: ImportLayer) {
    const said = this.words.imports.batch;
    const settled = batch.state !== 'failed' && isSettled(step, batch, layer, this.confirmed);
    const asked =
      step === 'place' && !bringsPlaces(batch) ? this.words.imports.place.byAddressQuestion : said.questions[step];
    const line = settled ? summaryOf(step, batch, layer, this.speech) : asked;
    const press = () => {
      this.chosen = open ? null : step;
    };
    return html`<li class=${settled ? 'settled' : ''}>
      <h3>
        <button type="button" aria-expanded=${open} aria-controls="step-${step}" @click=${press}>
          <span class="mark figure" aria-hidden="true">${settled ? icon('check') : number}</span>
          <span class="title">${said.steps[step]}</span>
          <span class="line figure">${line}</span>
          ${settled ? html`<span class="visually-hidden">${said.settled}</span>` : nothing}
          ${icon(open ? 'chevronUp' : 'chevronDown')}
        </button>
      </h3>
      <div id="step-${step}" class="inside" ?hidden=${!open}>
        ${open ? this.inside(step, batch, layer) : nothing}
      </div>
    </li>`;
  }

  private inside(step: Step, batch: ImportBatch, layer: ImportLayer) {
    const { progress, failure: why } = batch;
    if (progress) return this.running(batch, progress);
    const told = !why
      ? nothing
      : why.cancelled
        ? html`<div class="say">${icon('undo')}<p role="status">${why[this.language]}</p></div>`
        : html`<div class="fault">${icon('warning')}<p role="alert">${why[this.language]}</p></div>`;
    return html`<div class="stack">${told}${this.question(step, batch, layer)}</div>`;
  }

  private question(step: Step, batch: ImportBatch, layer: ImportLayer) {
    switch (step) {
      case 'file':
        return html`<jw-import-file .batch=${batch} .layer=${layer} .desk=${this.#desk}></jw-import-file>`;
      case 'place':
        return html`<jw-import-place .batch=${batch} .layer=${layer} .desk=${this.#desk} .reference=${this.reference}></jw-import-place>`;
      case 'columns':
        return html`<jw-import-columns .batch=${batch} .layer=${layer} .desk=${this.#desk}></jw-import-columns>`;
      case 'rows':
        return html`<jw-import-rows .batch=${batch} .layer=${layer} .desk=${this.#desk}></jw-import-rows>`;
      case 'check':
        return html`<jw-import-check .batch=${batch} .layer=${layer} .desk=${this.#desk}></jw-import-check>`;
      case 'apply':
        return html`<jw-import-apply .batch=${batch} .layer=${layer} .desk=${this.#desk} .reference=${this.reference} .back=${this.back}></jw-import-apply>`;
    }
  }

  private running({ id }: ImportBatch, progress: ImportProgress) {
    const { progress: said } = this.words.imports;
    const { rows, rows_total, phase } = progress;
    const share = rows_total === null || rows_total === 0 ? null : rows / rows_total;
    return html`${progressBar(said.phases[phase]!, share, progressLine(progress, this.speech))}
      <div class="foot">
        <button class="outlined" type="button" ?disabled=${this.#acting.busy} @click=${() => this.act(() => cancelRun(id))}>
          ${this.#acting.busy ? `${said.cancelling} …` : said.cancel}
        </button>
      </div>`;
  }

  private discard({ id }: ImportBatch): Promise<boolean> {
    dropUpload(id);
    return this.act(() => discardBatch(id));
  }

  private act(work: () => Promise<ImportBatch>): Promise<boolean> {
    return this.#acting.run(async () => this.#watch.take(await work()));
  }

  private confirm(steps: Step[]): void {
    this.confirmed = new Set(steps);
    keepConfirmed(this.number, this.confirmed);
  }

  private async settle(step: Step): Promise<void> {
    this.confirm([...this.confirmed, step]);
    this.chosen = undefined;
    await this.updateComplete;
    const opened = this.renderRoot.querySelector<HTMLButtonElement>('button[aria-expanded="true"]');
    opened?.focus();
    opened?.closest('li')?.scrollIntoView({ block: 'start' });
  }
}
