import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { heading } from './parts.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** What is what, and the keys. */
@customElement('jw-help-sheet')
export class JwHelpSheet extends JwElement {
  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      dl.keys {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
        margin-top: var(--space-3);
      }
      kbd {
        display: inline-block;
        min-inline-size: 1.75rem;
        padding-inline: var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        font: inherit;
        font-size: var(--type-1);
        line-height: 1.5rem;
        text-align: center;
        white-space: nowrap;
      }
      .topics dt {
        margin-top: var(--space-3);
        font-weight: 600;
      }
      .topics dd {
        color: var(--ink-soft);
        text-wrap: pretty;
      }
    `,
  ];

  override render() {
    const { helpSheet: words } = this.words;
    return html`
      ${heading('', words.title)}
      <section>
        <h3>${words.what}</h3>
        <dl class="topics">${words.topics.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
      </section>
      <section>
        <h3>${words.keys}</h3>
        <dl class="keys">${words.keyList.map(([key, text]) => html`<dt><kbd>${key}</kbd></dt><dd>${text}</dd>`)}</dl>
      </section>
    `;
  }
}
