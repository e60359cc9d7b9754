import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { formatShare } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { formatDay } from '../../format/time.ts';
import { type ComparedFigure, comparedFigures, type MovedStop, movedStops } from './compared.ts';
import { PatrolElement } from './patrol-element.ts';

/**
 * The open plan beside another: their figures, which is better by each, and the stops that changed squad.
 * @fires jw-compare-open {id} with the other plan; null: none.
 */
@customElement('jw-patrol-compare')
export class JwPatrolCompare extends PatrolElement {
  static override styles = [
    formSheet,
    css`
      .field {
        margin-top: var(--space-2);
      }
      .choice {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-2);
        align-items: end;
      }
      table {
        inline-size: 100%;
        margin-top: var(--space-3);
        border-collapse: collapse;
        border-block-start: 2px solid var(--ink);
      }
      th,
      td {
        padding: var(--space-1) var(--space-2) var(--space-1) 0;
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
        font-weight: 400;
        text-align: start;
      }
      thead th {
        font-size: var(--type-1);
        font-weight: 600;
        color: var(--ink-soft);
      }
      .number {
        text-align: end;
        white-space: nowrap;
      }
      .better {
        font-weight: 600;
      }
      .mark {
        display: block;
        font-size: var(--type-1);
        font-weight: 400;
        color: var(--ink-soft);
      }
      summary {
        min-block-size: var(--target);
        padding-block: var(--space-2);
        cursor: pointer;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-2);
        padding-block: var(--space-1);
      }
    `,
  ];

  override render() {
    const { compare: words } = this.words.planning;
    const { plan, compare, plans } = this.view;
    const others = (plans ?? []).filter(({ id, length_m }) => id !== plan?.id && length_m !== null);
    if (!plan?.result || (others.length === 0 && !compare)) return nothing;
    return html`<section>
      <h3>${words.title}</h3>
      <div class="choice">
        <div class="field">
          <label for="other">${words.with}</label>
          <select id="other" @change=${this.choose}>
            <option value="" .selected=${!compare}>${words.choose}</option>
            ${others.map(
              (other) =>
                html`<option value=${other.id} .selected=${compare?.id === other.id}>${formatDay(other.day, this.clock)} ${other.name}</option>`,
            )}
          </select>
        </div>
        ${compare ? html`<button class="link" @click=${() => this.emit('jw-compare-open', { id: null })}>${words.end}</button>` : nothing}
      </div>
      ${compare ? this.both(plan, compare) : nothing}
    </section>`;
  }

  private both(plan: PatrolPlan, other: PatrolPlan): TemplateResult {
    const { compare: words } = this.words.planning;
    if (!plan.result || !other.result) return html`<p class="note">${words.notPlanned}</p>`;
    const moved = movedStops(plan, other);
    return html`
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col" class="number">${words.here}</th>
            <th scope="col" class="number">${words.other}</th>
          </tr>
        </thead>
        <tbody>
          ${comparedFigures(plan.result, other.result).map((figure) => this.figure(figure))}
        </tbody>
      </table>
      ${
        moved.length
          ? html`<details>
              <summary>${words.moved(this.count(moved.length))}</summary>
              <ul>
                ${moved.map((stop) => this.moved(stop))}
              </ul>
            </details>`
          : html`<p class="note">${words.notMoved}</p>`
      }
    `;
  }

  private figure({ figure, here, other, better }: ComparedFigure): TemplateResult | typeof nothing {
    if (here === null && other === null) return nothing;
    const { compare: words, common } = this.words.planning;
    const cell = (
      value: number | null,
      isBetter: boolean,
    ) => html`<td class="number figure ${isBetter ? 'better' : ''}">
      ${value === null ? common.none : this.value(figure, value)}${isBetter ? html`<span class="mark">▲ ${words.better}</span>` : nothing}
    </td>`;
    return html`<tr>
      <th scope="row">${words.figure[figure]}</th>
      ${cell(here, better === 'here')} ${cell(other, better === 'other')}
    </tr>`;
  }

  private value(figure: ComparedFigure['figure'], value: number): string {
    if (figure === 'served') return this.count(value);
    if (figure === 'length') return this.length(value);
    if (figure === 'differ') return formatShare(value);
    return formatSpan(value * 60_000, this.language);
  }

  private moved({ kind, id, visit, name, here, other }: MovedStop): TemplateResult {
    const { nobody } = this.words.planning.compare;
    return html`<li>
      <button class="link" @click=${() => this.patrol.choose({ kind, id, visit })}>${name}</button>
      <span class="note">${other ?? nobody} → ${here ?? nobody}</span>
    </li>`;
  }

  private choose = ({ target }: Event): void => {
    this.emit('jw-compare-open', { id: Number((target as HTMLSelectElement).value) || null });
  };
}
