import { Task, TaskStatus } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SearchHit } from '../../../server/api/search/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { picking } from '../../state/picking.ts';

/** A pause in typing before the server is asked. */
const pause_ms = 200;

/**
 * Finds a place by address or name and shows it as the one that is asked for (`state/picking.ts`).
 * @fires jw-look with `{ centre }` of what was chosen.
 */
@customElement('jw-patrol-place-search')
export class JwPatrolPlaceSearch extends JwElement {
  @state() private text = '';

  #found = new Task(this, {
    args: () => [this.text.trim()] as const,
    task: async ([q], { signal }): Promise<SearchHit[]> => {
      if (!q) return [];
      await new Promise((resolve) => setTimeout(resolve, pause_ms));
      signal.throwIfAborted();
      return (await answer(api.search.$get({ query: { q, limit: '6' } }, { init: { signal } }))).items;
    },
  });

  static override styles = [
    formSheet,
    css`
      button.row {
        display: block;
        padding: 0.25rem var(--space-2);
      }
      .note {
        display: block;
      }
    `,
  ];

  override render() {
    const { form } = this.words.patrol;
    const hits = this.#found.value ?? [];
    return html`<div class="field">
      <label for="place">${form.search}</label>
      <input
        id="place"
        type="search"
        autocomplete="off"
        maxlength="80"
        placeholder=${form.searchHint}
        .value=${this.text}
        @input=${(event: Event) => {
          this.text = (event.target as HTMLInputElement).value;
        }}
        @keydown=${this.press}
      />
      ${
        this.text.trim() && !this.#found.error
          ? html`<ul aria-label=${form.found}>
              ${hits.map((hit) => html`<li><button class="row" type="button" @click=${() => this.take(hit)}>${hit.name}<span class="note">${hit.detail}</span></button></li>`)}
            </ul>
            <p class="note" role="status">${this.#found.value && hits.length === 0 ? form.notFound : ''}</p>`
          : nothing
      }
      ${this.#found.error ? html`<p class="note" role="alert">${(this.#found.error as Error).message}</p>` : nothing}
    </div>`;
  }

  /** Enter takes the best, and never sends the form around it. */
  private press(event: KeyboardEvent): void {
    // The Enter that ends the writing of a Chinese word takes no place.
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    // What was found for other words is not meant.
    const best = this.#found.status === TaskStatus.COMPLETE ? this.#found.value?.[0] : undefined;
    if (best) this.take(best);
  }

  private take(hit: SearchHit): void {
    this.text = '';
    picking.move(hit.centre);
    this.emit('jw-look', { centre: hit.centre });
  }
}
