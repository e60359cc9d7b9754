import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DiaryEntry, DiaryPage } from '../../../server/api/diary/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { formatDay, wallTime } from '../../format/time.ts';
import { newKey } from '../../state/new-key.ts';
import { may, session } from '../../state/session.ts';
import { keepDraft, readDraft } from './diary-draft.ts';
import './jw-diary-entry.ts';
import './jw-diary-others.ts';

/** For so long a deleted entry can be brought back by a press, ms. */
const UNDO_MS = 30_000;

/** The caller's own diary: write at the top, days below like the rules of a notebook. */
@customElement('jw-diary')
export class JwDiary extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private sought = '';
  /** `YYYY-MM-DD`; '': all days. */
  @state() private day = '';
  @state() private draft = '';
  @state() private kept = false;
  @state() private sending = false;
  @state() private fault = '';
  @state() private removed: number | null = null;
  @state() private searched: number | null = null;
  @query('textarea') private paper!: HTMLTextAreaElement;
  #key = newKey();
  #forget: ReturnType<typeof setTimeout> | undefined;
  #entries = new Paging<DiaryEntry>(this, async (page, signal) => {
    const days = this.day ? { from: this.day, to: this.day } : {};
    const query = this.sought ? { q: this.sought, ...days } : { page, ...days };
    const found = await answer<DiaryPage>(api.diary.$get({ query }, { init: { signal } }));
    this.searched = found.searched_count;
    return found;
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      :host {
        display: block;
        max-inline-size: 48rem;
      }
      .write {
        margin-block: var(--space-4) var(--space-5);
      }
      .write textarea {
        min-block-size: 8rem;
        line-height: 2rem;
        background: repeating-linear-gradient(
          var(--sheet-raised) 0 calc(2rem - 1px),
          color-mix(in srgb, var(--rule) 70%, transparent) calc(2rem - 1px) 2rem
        );
        background-attachment: local;
        background-position-y: var(--space-2);
      }
      .day {
        margin-top: var(--space-5);
        padding-bottom: var(--space-1);
        border-bottom: 0.1875rem double var(--rule);
        font-family: var(--face-mark);
        font-size: var(--type-3);
      }
      .undone {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin-bottom: var(--space-3);
      }
      @media (max-width: 899px) {
        .write .primary {
          flex: 1;
          min-block-size: 3rem;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#entries.restart();
    void readDraft(this.account).then((draft) => {
      this.draft ||= draft;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#forget);
  }

  override render() {
    const words = this.words.diary;
    return html`
      ${heading('', this.words.duties.sections.diary, words.lead)} ${this.writing()}
      <div class="pair">
        <div class="field">
          <label for="search">${words.search}</label>
          <input id="search" type="search" maxlength="40" autocomplete="off" @change=${this.search} />
        </div>
        <div class="field">
          <label for="day">${words.day}</label>
          <input id="day" type="date" max=${this.reference.deployment.today} .value=${this.day} @change=${this.turnTo} />
        </div>
      </div>
      ${
        this.searched === null
          ? nothing
          : html`<p class="note" role="status">
              ${words.searched(formatCount(this.#entries.rows.length, this.language), formatCount(this.searched, this.language))}
            </p>`
      }
      ${
        this.removed === null
          ? nothing
          : html`<p class="undone" role="status">
              ${words.removed}<button class="outlined" @click=${this.restore}>${icon('undo')}${words.undo}</button>
            </p>`
      }
      ${this.list()} ${may('openings') && may('doors') ? html`<jw-diary-others .reference=${this.reference}></jw-diary-others>` : nothing}
    `;
  }

  private writing() {
    const words = this.words.diary;
    return html`<form class="write" @submit=${this.save}>
      <div class="field">
        <label for="paper">${words.write}</label>
        <textarea id="paper" maxlength="4000" .value=${this.draft} @input=${this.type} @keydown=${this.press}></textarea>
      </div>
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      <div class="buttons">
        <button class="primary" ?disabled=${this.sending || !this.draft.trim()}>${words.save}</button>
        <span class="note">${this.kept && this.draft ? words.draftKept : words.saveHint}</span>
      </div>
    </form>`;
  }

  private list() {
    const { rows, state: standing, error, hasMore } = this.#entries;
    const words = this.words.diary;
    const clock = clockOf(this.reference, this.language);
    const dayOf = (entry: DiaryEntry) => wallTime(entry.written_at, clock.timeZone).day;
    return html`
      <div @jw-entry=${this.changed} @jw-removed=${this.took}>
        ${rows.map((entry, at) => {
          const begins = at === 0 || dayOf(rows[at - 1]!) !== dayOf(entry);
          return html`${begins ? html`<h3 class="day">${formatDay(dayOf(entry), clock)}</h3>` : nothing}
            <jw-diary-entry .reference=${this.reference} .entry=${entry}></jw-diary-entry>`;
        })}
      </div>
      ${standing === 'pending' && rows.length === 0 ? bones(8) : nothing}
      ${standing === 'error' ? failure(error, this.words, () => this.#entries.more()) : nothing}
      ${standing === 'done' && rows.length === 0 ? empty(this.sought ? words.noneFound : this.day ? words.noneThatDay : words.none) : nothing}
      ${hasMore && standing === 'done' ? html`<button class="outlined" @click=${() => this.#entries.more()}>${this.words.common.more}</button>` : nothing}
    `;
  }

  private get account(): number {
    return session.caller?.account_id ?? 0;
  }

  private async type(): Promise<void> {
    this.draft = this.paper.value;
    this.kept = await keepDraft(this.account, this.draft);
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.save(event);
  }

  private save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text || this.sending) return;
    this.sending = true;
    this.fault = '';
    try {
      await answer<DiaryEntry>(api.diary.$post({ json: { key: this.#key, text } }));
      this.#key = newKey();
      this.draft = '';
      await keepDraft(this.account, '');
      await this.#entries.renew();
    } catch (error) {
      this.fault = (error as Error).message;
    }
    this.sending = false;
  };

  private search(event: Event): void {
    this.sought = (event.target as HTMLInputElement).value.trim();
    void this.#entries.restart();
  }

  private turnTo(event: Event): void {
    this.day = (event.target as HTMLInputElement).value;
    void this.#entries.restart();
  }

  private changed({ detail }: CustomEvent<DiaryEntry>): void {
    this.#entries.rows = this.#entries.rows.map((entry) => (entry.id === detail.id ? detail : entry));
    this.requestUpdate();
  }

  private took({ detail }: CustomEvent<number>): void {
    this.#entries.rows = this.#entries.rows.filter(({ id }) => id !== detail);
    this.removed = detail;
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => {
      this.removed = null;
    }, UNDO_MS);
  }

  private async restore(): Promise<void> {
    const id = String(this.removed);
    this.removed = null;
    try {
      await answer<DiaryEntry>(api.diary[':id'].restore.$post({ param: { id } }));
      await this.#entries.renew();
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }
}
