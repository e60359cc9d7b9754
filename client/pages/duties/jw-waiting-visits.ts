import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { SignalController } from '../../state/signal-controller.ts';
import type { KeptVisit } from '../../state/visits/visit-shelf.ts';
import { visits } from '../../state/visits/visits.ts';

/** What was entered without a network: what still waits, and what the server would not have, with its sentence. Nothing where all arrived. */
@customElement('jw-waiting-visits')
export class JwWaitingVisits extends JwElement {
  #kept = new SignalController(this, visits.list);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      .waiting,
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        margin-block: var(--space-2);
        padding: var(--space-2) var(--space-3);
        border-inline-start: 0.1875rem solid var(--ink);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        justify-content: space-between;
        border-color: var(--cinnabar);
      }
      li > div {
        flex: 1 1 14rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const { waiting } = this.words.duties;
    const count = visits.waiting_count;
    const refused = this.#kept.value.filter(({ state }) => state === 'refused');
    return html`<div role="status">
        ${
          count > 0
            ? html`<p class="waiting">
                <span>${waiting.count(String(count))}</span>
                <button class="outlined" @click=${() => void visits.send()}>${waiting.now}</button>
              </p>`
            : nothing
        }
      </div>
      ${refused.length > 0 ? html`<ul role="alert">${refused.map((kept) => this.refused(kept))}</ul>` : nothing}`;
  }

  private refused({ door, visit, sentence }: KeptVisit) {
    const { waiting, form } = this.words.duties;
    return html`<li>
      <div>
        <p><span aria-hidden="true">▲ </span>${waiting.refused(door, form.outcomes[visit.outcome]!)}</p>
        <p class="note">${sentence}</p>
      </div>
      <button class="outlined" @click=${() => void visits.clear(visit.key)}>${waiting.clear}</button>
    </li>`;
  }
}
