import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { select } from '../state/actions.ts';
import type { Selection } from '../state/selection.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The way from the district down to where the reader stands; every step opens its level. On phones only the step above and the last one show. */
@customElement('jw-breadcrumb')
export class JwBreadcrumb extends JwElement {
  /** From the root to the present place. */
  @property({ attribute: false }) steps: readonly { label: string; selection: Selection }[] = [];

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      :host {
        min-inline-size: 0;
        overflow: hidden;
      }
      ol {
        display: flex;
        align-items: center;
        min-inline-size: 0;
      }
      li {
        display: flex;
        align-items: center;
        min-inline-size: 2.5rem;
        overflow: hidden;
        flex: 0 10 auto;
      }
      li:last-child {
        flex: 0 1 auto;
      }
      button {
        display: block;
        min-inline-size: 0;
        padding: 0 var(--space-1);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--ink-soft);
      }
      button:hover {
        color: var(--accent);
      }
      button[aria-current] {
        color: var(--ink);
        font-weight: 600;
      }
      button:focus-visible {
        outline-offset: -0.125rem;
      }
      .icon {
        flex: none;
        color: var(--ink-faint);
        inline-size: 0.9em;
      }
      .back {
        display: none;
      }
      @media (max-width: 899px) {
        li:not(:nth-last-child(-n + 2)) {
          display: none;
        }
        li:nth-last-child(2) {
          min-inline-size: 2.25rem;
        }
        li:nth-last-child(2) .icon.before,
        li:only-child .icon.before {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const last = this.steps.length - 1;
    return html`<nav aria-label=${this.words.breadcrumb.name}>
      <ol>
        ${this.steps.map(
          (step, index) => html`<li>
            ${index ? html`<span class="icon before">${icon('chevronRight')}</span>` : nothing}
            <button
              title=${step.label}
              aria-current=${index === last ? 'location' : nothing}
              @click=${() => select(step.selection)}
            >
              ${step.label}
            </button>
          </li>`,
        )}
      </ol>
    </nav>`;
  }
}
