import { VirtualizerController } from '@tanstack/lit-virtual';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { IncidentSort, ListedIncident } from '../../server/api/work-list/schema.ts';
import { select } from '../state/actions.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { deadlineMark, deadlineOf } from './incident-deadline.ts';
import { incidentStyles } from './incident-styles.ts';
import type { Reference } from './reference.ts';
import { nothingChosen, type RowChoice, reached, rowAfter, toggled } from './row-choice.ts';
import { styleOf } from './style-of.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';
import { type RowWords, tableCells, twoLines } from './work-cells.ts';
import { workTableStyles } from './work-table-styles.ts';

/** Heights of a row, rem: of two lines, and in a table. */
const TWO_LINES = 3.5;
const ONE_LINE = 2.5;
/** Rows before the last at which the next page is asked for. */
const AHEAD = 60;

/** Columns of the table, and in which order each can be sorted by a press on its head. */
const columns = [
  ['code', null],
  ['what', 'severity'],
  ['where', null],
  ['step', null],
  ['hands', null],
  ['due', 'due'],
  ['reported', 'newest'],
] as const;

/**
 * The rows of the work list, of which only those in sight are there. One stop for the keyboard: arrows, page and end keys move, with
 * shift they choose a range, space chooses, enter opens.
 * @fires jw-choice with a RowChoice. @fires jw-more near the end. @fires jw-sort with an order. @fires jw-choose-all on Ctrl+A.
 */
