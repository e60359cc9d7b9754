import { Task } from '@lit/task';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { type ImportRows, MOST_PREVIEW_ROWS } from '../../../server/api/imports/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine } from '../../elements/submission.ts';
import { beginCheck, listRows, mendCells } from './ask.ts';
import { moved, nextProblem, problemsAt, type Spot } from './cell-moves.ts';
import { ImportSheet } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import { gridStyles } from './row-grid-styles.ts';
import { nameOf } from './summary.ts';

/** The first rows as they stand in the file; what is wrong is marked in its cell and mended there. */
@customElement('jw-import-rows')
export class JwImportRows extends ImportSheet {
  @state() private at: Spot = { row: 0, column: 0 };
  @state() private editing = false;
  /** What was typed into cells, by row and column, until the rows have come anew. */
  @state() private typed: ReadonlyMap<string, string> = new Map();
  #refocus = false;
  #rows = new Task(this, {
    args: () => [this.batch.id, this.isOpen, this.#turn] as const,
    task: async ([id, open], { signal }): Promise<ImportRows | null> => {
      const rows = open ? await listRows(id, 0, MOST_PREVIEW_ROWS, signal) : null;
      this.typed = new Map();
      return rows;
    },
  });
  /** Counts what was mended here, which changes the rows. */
  #turn = 0;

  static override styles = [
    formSheet,
    skeletonStyles,
    importStyles,
    gridStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { look } = words.imports;
    const rows = this.#rows.value;
    return html`
      <p class="note">${look.lead}</p>
      ${this.#rows.error && !rows ? failure(this.#rows.error, words, () => this.#rows.run()) : nothing}
      ${rows ? this.grid(rows) : this.#rows.error ? nothing : bones(10)}
      ${faultLine(this.saving, words)}
      ${
        this.isOpen && this.batch.state !== 'failed'
          ? html`<div class="foot">
              <button class="primary" type="button" ?disabled=${this.saving.busy} @click=${this.check}>${look.go}</button>
              <span class="note">${rows?.more ? look.more : nothing}</span>
            </div>`
          : nothing
      }
    `;
  }

  private grid(rows: ImportRows) {
    const { look } = this.words.imports;
    const problems = rows.items.reduce((sum, item) => sum + item.problems.length, 0);
    return html`<div class="bar">
        <p class="figure" role="status">${problems > 0 ? look.problems(problems) : look.noProblem}</p>
        ${
          problems > 0
            ? html`<button class="outlined" type="button" @click=${() => this.toNext(rows)}>
                ${look.next}<kbd aria-hidden="true">N</kbd>
              </button>`
            : nothing
        }
      </div>
      ${this.said(rows)}
      <div class="wide rows">
        <table role="grid" aria-label=${look.table} aria-describedby="said" @keydown=${(event: KeyboardEvent) => this.press(event, rows)}>
          <thead>
            <tr>
              <th scope="col">${look.row}</th>
              ${rows.columns.map((column) => html`<th scope="col" class=${this.fieldName(column) ? '' : 'unused'}>${column}<span>${this.fieldName(column)}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.items.map((_, row) => this.row(rows, row))}
          </tbody>
        </table>
      </div>`;
  }

  private row(rows: ImportRows, row: number) {
    const { row: label, cells } = rows.items[row]!;
    return html`<tr>
      ${this.cell(rows, { row, column: -1 }, String(label))}
      ${cells.map((text, column) => this.cell(rows, { row, column }, this.typed.get(`${row}:${column}`) ?? text ?? ''))}
    </tr>`;
  }

  private cell(rows: ImportRows, spot: Spot, text: string) {
    const { look } = this.words.imports;
    const here = spot.row === this.at.row && spot.column === this.at.column;
    const wrong = !this.typed.has(`${spot.row}:${spot.column}`) && problemsAt(rows, spot).length > 0;
    const column = rows.columns[spot.column];
    const mended = column !== undefined && rows.items[spot.row]!.mended.includes(column);
    const inside =
      here && this.editing
        ? html`<input
            aria-label=${look.edit(column!, String(rows.items[spot.row]!.row))}
            .value=${text}
            maxlength="2000"
            @keydown=${(event: KeyboardEvent) => this.typing(event, rows)}
            @blur=${() => this.leave()}
          />`
        : html`${wrong ? html`<span class="sign" aria-hidden="true"></span>` : nothing}${text}`;
    return html`<td
      role="gridcell"
      class=${classMap({ wrong, mended, label: spot.column < 0, unused: column !== undefined && !this.fieldName(column) })}
      tabindex=${here ? 0 : -1}
      aria-invalid=${wrong}
      data-spot="${spot.row}:${spot.column}"
      title=${mended ? look.isMended : nothing}
      @focus=${() => this.go(spot, false)}
      @dblclick=${() => this.edit()}
    >${inside}</td>`;
  }

  /** What is wrong with the cell in hand, and what can be done. */
  private said(rows: ImportRows) {
    const { look } = this.words.imports;
    const item = rows.items[this.at.row];
    if (!item) return nothing;
    const column = rows.columns[this.at.column];
    const typed = this.typed.has(`${this.at.row}:${this.at.column}`);
    const problems = typed ? [] : problemsAt(rows, this.at);
    const mended = typed || (column !== undefined && item.mended.includes(column));
    const wrong = problems.length > 0;
    const text = wrong
      ? problems.map(({ sentence }) => sentence[this.language]).join(' ')
      : mended
        ? look.isMended
        : '';
    return html`<div class="said ${wrong ? 'wrong' : ''}">
      <p id="said" aria-live="polite">
        ${wrong ? html`<span class="sign" aria-hidden="true"></span>` : nothing}
        <strong>${column === undefined ? look.rowFault(String(item.row)) : look.edit(column, String(item.row))}</strong>
        ${text}
      </p>
      ${
        column !== undefined && this.isOpen && !this.editing
          ? html`<div class="buttons">
              <button class="link" type="button" @click=${() => this.edit()}>${look.change}</button>
              ${mended ? html`<button class="link" type="button" @click=${() => this.mend(rows, null)}>${look.restore}</button>` : nothing}
            </div>`
          : nothing
      }
    </div>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('editing') && this.editing) {
      const input = this.renderRoot.querySelector<HTMLInputElement>('td input');
      input?.focus();
      input?.select();
    } else if (this.#refocus) {
      this.#refocus = false;
      const { row, column } = this.at;
      this.renderRoot.querySelector<HTMLElement>(`[data-spot="${row}:${column}"]`)?.focus();
    }
  }

  /** The field that a column fills, in words; '' where it fills none. */
  private fieldName(column: string): string {
    const name = Object.entries(this.batch.settings.mapping).find(([, held]) => held === column)?.[0];
    const field = this.layer.fields.find((each) => each.name === name);
    return field ? nameOf(field, this.speech) : '';
  }

  private go(spot: Spot, focus = true): void {
    if (spot.row !== this.at.row || spot.column !== this.at.column) {
      this.editing = false;
      this.at = spot;
    }
    this.#refocus = focus;
    if (focus) this.requestUpdate();
  }

  private edit(): void {
    if (this.isOpen && this.at.column >= 0) this.editing = true;
  }

  private press(event: KeyboardEvent, rows: ImportRows): void {
    if (this.editing || event.ctrlKey || event.metaKey || event.altKey) return;
    const next =
      event.key === 'n' || event.key === 'N'
        ? nextProblem(rows, this.at)
        : moved(this.at, event.key, rows.items.length, rows.columns.length);
    if (event.key === 'Enter' || event.key === 'F2') this.edit();
    else if (next) this.go(next);
    else return;
    event.preventDefault();
  }

  private toNext(rows: ImportRows): void {
    const next = nextProblem(rows, this.at);
    if (next) this.go(next);
  }

  private typing(event: KeyboardEvent, rows: ImportRows): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const text = (event.target as HTMLInputElement).value.trim();
    this.editing = false;
    this.#refocus = true;
    const before = rows.items[this.at.row]!.cells[this.at.column] ?? '';
    if (event.key === 'Enter' && text !== before) void this.mend(rows, text);
  }

  /** Looking elsewhere leaves the cell as it was: only Enter mends. */
  private leave(): void {
    this.editing = false;
  }

  private async mend(rows: ImportRows, value: string | null): Promise<void> {
    const { row } = rows.items[this.at.row]!;
    const column = rows.columns[this.at.column]!;
    const key = `${this.at.row}:${this.at.column}`;
    if (value !== null) this.typed = new Map([...this.typed, [key, value]]);
    const done = await this.change(() => mendCells(this.batch.id, [{ row, column, value }]));
    if (!done) this.typed = new Map();
    this.#refocus = true;
    if (done) this.#turn += 1;
    this.requestUpdate();
  }

  private check = async (): Promise<void> => {
    this.desk.doubt('check');
    if (await this.change(() => beginCheck(this.batch.id))) this.settle('rows');
  };
}
