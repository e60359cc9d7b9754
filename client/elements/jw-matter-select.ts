import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Matter } from '../../server/api/loop/schema.ts';
import { JwElement } from './element.ts';
import { formSheet, unfoldedListStyles } from './form-styles.ts';
import { findMatters, type MatterGroup, matterName } from './matter-search.ts';

/**
 * Chooses a matter of the catalogue by typing part of its name; before anything is typed, all of the category by small class.
 * @fires jw-matter with the matter's id, or null for one outside the catalogue.
 */
@customElement('jw-matter-select')
export class JwMatterSelect extends JwElement {
  /** The whole catalogue. */
  @property({ attribute: false }) matters: readonly Matter[] = [];
  /** Only this category's; '' is all. */
  @property() category = '';
  /** Id of what is chosen; null: outside the catalogue. */
  @property({ attribute: false }) value: string | null = null;
  @state() private text: string | null = null;
  @state() private open = false;
  @state() private active = 0;
  @query('input') private input!: HTMLInputElement;

  static override styles = [
    formSheet,
    unfoldedListStyles,
    css`
      .list {
        max-block-size: 18rem;
      }
      .group {
        padding: var(--space-2) var(--space-3) 0;
        font-size: var(--type-1);
        font-weight: 600;
        color: var(--ink-soft);
      }
      .option {
        display: flex;
        align-items: center;
        min-block-size: max(2rem, var(--target));
        padding: 0.25rem var(--space-3) 0.25rem var(--space-4);
        cursor: pointer;
      }
      .option.outside {
        border-top: 1px solid var(--rule);
        padding-inline-start: var(--space-3);
        color: var(--ink-soft);
      }
      .option[aria-selected='true'],
      .option:hover {
        background: color-mix(in srgb, var(--accent) 12%, transparent);
      }
      .message {
        padding: var(--space-2) var(--space-3);
      }
      @media (forced-colors: active) {
        .option[aria-selected='true'] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  override render() {
    const { matter: words } = this.words.report;
    const groups = this.groups();
    return html`<div class="field">
      <label for="matter">${words.label}</label>
      <div class="box" @focusout=${this.leave}>
        <input
          id="matter"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          maxlength="60"
          aria-expanded=${this.open}
          aria-controls="choices"
          aria-autocomplete="list"
          aria-activedescendant=${this.open ? `choice-${this.active}` : nothing}
          placeholder=${words.hint}
          .value=${this.text ?? this.chosenName}
          @focus=${this.unfold}
          @click=${this.unfold}
          @input=${this.type}
          @keydown=${this.press}
        />
        ${this.open ? this.list(groups) : nothing}
      </div>
      ${this.value === null && this.text === null ? html`<p class="note">${words.outsideNote}</p>` : nothing}
    </div>`;
  }

  private get chosenName(): string {
    const chosen = this.matters.find(({ id }) => id === this.value);
    return chosen ? matterName(chosen, this.language) : this.words.report.matter.outside;
  }

  private groups(): MatterGroup[] {
    return this.open ? findMatters(this.matters, this.category, this.text ?? '', this.language) : [];
  }

  /** What can be chosen, as the arrow keys go through it; the last is outside the catalogue. */
  private choices(): (Matter | null)[] {
    return [...this.groups().flatMap(({ matters }) => matters), null];
  }

  private list(groups: readonly MatterGroup[]): TemplateResult {
    const { matter: words } = this.words.report;
    let index = 0;
    return html`<div class="list" id="choices" role="listbox" aria-label=${words.label}>
      ${groups.map(
        ({ name, matters }) => html`<div role="group" aria-label=${name}>
          <p class="group" aria-hidden="true">${name}</p>
          ${matters.map((matter) => this.option(index++, matterName(matter, this.language), matter.id))}
        </div>`,
      )}
      ${groups.length === 0 ? html`<p class="note message" role="presentation">${words.none}</p>` : nothing}
      ${this.option(index, words.outside, null, 'outside')}
    </div>`;
  }

  private option(index: number, label: string, id: string | null, kind = ''): TemplateResult {
    return html`<div
      class="option ${kind}"
      id="choice-${index}"
      role="option"
      aria-selected=${index === this.active}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.choose(id)}
    >
      ${label}
    </div>`;
  }

  private unfold(): void {
    if (this.open) return;
    this.open = true;
    this.text = '';
    this.active = 0;
  }

  private type(): void {
    this.open = true;
    this.text = this.input.value;
    this.active = 0;
  }

  private leave(): void {
    this.open = false;
    this.text = null;
  }

  private choose(id: string | null): void {
    this.value = id;
    this.leave();
    this.emit('jw-matter', id);
  }

  private press(event: KeyboardEvent): void {
    const choices = this.choices();
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.leave();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.open) {
        this.unfold();
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = (this.active + step + choices.length) % choices.length;
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector(`#choice-${this.active}`)?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter' && this.open) {
      event.preventDefault();
      this.choose(choices[this.active]?.id ?? null);
    }
  }
}
