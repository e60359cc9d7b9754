import { Task, TaskStatus } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SearchHit } from '../../server/api/search/schema.ts';
import { answer, api } from '../api.ts';
import { select } from '../state/actions.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { partStyles } from './part-styles.ts';
import { iconButton } from './parts.ts';
import { forgetSearches, recentSearches, rememberSearch } from './recent-searches.ts';
import { searchStyles } from './search-styles.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** A pause in typing before the server is asked. */
const pause_ms = 160;

/**
 * The search box: a combobox with suggestions while typing and the recent ones before.
 * @fires jw-go-to with a SearchHit that has no panel of its own (a road, a place): the map goes there.
 * @fires jw-search-end when the reader leaves it on a narrow window.
 */
@customElement('jw-search')
export class JwSearch extends JwElement {
  /** Narrow windows: covers the head of the page while it is used. */
  @property({ type: Boolean, reflect: true }) open = false;
  @state() private text = '';
  @state() private unfolded = false;
  @state() private active = -1;
  @query('input') private input!: HTMLInputElement;

  #found = new Task(this, {
    args: () => [this.text.trim()] as const,
    task: async ([q], { signal }): Promise<SearchHit[]> => {
      if (!q) return [];
      await pause(signal);
      return (await answer(api.search.$get({ query: { q, limit: '8' } }, { init: { signal } }))).items;
    },
  });

  static override styles = [sheetStyles, controlStyles, partStyles, searchStyles];

  /** Puts the caret into the box. */
  async focusBox(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.input.focus();
    this.input.select();
  }

  override render() {
    const { words } = this;
    const expanded = this.unfolded && this.hits.length > 0;
    return html`
      <button class="opener quiet icon-only" aria-label=${words.search.button} title=${words.search.button} @click=${this.focusBox}>
        ${icon('search')}
      </button>
      <div class="box" role="search" @focusout=${this.leave}>
        ${icon('search')}
        <input
          type="search"
          role="combobox"
          aria-label=${words.search.label}
          aria-expanded=${expanded}
          aria-controls="suggestions"
          aria-autocomplete="list"
          aria-activedescendant=${expanded && this.active >= 0 ? `hit-${this.active}` : nothing}
          placeholder=${words.search.placeholder}
          maxlength="80"
          autocomplete="off"
          spellcheck="false"
          .value=${this.text}
          @input=${this.type}
          @focus=${this.unfold}
          @click=${this.unfold}
          @keydown=${this.press}
        />
        ${this.text || this.open ? iconButton('close', words.search.clear, this.clear) : html`<kbd aria-hidden="true">/</kbd>`}
        ${this.unfolded ? this.sheet() : nothing}
      </div>
    `;
  }

  private get hits(): SearchHit[] {
    return this.text.trim() ? (this.#found.value ?? []) : recentSearches();
  }

  private sheet(): TemplateResult {
    const { words, hits } = this;
    const recent = !this.text.trim();
    return html`<div class="sheet">
      ${
        recent && hits.length
          ? html`<p class="note head">
            <span>${words.search.recent}</span>
            <button class="link" @pointerdown=${keepFocus} @click=${this.forget}>${words.search.forget}</button>
          </p>`
          : nothing
      }
      <ul id="suggestions" role="listbox" aria-label=${words.search.suggestions} ?hidden=${hits.length === 0}>
        ${hits.map((hit, index) => this.option(hit, index))}
      </ul>
      <div role="status" class="note message">${this.message(recent)}</div>
    </div>`;
  }

  private option(hit: SearchHit, index: number): TemplateResult {
    return html`<li
      id="hit-${index}"
      role="option"
      aria-selected=${index === this.active}
      @pointerdown=${keepFocus}
      @click=${() => this.choose(hit)}
    >
      <span class="name">${hit.name}</span>
      <span class="note">${this.words.search.kind[hit.kind]}</span>
      ${hit.detail ? html`<span class="note detail">${hit.detail}</span>` : nothing}
    </li>`;
  }

  private message(recent: boolean): TemplateResult | string {
    const { search: words } = this.words;
    if (recent) return this.hits.length ? '' : words.teach;
    if (this.#found.status === TaskStatus.ERROR) {
      return html`${(this.#found.error as Error).message}
        <button class="link" @pointerdown=${keepFocus} @click=${() => this.#found.run()}>${this.words.common.again}</button>`;
    }
    if (this.#found.status !== TaskStatus.COMPLETE) return this.hits.length ? '' : `${this.words.common.loading} …`;
    return this.hits.length
      ? html`<span class="visually-hidden">${words.count(String(this.hits.length))}</span>`
      : words.none(this.text.trim());
  }

  private type(): void {
    this.text = this.input.value;
    this.active = -1;
    this.unfolded = true;
  }

  private unfold(): void {
    this.unfolded = true;
  }

  private leave(event: FocusEvent): void {
    if (this.renderRoot.contains(event.relatedTarget as Node | null)) return;
    this.unfolded = false;
    this.open = false;
  }

  private clear(): void {
    if (this.text) {
      this.text = '';
      this.input.focus();
    } else this.end();
  }

  private forget(): void {
    forgetSearches();
    this.requestUpdate();
  }

  private end(): void {
    this.unfolded = false;
    this.open = false;
    this.input.blur();
    this.emit('jw-search-end');
  }

  private press(event: KeyboardEvent): void {
    const last = this.hits.length - 1;
    if (event.key === 'Escape') {
      // The first Escape folds the suggestions, the next one leaves the box.
      event.stopPropagation();
      event.preventDefault();
      if (this.unfolded && this.text) this.unfolded = false;
      else this.end();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.unfolded = true;
      if (last >= 0) this.active = this.active < 0 && step < 0 ? last : (this.active + step + last + 1) % (last + 1);
    } else if (event.key === 'Enter' && !event.isComposing) {
      const hit = this.hits[Math.max(0, this.active)];
      if (hit) this.choose(hit);
    }
  }

  private choose(hit: SearchHit): void {
    rememberSearch(hit);
    this.text = hit.name;
    this.active = -1;
    // While the box still has the focus, so that the focus goes on to the panel that opens.
    if (hit.kind === 'area') select({ kind: 'area', area_code: hit.id });
    else if (hit.kind === 'road' || hit.kind === 'place') this.emit('jw-go-to', hit);
    else select({ kind: hit.kind, id: Number(hit.id) });
    this.end();
  }
}

/** A press in the list leaves the caret in the box. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/** Ends after the pause, or fails at once when a newer question came. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, pause_ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
