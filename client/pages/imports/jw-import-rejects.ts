import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportBatch, ImportReject } from '../../../server/api/imports/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, failure } from '../../elements/parts.ts';
import { saveBytes } from '../../elements/saved-file.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatSection } from '../../state/section.ts';
import { store } from '../../state/store.ts';
import { listRejects, makeBatch, takeRejects } from './ask.ts';
import { fileDrop } from './file-drop.ts';
import { ImportSheet } from './import-sheet.ts';
import { dropStyles, importStyles } from './import-styles.ts';
import { tableOf } from './steps.ts';
import { nameOf } from './summary.ts';
import { startUpload } from './uploads.ts';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What was typed to mend cells, by the reject's number. */
export type TypedCells = ReadonlyMap<number, { row: string; column: string; value: string }>;

/**
 * Rows that were not loaded or would not be, with the reasons; as a sheet to mend, and the place for the mended one.
 * @fires jw-import-open with the batch of the mended sheet.
 * @fires jw-import-typed with `TypedCells`, when one was typed.
 * @fires jw-import-mend when the cells that were typed are to be mended.
 */
@customElement('jw-import-rejects')
export class JwImportRejects extends ImportSheet {
  @property({ attribute: false }) typed: TypedCells = new Map();
  @state() private over = false;
  #taking = new Submission(this);
  #rejects = new Paging<ImportReject>(this, (page, signal) => listRejects(this.batch.id, page, signal));

