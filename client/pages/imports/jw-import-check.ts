import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ImportCounts, ImportSettings } from '../../../server/api/imports/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { faultLine } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { beginCheck, mendCells, saveSettings } from './ask.ts';
import { ImportSheet } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import type { TypedCells } from './jw-import-rejects.ts';
import './jw-import-rejects.ts';
import { canGoOn, stoppingRejects } from './steps.ts';

/** What an import would do: exact counts of a dry run, and what is left to decide. */
@customElement('jw-import-check')
export class JwImportCheck extends ImportSheet {
  /** Cells that were typed over and are not mended yet: whatever counts anew mends them first, and nobody goes on without them. */
  @state() private typed: TypedCells = new Map();

  static override styles = [
    formSheet,
    importStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-6);
        margin-block: var(--space-2);
      }
      .counts div {
        display: flex;
        flex-direction: column-reverse;
      }
      .counts dd {
        font-size: var(--type-5);
        line-height: 1.2;
      }
      .none {
        color: var(--ink-faint);
      }
      .ask {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
      }
      .more li {
        color: var(--ink-soft);
        font-size: var(--type-1);
      }
      fieldset {
        display: grid;
        gap: var(--space-1);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('batch');
    if (before && JSON.stringify(before.counts) !== JSON.stringify(this.batch.counts)) this.typed = new Map();
  }

  override render() {
    const { words, batch } = this;
    const { check } = words.imports;
    const { counts } = batch;
    return html`
      <p class="note">${check.lead}</p>
      ${counts ? this.counted(counts) : nothing} ${faultLine(this.saving, words)}
      ${
        this.isOpen
          ? html`<div class="foot">
              ${
                counts && canGoOn(batch) && this.typed.size === 0
                  ? html`<button class="primary" type="button" ?disabled=${this.saving.busy} @click=${() => this.settle('check')}>
                      ${words.imports.batch.yes}
                    </button>`
                  : nothing
              }
              <button class=${counts ? 'outlined' : 'primary'} type="button" ?disabled=${this.saving.busy} @click=${() => this.recount()}>
                ${counts ? check.again : check.go}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  private counted(counts: ImportCounts): TemplateResult {
    const { check } = this.words.imports;
    const keys = [
      'new',
      'changed',
      'same',
      'rejected',
      ...(this.isWhole && counts.absent > 0 ? (['deleted'] as const) : []),
    ] as const;
    return html`<div>
        <h3>${check.would}</h3>
        <dl class="counts figure">
          ${keys.map((key) => html`<div class=${counts[key] === 0 ? 'none' : ''}><dt>${check[key]}</dt><dd>${this.figure(counts[key])}</dd></div>`)}
        </dl>
        <ul class="more figure">
          ${this.rest(counts).map((line) => html`<li>${line}</li>`)}
        </ul>
      </div>
      ${
        counts.rejected > 0
          ? html`<jw-import-rejects
            .batch=${this.batch}
            .layer=${this.layer}
            .desk=${this.desk}
            .typed=${this.typed}
            @jw-import-typed=${(event: CustomEvent<TypedCells>) => {
              this.typed = event.detail;
            }}
            @jw-import-mend=${() => this.recount()}
          ></jw-import-rejects>`
          : nothing
      }
      ${this.choices(counts)}`;
  }

  /** What a clerk should know besides, a line each. */
  private rest(counts: ImportCounts): string[] {
    const { check } = this.words.imports;
    const warnings = counts.warnings.map(({ sentence, rows, first }) =>
      check.warning(sentence[this.language], this.figure(rows), String(first)),
    );
    const notes = (['outside', 'skipped', 'united', 'incomplete', 'reassigned'] as const).flatMap((key) => {
      const rows = key === 'outside' ? counts.outside_grids : counts[key];
      return rows > 0 ? [check[key](this.figure(rows))] : [];
    });
    const dropped = counts.dropped_columns.join(this.language === 'en' ? ', ' : '、');
    return [check.read(this.figure(counts.read)), ...notes, ...(dropped ? [check.dropped(dropped)] : []), ...warnings];
  }

  private choices(counts: ImportCounts) {
    const { check } = this.words.imports;
    const { keep_good, absent } = this.batch.settings;
    const stopping = stoppingRejects(this.batch);
    const rest = counts.new + counts.changed + counts.same;
    return html`${
      stopping > 0
        ? html`<fieldset ?disabled=${!this.isOpen || this.saving.busy}>
            <legend><span class="ask">${icon('warning')}${check.rejectedChoice}</span></legend>
            ${this.choice('rejected', !keep_good, check.stopAll(this.figure(stopping)), { keep_good: false })}
            ${this.choice('rejected', keep_good, check.keepGood(this.figure(rest)), { keep_good: true })}
          </fieldset>`
        : nothing
    }
    ${
      this.isWhole && counts.absent > 0
        ? html`<fieldset ?disabled=${!this.isOpen || this.saving.busy}>
            <legend>${check.absentChoice(this.batch.source, this.figure(counts.absent))}</legend>
            ${this.choice('absent', absent === 'keep', check.absentKeep, { absent: 'keep' })}
            ${this.choice('absent', absent === 'delete', check.absentDelete, { absent: 'delete' })}
          </fieldset>`
        : nothing
    }`;
  }

  /** Whether the file is the whole of its source: a sheet of mended rows says nothing of the others. */
  private get isWhole(): boolean {
    return this.batch.parent_id === null;
  }

  private choice(name: string, checked: boolean, label: string, settings: Partial<ImportSettings>) {
    return html`<label class="choice">
      <input type="radio" name=${name} .checked=${checked} @change=${() => this.recount(settings)} />${label}
    </label>`;
  }

  private figure(rows: number): string {
    return formatCount(rows, this.language);
  }

  /** Other cells or settings, other counts: they are counted anew at once. */
  private recount(settings?: Partial<ImportSettings>): Promise<boolean> {
    const { id } = this.batch;
    this.desk.doubt('check');
    return this.change(async () => {
      if (this.typed.size > 0) await mendCells(id, [...this.typed.values()]);
      if (settings) await saveSettings(id, settings);
      return beginCheck(id);
    });
  }
}
