import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ImportSettings } from '../../../server/api/imports/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, failure } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { beginReading, listRows, saveSettings } from './ask.ts';
import { encodingName, encodings } from './encodings.ts';
import { ImportSheet } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import { tableOf } from './steps.ts';

const sampleRows = 3;

/** How the file is read: which of its tables, its encoding and heading, and what comes out of it. */
@customElement('jw-import-file')
export class JwImportFile extends ImportSheet {
  #sample = new Task(this, {
    args: () => [this.batch.id, this.isRead && JSON.stringify(this.readAs), this.isOpen] as const,
    task: async ([id, found, open], { signal }) =>
      found && open && this.layer.fields.length > 0 ? listRows(id, 0, sampleRows, signal) : null,
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    importStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      td {
        max-inline-size: 16rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    const { words, batch } = this;
    const { file, batch: said } = words.imports;
    const notes = batch.findings?.notes ?? [];
    return html`
      ${
        notes.length > 0
          ? html`<div class="say">
              ${icon('eye')}
              <div>
                <p>${file.notes}</p>
                <ul>
                  ${notes.map((note) => html`<li>${note[this.language]}</li>`)}
                </ul>
              </div>
            </div>`
          : nothing
      }
      ${batch.state === 'failed' ? html`<p>${this.failedWords}</p>` : nothing}
      ${this.layer.fields.length > 0 ? this.choices() : html`<p>${file.osm}</p>`}
      ${this.sample()} ${faultLine(this.saving, words)}
      ${
        this.isOpen && this.isRead
          ? html`<div class="foot">
              <button class="primary" type="button" ?disabled=${this.saving.busy} @click=${() => this.settle('file')}>${said.yes}</button>
            </div>`
          : nothing
      }
    `;
  }

  private choices() {
    const { file } = this.words.imports;
    const { settings, findings } = this.batch;
    const table = tableOf(this.batch);
    const { text, headed } = this.readable;
    const tables = findings?.tables ?? [];
    return html`<div class="fields">
      ${
        tables.length > 1
          ? this.field(
              'table',
              file.table,
              html`<select id="table" ?disabled=${!this.isOpen} @change=${this.chooseTable}>
                ${tables.map(({ name, rows }) => {
                  const label = rows === null ? name : file.tableRows(name, formatCount(rows, this.language));
                  return html`<option value=${name} ?selected=${name === findings?.table}>${label}</option>`;
                })}
              </select>`,
            )
          : nothing
      }
      ${
        text || table?.encoding
          ? this.field(
              'encoding',
              file.encoding,
              html`<select id="encoding" ?disabled=${!this.isOpen} @change=${this.choose('encoding')}>
                <option value="" ?selected=${settings.encoding === null}>
                  ${file.encodingFound(encodingName(table?.encoding?.name ?? ''))}
                </option>
                ${encodings.map(([label, name]) => html`<option value=${label} ?selected=${settings.encoding === label}>${name}</option>`)}
              </select>`,
            )
          : nothing
      }
      ${
        text
          ? this.field(
              'delimiter',
              file.delimiter,
              html`<select id="delimiter" ?disabled=${!this.isOpen} @change=${this.choose('delimiter')}>
                ${Object.entries(file.delimiters).map(
                  ([sign, name]) =>
                    html`<option value=${sign} ?selected=${(settings.delimiter ?? '') === sign}>${name}</option>`,
                )}
              </select>`,
            )
          : nothing
      }
      ${
        headed
          ? this.field(
              'header',
              file.header,
              html`<input
                  id="header"
                  type="number"
                  min="0"
                  max="1000"
                  aria-describedby="header-note"
                  ?disabled=${!this.isOpen}
                  .value=${settings.header_row === null ? '' : String(settings.header_row)}
                  @change=${this.chooseHeader}
                />
                <span class="note" id="header-note">${file.headerFound}</span>`,
            )
          : nothing
      }
    </div>`;
  }

  private field(id: string, label: string, input: unknown) {
    return html`<div class="field"><label for=${id}>${label}</label>${input}</div>`;
  }

  private sample() {
    const { file } = this.words.imports;
    return this.#sample.render({
      pending: () => bones(3),
      error: (error) => failure(error, this.words, () => this.#sample.run()),
      complete: (rows) => {
        if (!rows) return nothing;
        if (rows.items.length === 0) return html`<p>${file.noRows}</p>`;
        return html`<div>
          <h3>${file.sample}</h3>
          <div class="wide" role="region" tabindex="0" aria-label=${file.sample}>
            <table>
              <thead>
                <tr>${rows.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
              </thead>
              <tbody>
                ${rows.items.map(({ cells }) => html`<tr>${cells.map((cell) => html`<td title=${cell ?? ''}>${cell ?? ''}</td>`)}</tr>`)}
              </tbody>
            </table>
          </div>
        </div>`;
      },
    });
  }

  private get isRead(): boolean {
    return this.batch.findings !== null && this.batch.state !== 'failed';
  }

  /** Whether it is a text table, and whether it has rows of headings; by its name where nobody could read it. */
  private get readable(): { text: boolean; headed: boolean } {
    const { findings, file_name } = this.batch;
    const text = findings ? findings.format === 'csv' : /\.(csv|tsv|txt)/i.test(file_name);
    return { text, headed: text || (findings ? findings.format === 'xlsx' : /\.xlsx/i.test(file_name)) };
  }

  /** What can be done with a file that was not understood. */
  private get failedWords(): string {
    const { file } = this.words.imports;
    const { text, headed } = this.readable;
    return text ? file.failedAgain : headed ? file.failedHead : file.failedOther;
  }

  private get readAs() {
    const { table, encoding, delimiter, header_row } = this.batch.settings;
    return { table, encoding, delimiter, header_row };
  }

  private chooseTable = (event: Event): void => {
    void this.readAnew({ table: (event.target as HTMLSelectElement).value, crs: null });
  };

  private choose = (name: 'encoding' | 'delimiter') => (event: Event) => {
    void this.readAnew({ [name]: (event.target as HTMLSelectElement).value || null });
  };

  private chooseHeader = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    void this.readAnew({ header_row: text === '' ? null : Number(text) });
  };

  /** Columns may be called otherwise now, so they are matched anew. */
  private readAnew(settings: Partial<ImportSettings>): Promise<boolean> {
    const { id } = this.batch;
    return this.change(async () => {
      await saveSettings(id, { ...settings, mapping: {}, codes: {} });
      return beginReading(id);
    });
  }
}
