import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaSummary } from '../../server/api/wire.ts';
import type { IncidentSort } from '../../server/api/work-list/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { addDays, formatDate } from '../format/time.ts';
import { setPeriod, setStatus } from '../state/actions.ts';
import { shownPeriod } from '../state/period.ts';
import { may } from '../state/session.ts';
import { isGroup, statusGroups } from '../state/status.ts';
import { StoreController } from '../state/store-controller.ts';
import { categorySelect } from './category-select.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import './jw-bulk-bar.ts';
import './jw-export-menu.ts';
import './jw-work-table.ts';
import type { JwWorkTable } from './jw-work-table.ts';
import { partStyles } from './part-styles.ts';
import { bones, empty, failure, heading } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { allOf, nothingChosen, type RowChoice, without } from './row-choice.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';
import { type ListQuery, severities, sorts } from './work-filter.ts';
import { workListStyles } from './work-list-styles.ts';
import { PAGE_ROWS, WorkRows } from './work-rows.ts';

const tabs = [null, ...statusGroups] as const;
/** Counted at most; one more stands for more. */
const MOST_COUNTED = 10_000;
/** Rest after a key before words are searched for, ms. */
const TYPING_MS = 300;

/**
 * The work list: incidents of an area in the chosen period, the same that the map shows, and narrower where asked; to be sorted, chosen,
 * and done many at once.
 * @fires jw-wide with whether the reader wants it wide.
 */
