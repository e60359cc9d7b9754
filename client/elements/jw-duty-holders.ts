import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DutyHolder } from '../../server/api/areas/schema.ts';
import { formatDate } from '../format/time.ts';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { empty } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { sheetStyles } from './styles.ts';

/** Who answers for a place, the highest first (责任链). */
@customElement('jw-duty-holders')
export class JwDutyHolders extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) holders: readonly DutyHolder[] = [];

  static override styles = [
    sheetStyles,
    partStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 6.5em 1fr auto;
        gap: var(--space-3);
        padding-block: 0.375rem;
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .role {
        color: var(--ink-soft);
      }
      .phone {
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    if (this.holders.length === 0) return empty(this.words.area.noDuty);
    const { today } = this.reference.deployment;
    return html`<ul>
      ${this.holders.map(
        ({ role, name, phone, starts_on }) => html`<li
          title=${this.words.area.since(formatDate(starts_on, { today, language: this.language }))}
        >
          <span class="role">${codeName(this.reference, 'duty-role', role, this.language)}</span>
          <span>${name}</span>
          ${phone ? html`<span class="phone">${phone}</span>` : nothing}
        </li>`,
      )}
    </ul>`;
  }
}
