import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaChildren, AreaDetail } from '../../server/api/areas/schema.ts';
import type { SearchAnswer } from '../../server/api/search/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from './element.ts';
import { formSheet, unfoldedListStyles } from './form-styles.ts';

/** An area that can be chosen; `detail` tells it from others of the same name. */
export interface AreaChoice {
  area_code: string;
  name: string;
  detail: string;
}

/** A pause in typing before the server is asked. */
const pause_ms = 160;

/**
 * Chooses an area by typing part of its name; before anything is typed, the areas of `within` and the level below it.
 * @fires jw-area with an AreaChoice, or null when what was chosen is typed over.
 */
@customElement('jw-area-picker')
export class JwAreaPicker extends JwElement {
  @property() label = '';
  /** Code of the area that suggestions begin with. */
  @property() within = '';
  /** Name of what is chosen already. */
  @property() value = '';
  @state() private text: string | null = null;
  @state() private open = false;
  @state() private active = 0;
  @query('input') private input!: HTMLInputElement;

  #found = new Task(this, {
    args: () => [this.open, this.text?.trim() ?? '', this.within] as const,
    task: async ([open, text, within], { signal }): Promise<AreaChoice[]> => {
      if (!open) return [];
      if (!text) return within ? nearby(within, signal) : [];
      await new Promise((resolve) => setTimeout(resolve, pause_ms));
      signal.throwIfAborted();
      const found = answer<SearchAnswer>(api.search.$get({ query: { q: text, limit: '20' } }, { init: { signal } }));
      return (await found).items
        .filter(({ kind }) => kind === 'area')
        .map(({ id, name, detail }) => ({ area_code: id, name, detail }));
    },
  });

  static override styles = [
    formSheet,
    unfoldedListStyles,
    css`
      li,
      .message {
        padding: 0.375rem var(--space-3);
      }
      li {
        cursor: pointer;
      }
      li[aria-selected='true'],
      li:hover {
        background: color-mix(in srgb, var(--accent) 12%, transparent);
      }
      li .note {
        display: block;
      }
      @media (forced-colors: active) {
        li[aria-selected='true'] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  override focus(): void {
    this.input.focus();
  }

  override render() {
    const choices = this.#found.value ?? [];
    const unfolded = this.open && choices.length > 0;
    return html`<div class="field">
      <label for="area">${this.label}</label>
      <div class="box" @focusout=${this.leave}>
        <input
          id="area"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          maxlength="80"
          aria-expanded=${unfolded}
          aria-controls="choices"
          aria-autocomplete="list"
          aria-activedescendant=${unfolded ? `choice-${this.active}` : nothing}
          placeholder=${this.words.access.areaHint}
          .value=${this.text ?? this.value}
          @focus=${this.unfold}
          @click=${this.unfold}
          @input=${this.type}
          @keydown=${this.press}
        />
        ${this.open ? this.list(choices) : nothing}
      </div>
    </div>`;
  }

  private list(choices: AreaChoice[]): TemplateResult {
    const { words } = this;
    const message = this.#found.render({
      pending: () => `${words.common.loading} …`,
      error: (error) => (error as Error).message,
      complete: () => (choices.length ? '' : words.access.noArea),
    });
    return html`<div class="list">
      <ul id="choices" role="listbox" aria-label=${this.label} ?hidden=${choices.length === 0}>
        ${choices.map(
          (choice, index) => html`<li
            id="choice-${index}"
            role="option"
            aria-selected=${index === this.active}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.choose(choice)}
          >
            ${choice.name}<span class="note">${choice.detail}</span>
          </li>`,
        )}
      </ul>
      <p class="note message" role="status" ?hidden=${!message && choices.length > 0}>${message}</p>
    </div>`;
  }

  private unfold(): void {
    this.open = true;
    this.active = 0;
  }

  private type(): void {
    this.text = this.input.value;
    this.open = true;
    this.active = 0;
    this.emit('jw-area', null);
  }

  private leave(): void {
    this.open = false;
  }

  private choose(choice: AreaChoice): void {
    this.text = choice.name;
    this.open = false;
    this.emit('jw-area', choice);
  }

  private press(event: KeyboardEvent): void {
    const choices = this.#found.value ?? [];
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.open = false;
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.open = true;
      this.active = (this.active + step + choices.length) % Math.max(1, choices.length);
    } else if (event.key === 'Enter' && this.open && choices[this.active]) {
      event.preventDefault();
      this.choose(choices[this.active]!);
    }
  }
}

/** An area and those one level below it. */
async function nearby(area_code: string, signal: AbortSignal): Promise<AreaChoice[]> {
  const asked = [{ param: { area_code } }, { init: { signal } }] as const;
  const [own, below] = await Promise.all([
    answer<AreaDetail>(api.areas[':area_code'].$get(...asked)),
    answer<AreaChildren>(api.areas[':area_code'].children.$get(...asked)),
  ]);
  const above = own.path.slice(0, -1).map(({ name }) => name);
  return [
    { area_code, name: own.area.name, detail: above.join(' › ') },
    ...below.items.map((area) => ({ area_code: area.area_code, name: area.name, detail: own.area.name })),
  ];
}