@customElement('jw-incident-list')
export class JwIncidentList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Area whose incidents are listed; none: all. */
  @property() area_code: string | undefined;
  /** From the root to that area. */
  @property({ attribute: false }) areas: readonly AreaSummary[] = [];
  /** What the area is called. */
  @property() place = '';
  /** A table instead of lines. */
  @property({ type: Boolean, reflect: true }) wide = false;
  @state() private choice: RowChoice = nothingChosen;
  @state() private sort: IncidentSort = 'newest';
  @state() private severity: ListQuery['severity'];
  @state() private mine = false;
  @state() private q = '';
  /** Something was done with many: what became of it is told until the next question. */
  @state() private acted = false;
  @query('jw-work-table') private table!: JwWorkTable | null;

  #view = new StoreController(this, (view) => view);
  #asked = '';
  #typing: ReturnType<typeof setTimeout> | undefined;
  #rows = new WorkRows(this, {
    load: (asked, page, signal) =>
      answer(api.incidents.$get({ query: { ...asked, page, limit: String(PAGE_ROWS) } }, { init: { signal } })),
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, workListStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  override willUpdate(): void {
    const asked = JSON.stringify(this.asked);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.choice = nothingChosen;
    this.acted = false;
    void this.refresh();
  }

  override render(): TemplateResult {
    const { words } = this;
    const width = this.wide ? words.work.narrow : words.work.wide;
    return html`
      <div class="top">
        ${heading('', words.work.title, this.span)}
        <div class="tools">
          <jw-export-menu .reference=${this.reference} .asked=${this.asked} .count=${this.#rows.count} .place=${this.place} ?named=${this.wide}></jw-export-menu>
          <button class="quiet widen" aria-pressed=${this.wide} title=${width} @click=${() => this.emit('jw-wide', !this.wide)}>
            ${icon(this.wide ? 'shrink' : 'widen')}<span class=${this.wide ? '' : 'visually-hidden'}>${width}</span>
          </button>
        </div>
      </div>
      <slot name="period"></slot>
      ${this.tabs()} ${this.filters()} ${this.news()} ${this.list()} ${this.bulk()}
    `;
  }

  private get span(): string {
    const { words, language } = this;
    const { today } = this.reference.deployment;
    const day = (value: string) => formatDate(value, { today, language });
    const { from, to } = this.asked;
    return this.querySelector('jw-period') ? this.place : words.incidents.of(this.place, day(from), day(to));
  }

  private tabs(): TemplateResult {
    const { words } = this;
    const { status } = this.#view.value;
    const others = status !== null && !isGroup(status);
    return html`<div class="statuses" role="radiogroup" aria-label=${words.incidents.status} @keydown=${this.moveStatus}>
      ${tabs.map(
        (tab) => html`<button
          role="radio"
          aria-checked=${status === tab}
          tabindex=${status === tab || (others && tab === null) ? 0 : -1}
          @click=${() => setStatus(tab)}
        >
          ${tab ? words.incidents[tab] : words.common.all}
        </button>`,
      )}
      ${others ? html`<span class="only">${codeName(this.reference, 'incident-status', status, this.language)}</span>` : nothing}
    </div>`;
  }

  private filters(): TemplateResult {
    const { words, reference, language } = this;
    const { work } = words;
    const holds = may('handle') || may('serve');
    return html`<div class="filters">
      <input type="search" .value=${this.q} placeholder=${work.search} aria-label=${work.search} maxlength="60" @input=${this.typed} />
      ${categorySelect(reference.catalogues, this.#view.value.category, words.incidents.category, language, words)}
      <select aria-label=${work.severity} @change=${this.chooseSeverity}>
        <option value="" ?selected=${!this.severity}>${work.severity} · ${words.common.all}</option>
        ${severities.map(
          (each) =>
            html`<option value=${each} ?selected=${each === this.severity}>${codeName(reference, 'incident-severity', each, language)}</option>`,
        )}
      </select>
      <select aria-label=${work.sort} @change=${this.chooseSort}>
        ${sorts.map((sort) => html`<option value=${sort} ?selected=${sort === this.sort}>${work.sorts[sort]}</option>`)}
      </select>
      ${
        holds
          ? html`<label class="choice"><input type="checkbox" .checked=${this.mine} @change=${this.chooseMine} />${work.mine}</label>`
          : nothing
      }
      <span class="note figure count" role="status">${this.counted}</span>
    </div>`;
  }

  private get counted(): string {
    const { count } = this.#rows;
    if (count === null) return '';
    const { work } = this.words;
    const shown = formatCount(Math.min(count, MOST_COUNTED), this.language);
    return count > MOST_COUNTED ? work.countMore(shown) : work.count(shown);
  }

  /** That there is something new, and the button that shows it; until then nothing moves. */
  private news(): TemplateResult {
    const { work } = this.words;
    const { newsCount, stale } = this.#rows;
    const told = newsCount > 0 ? work.news(formatCount(newsCount, this.language)) : stale ? work.changed : '';
    return html`<div class="news" role="status">
      ${told ? html`<span>${told}</span><button class="link" @click=${this.refresh}>${work.showNews}</button>` : nothing}
    </div>`;
  }

  private list(): TemplateResult {
    const { words } = this;
    const { rows, state: progress, error, hasMore, count } = this.#rows;
    const { latest_day: to } = this.reference.deployment;
    if (progress === 'error' && rows.length === 0) return failure(error, words, () => this.refresh());
    if (progress === 'pending' && rows.length === 0) return bones(10);
    if (rows.length === 0) {
      const widen = html`<button class="outlined" @click=${() => setPeriod({ from: addDays(to, -364), to })}>
        ${words.incidents.widen}
      </button>`;
      return empty(words.incidents.empty, widen);
    }
    return html`<jw-work-table
        .reference=${this.reference}
        .rows=${rows}
        .choice=${this.choice}
        .sort=${this.sort}
        .count=${count !== null && count <= MOST_COUNTED ? count : null}
        .more=${hasMore}
        ?wide=${this.wide}
        aria-busy=${progress === 'pending'}
        @jw-more=${() => progress === 'done' && this.#rows.more()}
        @jw-choice=${(event: CustomEvent<RowChoice>) => {
          this.choice = event.detail;
        }}
        @jw-choose-all=${() => {
          this.choice = allOf(
            this.choice,
            rows.map(({ id }) => id),
          );
        }}
        @jw-sort=${(event: CustomEvent<IncidentSort>) => {
          this.sort = event.detail;
        }}
      ></jw-work-table>
      ${progress === 'error' ? failure(error, words, () => this.#rows.more()) : nothing}`;
  }

  private bulk(): TemplateResult | typeof nothing {
    const { ids } = this.choice;
    if (ids.size === 0 && !this.acted) return nothing;
    return html`<jw-bulk-bar
      .reference=${this.reference}
      .rows=${this.#rows.rows.filter(({ id }) => ids.has(id))}
      .areas=${this.areas}
      @jw-clear=${() => {
        this.choice = { ...this.choice, ids: new Set() };
        this.acted = false;
      }}
      @jw-done=${(event: CustomEvent<number[]>) => {
        this.acted = true;
        this.choice = without(this.choice, event.detail);
      }}
    ></jw-bulk-bar>`;
  }

  /** What is asked for: the map's filter, and what only the list has. */
  private get asked(): ListQuery {
    const { period, status, category } = this.#view.value;
    const { from, to } = shownPeriod(period, this.reference.deployment.latest_day);
    return {
      area_code: this.area_code,
      status: status ?? undefined,
      category: category ?? undefined,
      severity: this.severity,
      holder: this.mine ? 'mine' : undefined,
      q: this.q || undefined,
      from,
      to,
      sort: this.sort,
    };
  }

  private readonly refresh = async (): Promise<void> => {
    await this.#rows.ask(this.asked);
    await this.updateComplete;
    this.table?.toTop();
  };

  private readonly typed = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.q = value.trim();
    }, TYPING_MS);
  };

  private readonly chooseSeverity = (event: Event) => {
    this.severity = ((event.target as HTMLSelectElement).value || undefined) as ListQuery['severity'];
  };

  private readonly chooseSort = (event: Event) => {
    this.sort = (event.target as HTMLSelectElement).value as IncidentSort;
  };

  private readonly chooseMine = (event: Event) => {
    this.mine = (event.target as HTMLInputElement).checked;
  };

  private async moveStatus(event: KeyboardEvent): Promise<void> {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (tabs as readonly unknown[]).indexOf(this.#view.value.status);
    setStatus(tabs[(Math.max(at, 0) + step + tabs.length) % tabs.length]!);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
  }
}
