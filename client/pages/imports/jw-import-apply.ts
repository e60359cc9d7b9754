import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImportKind } from '../../../server/api/imports/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { faultLine } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { formatExact } from '../../format/time.ts';
import { panelPadding } from '../../map/camera.ts';
import { formatSection, pageLink } from '../../state/section.ts';
import { may } from '../../state/session.ts';
import { initialState, store } from '../../state/store.ts';
import { formatHash } from '../../state/url.ts';
import { beginApply, beginUndo } from './ask.ts';
import { cameraOver } from './camera-over.ts';
import { ImportSheet } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import './jw-import-rejects.ts';
import { canGoOn } from './steps.ts';
import { countsLine } from './summary.ts';

/** Kinds whose rows are kept in a register. */
const registers: readonly ImportKind[] = [
  'compounds',
  'buildings',
  'units',
  'households',
  'residents',
  'organisations',
  'facilities',
  'devices',
];

/** Kinds whose rows the report on data quality knows by their source. */
const reported: readonly ImportKind[] = ['areas', 'compounds', 'buildings', 'organisations', 'facilities', 'devices'];

/** The import itself: the button that says what it will do, afterwards what was done, and taking it out again. */
@customElement('jw-import-apply')
export class JwImportApply extends ImportSheet {
  @property({ attribute: false }) reference!: Reference;
  /** The address of the list. */
  @property() back = '';

  static override styles = [
    formSheet,
    importStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .done {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--type-3);
        font-weight: 600;
      }
      .buttons a {
        min-block-size: var(--target);
      }
    `,
  ];

  override render() {
    const { batch, words } = this;
    if (batch.state === 'applied' || batch.state === 'undone') return this.done();
    const { apply } = words.imports;
    const { counts } = batch;
    if (batch.state !== 'checked' || !counts) return html`<p class="note">${apply.first}</p>`;
    if (!canGoOn(batch)) return html`<p class="note">${apply.rejected}</p>`;
    const rows = counts.new + counts.changed;
    if (rows + counts.deleted === 0) return html`<p>${apply.nothing}</p>`;
    const label =
      counts.deleted > 0 ? apply.goDelete(this.figure(rows), this.figure(counts.deleted)) : apply.go(this.figure(rows));
    return html`<p class="figure">${countsLine(counts, this.speech)}${this.language === 'en' ? '. ' : '。'}${apply.lead}</p>
      ${faultLine(this.saving, words)}
      <div class="buttons">
        <button class="primary figure" type="button" ?disabled=${this.saving.busy} @click=${this.apply}>${label}</button>
      </div>`;
  }

  private done() {
    const { batch, words, language } = this;
    const { apply } = words.imports;
    const { counts, state, applied_at, undone_at, undone_by } = batch;
    const clock = clockOf(this.reference, language);
    const undone = state === 'undone';
    const rows = counts ? counts.new + counts.changed + counts.deleted : 0;
    return html`<div class="stack">
      ${applied_at ? html`<p class=${undone ? 'figure' : 'done figure'}>${undone ? nothing : icon('check')}${apply.done(formatExact(applied_at, clock))}</p>` : nothing}
      ${counts ? html`<p class="figure">${countsLine(counts, this.speech)}</p>` : nothing}
      ${undone && undone_at ? html`<p class="figure">${apply.undone(formatExact(undone_at, clock), undone_by)}</p>` : nothing}
      <div class="buttons">
        ${undone ? nothing : this.links()}
        <a class="outlined" href=${this.back}>${icon('bringIn')}${apply.new}</a>
      </div>
      ${
        counts && counts.rejected > 0 && !undone
          ? html`<p>${apply.rejectsLeft(this.figure(counts.rejected))}</p>
              <jw-import-rejects .batch=${batch} .layer=${this.layer} .desk=${this.desk}></jw-import-rejects>`
          : nothing
      }
      ${faultLine(this.saving, words)}
      ${
        undone
          ? nothing
          : html`<jw-sure-button
              .label=${apply.undo}
              .question=${apply.undoSure(this.figure(rows))}
              ?disabled=${this.saving.busy}
              @jw-sure=${this.undo}
            ></jw-sure-button>`
      }
    </div>`;
  }

  private links() {
    const { apply } = this.words.imports;
    const view = store.state;
    const { theme, language } = view;
    const extent = this.batch.counts?.extent;
    const page = document.documentElement;
    const size_px = { width: page.clientWidth, height: page.clientHeight };
    const camera = extent && cameraOver(extent, size_px, panelPadding(page));
    const map = camera ? `/${formatHash({ ...initialState, theme, language, camera })}` : pageLink('/', view);
    const quality = `/quality${formatSection({ section: '', theme, language, rest: { source: this.batch.source } })}`;
    return html`<a class="outlined" href=${map}>${icon('whole')}${apply.toMap}</a>
      ${may('edit') && registers.includes(this.batch.kind) ? html`<a class="outlined" href=${pageLink('/register', view)}>${icon('record')}${apply.toRegister}</a>` : nothing}
      ${reported.includes(this.batch.kind) ? html`<a class="outlined" href=${quality}>${icon('audit')}${apply.toQuality}</a>` : nothing}`;
  }

  private figure(rows: number): string {
    return formatCount(rows, this.language);
  }

  private apply = (): void => {
    void this.change(() => beginApply(this.batch));
  };

  private undo = (): void => {
    void this.change(() => beginUndo(this.batch.id));
  };
}
