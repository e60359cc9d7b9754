import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Whistle } from '../../server/api/incidents/schema.ts';
import { formatSpan } from '../format/span.ts';
import { formatExact, formatMoment } from '../format/time.ts';
import { JwElement } from './element.ts';
import { incidentStyles } from './incident-styles.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { sheetStyles } from './styles.ts';

/** Who was called to an incident and who came: an open ring waits, a full one is there; how long each waits or took. */
@customElement('jw-whistle-list')
export class JwWhistleList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) whistles: readonly Whistle[] = [];
  /** The moment that waiting is reckoned to, ms since 1970. */
  @property({ attribute: false }) now = Date.now();

  static override styles = [
    sheetStyles,
    incidentStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 1.25em 1fr auto;
        gap: 0 var(--space-2);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .how {
        grid-column: 2 / -1;
        display: block;
      }
      .there {
        color: var(--jade);
      }
      .late {
        color: color-mix(in srgb, var(--amber) 78%, var(--ink));
      }
    `,
  ];

  override render() {
    return html`<ul>${this.whistles.map((whistle) => html`<li>${this.row(whistle)}</li>`)}</ul>`;
  }

  private row({ department, called_at, arrive_by, arrived_at }: Whistle): TemplateResult {
    const { reference, language } = this;
    const { whistle: words } = this.words.loop;
    const clock = clockOf(reference, language);
    const span = formatSpan((arrived_at ? Date.parse(arrived_at) : this.now) - Date.parse(called_at), language);
    const late = !arrived_at && this.now > Date.parse(arrive_by);
    const how = arrived_at ? words.after(span) : late ? words.late(span) : words.waiting(span);
    return html`<span aria-hidden="true" class=${arrived_at ? 'there' : late ? 'late' : ''}>${arrived_at ? '●' : '○'}</span>
      <span>${codeName(reference, 'department', department, language)}</span>
      <span class=${arrived_at ? 'there' : late ? 'late' : ''}>${arrived_at ? words.arrived : words.called}</span>
      <span class="how note figure" title=${formatExact(called_at, clock)}>
        ${words.calledAt(formatMoment(called_at, clock))} · ${how}
      </span>`;
  }
}