  static override styles = [
    formSheet,
    skeletonStyles,
    importStyles,
    dropStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .wide {
        max-block-size: 20rem;
        overflow: auto;
      }
      td:nth-child(2) {
        min-inline-size: 5em;
      }
      td:nth-child(3) {
        min-inline-size: 14rem;
      }
      td input {
        inline-size: 100%;
        min-inline-size: 8rem;
        min-block-size: max(2rem, var(--target));
        padding: 0 var(--space-2);
        border: 1px solid color-mix(in srgb, var(--rule) 60%, var(--ink-faint));
        border-radius: var(--radius);
        background: var(--sheet-raised);
        color: inherit;
        font: inherit;
      }
      @media (max-width: 599px) {
        td:nth-child(2) {
          min-inline-size: 3em;
        }
        td:nth-child(3) {
          min-inline-size: 7rem;
        }
        td input {
          min-inline-size: 5.5rem;
        }
        th,
        td {
          padding-inline: var(--space-1);
        }
      }
      .number {
        text-align: start;
        white-space: nowrap;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('batch');
    if (changed.has('batch') && JSON.stringify(before?.counts) !== JSON.stringify(this.batch.counts))
      void this.#rejects.restart();
  }

  override render() {
    const { words } = this;
    const { check } = words.imports;
    const { rows, state, error, hasMore } = this.#rejects;
    return html`<div>
        <h3>${check.rejects}</h3>
        <div class="wide" role="region" tabindex="0" aria-label=${check.rejects}>
          <table>
            <thead>
              <tr>
                <th scope="col">${check.rejectRow}</th>
                <th scope="col">${check.rejectColumn}</th>
                <th scope="col">${check.rejectWhy}</th>
                ${this.mendable ? html`<th scope="col">${check.rejectInstead}</th>` : nothing}
              </tr>
            </thead>
            <tbody>
              ${rows.map((reject) => this.reject(reject))}
            </tbody>
          </table>
          ${state === 'pending' && rows.length === 0 ? bones(4) : nothing}
          ${state === 'error' ? failure(error, words, () => this.#rejects.more()) : nothing}
          ${hasMore && state === 'done' ? html`<button class="link" type="button" @click=${() => this.#rejects.more()}>${words.common.more}</button>` : nothing}
        </div>
      </div>
      ${
        this.batch.has_file
          ? html`<div class="buttons">
                ${this.asked()}
                ${
                  this.typed.size > 0
                    ? html`<button class="primary" type="button" ?disabled=${this.saving.busy} @click=${this.mendTyped}>${check.mendTyped(this.typed.size)}</button>`
                    : nothing
                }
                ${
                  this.isRepeatable
                    ? html`<button class="outlined" type="button" ?disabled=${this.#taking.busy || this.saving.busy} @click=${this.repeat}>${icon('bringIn')}${check.repeat}</button>`
                    : nothing
                }
                <button class="outlined" type="button" ?disabled=${this.#taking.busy} @click=${this.take}>${icon('save')}${check.download}</button>
              </div>
              ${this.isRepeatable ? html`<p class="note">${check.repeatLead}</p>` : nothing}
              ${faultLine(this.#taking, words)}`
          : nothing
      }
      ${
        this.batch.state !== 'applied'
          ? nothing
          : this.hasShapes
            ? html`<p class="note">${check.mendShapes}</p>`
            : fileDrop({
                over: this.over,
                small: true,
                title: check.mend,
                note: html`<p class="note">${check.mendLead}</p>`,
                pick: words.imports.start.pick,
                hover: (over) => {
                  this.over = over;
                },
                take: ([file]) => void this.mend(file),
              })
      }
      ${faultLine(this.saving, words)}`;
  }

  /** The way to where doubtful addresses are decided. */
  private asked() {
    const { settings, id } = this.batch;
    const { geometry } = this.layer;
    if (!settings.by_address && (geometry !== null || settings.mapping.address === undefined)) return nothing;
    const { theme, language } = store.state;
    const href = `/reviews${formatSection({ section: '', theme, language, rest: { batch: String(id) } })}`;
    return html`<a class="outlined" href=${href}>${icon('pin')}${this.words.imports.check.review}</a>`;
  }

  private reject({ id, row, column, sentence }: ImportReject) {
    const { check } = this.words.imports;
    const name = this.columnOf(column);
    const type = (event: Event) => {
      const value = (event.target as HTMLInputElement).value.trim();
      const typed = new Map(this.typed);
      if (value === '') typed.delete(id);
      else typed.set(id, { row, column: column!, value });
      this.emit('jw-import-typed', typed satisfies TypedCells);
    };
    // An Enter that chooses among characters of an input method is not one that sends.
    const send = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.isComposing && this.typed.size > 0) this.mendTyped();
    };
    return html`<tr>
      <td class="number">${row}</td>
      <td>${name}</td>
      <td>${sentence[this.language]}</td>
      ${
        this.mendable
          ? html`<td>
              ${
                this.isTheirs(column)
                  ? html`<input aria-label=${check.rejectMend(name, row)} maxlength="2000" autocomplete="off" ?disabled=${this.saving.busy} @input=${type} @keydown=${send} />`
                  : nothing
              }
            </td>`
          : nothing
      }
    </tr>`;
  }

  /** Whether a cell can be mended here: before the import, while the file is there. */
  private get mendable(): boolean {
    return this.isOpen && this.batch.state === 'checked';
  }

  private isTheirs(name: string | null): boolean {
    return this.batch.findings?.columns.some(({ column }) => column === name) ?? false;
  }

  /** A column of the file; of a load by the command line, which looks for its columns itself, it may be our field. */
  private columnOf(name: string | null): string {
    const field = this.isTheirs(name) ? undefined : this.layer.fields.find((each) => each.name === name);
    return field ? nameOf(field, this.speech) : (name ?? '');
  }

  private mendTyped = (): void => this.emit('jw-import-mend', null);

  /** Shapes have no place in a sheet. */
  private get hasShapes(): boolean {
    return Boolean(tableOf(this.batch)?.geometry);
  }

  /** Whether the rejected rows can be a batch of their own as they are: mended there, or found by addresses decided since. */
  private get isRepeatable(): boolean {
    return this.batch.state === 'applied' && this.batch.has_file && !this.hasShapes;
  }

  private get sheetName(): string {
    return `${this.batch.file_name.replace(/\.[^.]*$/, '')}-${this.words.imports.check.rejected}.xlsx`;
  }

  private take = async (): Promise<void> => {
    const { id } = this.batch;
    await this.#taking.run(async () => saveBytes(this.sheetName, workbookType, await takeRejects(id)));
  };

  private repeat = async (): Promise<void> => {
    let file: File | undefined;
    await this.#taking.run(async () => {
      file = new File([await takeRejects(this.batch.id)], this.sheetName, { type: workbookType });
    });
    await this.mend(file);
  };

  private async mend(file: File | undefined): Promise<void> {
    if (!file) return;
    let made: ImportBatch | undefined;
    await this.saving.run(async () => {
      made = await makeBatch(this.batch.kind, file, this.batch.id);
    });
    if (!made) return;
    void startUpload(made.id, file, made.received_bytes);
    this.emit('jw-import-open', made);
  }
}