@customElement('jw-work-table')
export class JwWorkTable extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) rows: readonly ListedIncident[] = [];
  @property({ attribute: false }) choice: RowChoice = nothingChosen;
  @property() sort: IncidentSort = 'newest';
  /** All that match, where it is known. */
  @property({ type: Number }) count: number | null = null;
  @property({ type: Boolean }) more = false;
  @property({ type: Boolean, reflect: true }) wide = false;
  @query('.rows') private scroller!: HTMLElement;

  #opened = new StoreController(this, ({ selection }) => (selection?.kind === 'incident' ? selection.id : null));
  #virtual = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    getScrollElement: () => this.scroller,
    count: 0,
    estimateSize: () => this.#line,
    overscan: 8,
  });
  /** Height of a row, px. */
  #line = TWO_LINES * 16;

  static override styles = [sheetStyles, controlStyles, skeletonStyles, incidentStyles, workTableStyles];

  /** Goes back to the first row. */
  toTop(): void {
    this.#virtual.getVirtualizer().scrollToOffset(0);
  }

  override willUpdate(changed: PropertyValues): void {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const line = (this.wide ? ONE_LINE : TWO_LINES) * rem;
    const virtual = this.#virtual.getVirtualizer();
    const count = this.rows.length + (this.more ? 1 : 0);
    if (changed.has('rows') || changed.has('more') || line !== this.#line || virtual.options.count !== count) {
      virtual.setOptions({ ...virtual.options, count });
      if (line !== this.#line) {
        this.#line = line;
        virtual.measure();
      }
    }
  }

  override updated(): void {
    this.style.setProperty('--line', `${this.#line}px`);
    const last = this.#virtual.getVirtualizer().getVirtualItems().at(-1);
    if (this.more && last && last.index >= this.rows.length - AHEAD) this.emit('jw-more');
  }

  override render(): TemplateResult {
    const virtual = this.#virtual.getVirtualizer();
    const { rows, choice, words } = this;
    const at = rows[choice.at];
    return html`
      ${this.wide ? this.head() : nothing}
      <div
        class="rows"
        role="grid"
        tabindex="0"
        aria-label=${words.work.table}
        aria-multiselectable="true"
        aria-rowcount=${this.count ?? -1}
        aria-activedescendant=${at ? `row-${at.id}` : nothing}
        @keydown=${this.keyed}
        @click=${this.pressed}
      >
        <div role="presentation" style=${styleOf({ 'block-size': `${virtual.getTotalSize()}px` })}>
          ${virtual.getVirtualItems().map(({ index, start }) => this.line(index, start))}
        </div>
      </div>
    `;
  }

  private line(index: number, start: number): TemplateResult {
    const row = this.rows[index];
    const place = styleOf({ translate: `0 ${start}px` });
    if (!row)
      return html`<div class="line" style=${place} aria-hidden="true"><span></span><span class="bone"></span></div>`;
    const { choice, words } = this;
    const chosen = choice.ids.has(row.id);
    const classes = `line${index === choice.at ? ' at' : ''}${row.id === this.#opened.value ? ' opened' : ''}`;
    const shown: RowWords = {
      reference: this.reference,
      language: this.language,
      words,
      due: deadlineMark(deadlineOf(row, Date.now()), this.language, words),
    };
    return html`<div
      class=${classes}
      style=${place}
      role="row"
      id="row-${row.id}"
      data-at=${index}
      aria-rowindex=${index + 1}
      aria-selected=${chosen}
    >
      <label class="choose" role="gridcell">
        <input type="checkbox" tabindex="-1" .checked=${chosen} aria-label=${words.work.chooseRow(row.title)} />
      </label>
      ${this.wide ? tableCells(row, shown) : twoLines(row, shown)}
    </div>`;
  }

  private head(): TemplateResult {
    const { words, sort } = this;
    return html`<div class="head" role="row">
      <span></span>
      ${columns.map(([name, by]) => {
        const label = words.work.columns[name];
        if (!by) return html`<span role="columnheader">${label}</span>`;
        const sorted = sort === by || (by === 'newest' && sort === 'oldest');
        const direction = !sorted ? 'none' : sort === 'newest' || sort === 'severity' ? 'descending' : 'ascending';
        const next = by === 'newest' && sort === 'newest' ? 'oldest' : by;
        return html`<span role="columnheader" aria-sort=${direction}>
          <button title=${words.work.sorts[next]} @click=${() => this.emit('jw-sort', next)}>
            ${label}<span aria-hidden="true">${{ none: '↕', descending: '↓', ascending: '↑' }[direction]}</span>
          </button>
        </span>`;
      })}
    </div>`;
  }

  private get ids(): number[] {
    return this.rows.map(({ id }) => id);
  }

  private pressed(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>('[data-at]');
    if (!line) return;
    const at = Number(line.dataset.at);
    if (target.closest('.choose')) {
      // The label would press the box once more.
      if (!(target instanceof HTMLInputElement)) event.preventDefault();
      this.choose(event.shiftKey ? reached(this.choice, this.ids, at) : toggled(this.choice, this.ids, at));
    } else if (event.shiftKey) this.choose(reached(this.choice, this.ids, at));
    else if (event.ctrlKey || event.metaKey) this.choose(toggled(this.choice, this.ids, at));
    else this.open(at);
  }

  private keyed(event: KeyboardEvent): void {
    const { choice } = this;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.#line) - 1);
    const to = rowAfter(event.key, choice.at, this.rows.length, page);
    if (to !== null) {
      this.choose(event.shiftKey ? reached(choice, this.ids, to) : { ...choice, at: to, from: -1 });
      this.#virtual.getVirtualizer().scrollToIndex(to, { align: 'auto' });
    } else if (event.key === ' ') this.choose(toggled(choice, this.ids, Math.max(choice.at, 0)));
    else if (event.key === 'Enter' && choice.at >= 0) this.open(choice.at);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.emit('jw-choose-all');
    else if (event.key === 'Escape' && choice.ids.size > 0) this.choose({ ...choice, ids: new Set() });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private choose(choice: RowChoice): void {
    this.emit('jw-choice', choice);
  }

  private open(at: number): void {
    const row = this.rows[at];
    if (!row) return;
    this.choose({ ...this.choice, at, from: at });
    select({ kind: 'incident', id: row.id });
  }
}
