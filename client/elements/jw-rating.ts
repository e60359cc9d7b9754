import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/**
 * Five stars, each with its word: how satisfied somebody is. Arrow keys go from one to the next, as in any group of choices.
 * @fires jw-rating with the stars that were chosen, 1 to 5.
 */
@customElement('jw-rating')
export class JwRating extends JwElement {
  /** Stars, 1 to 5; null: not chosen yet. */
  @property({ attribute: false }) value: number | null = null;

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(5, 1fr);
        gap: var(--space-1);
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        display: grid;
        justify-items: center;
        align-content: start;
        gap: var(--space-1);
        padding: var(--space-2) 0;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        font-size: var(--type-1);
        line-height: 1.3;
        text-align: center;
        color: var(--ink-soft);
        cursor: pointer;
      }
      label:hover {
        border-color: var(--ink-faint);
      }
      label:focus-within {
        outline: 0.125rem solid var(--accent);
        outline-offset: 0.125rem;
      }
      .icon {
        font-size: var(--type-4);
        color: var(--ink-faint);
      }
      .full .icon {
        color: var(--accent);
      }
      .full .icon svg {
        fill: currentColor;
      }
      label.chosen {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 10%, transparent);
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { rating } = this.words.report;
    return html`<fieldset>
      <legend class="visually-hidden">${rating.label}</legend>
      ${rating.words.map((word, index) => {
        const stars = index + 1;
        const state = [stars <= (this.value ?? 0) && 'full', stars === this.value && 'chosen'].filter(Boolean);
        return html`<label class=${state.join(' ')}>
          <input
            class="visually-hidden"
            type="radio"
            name="rating"
            value=${stars}
            aria-label="${rating.stars(stars)} ${word}"
            .checked=${stars === this.value}
            @change=${() => this.choose(stars)}
          />
          ${icon('star')}<span aria-hidden="true">${word}</span>
        </label>`;
      })}
    </fieldset>`;
  }

  private choose(stars: number): void {
    this.value = stars;
    this.emit('jw-rating', stars);
  }
}
