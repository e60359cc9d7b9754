import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Completeness, Gauge } from '../../../server/api/registers/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';

const gauges = ['base', 'circumstances', 'needs', 'changes'] as const;

/** How complete the registers of each grid are: four gauges, and who is registered here or lives here alone. */
@customElement('jw-register-gauges')
export class JwRegisterGauges extends JwElement {
  @property() area_code = '';

  #grids = new Task(this, {
    args: () => [this.area_code] as const,
    task: async ([area_code], { signal }): Promise<Completeness[]> => {
      const said = answer<{ items: Completeness[] }>(
        api.registers.completeness.$get({ query: { area_code } }, { init: { signal } }),
      );
      return (await said).items;
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      .scroll {
        margin-top: var(--space-5);
        overflow-x: auto;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--space-2) var(--space-3) var(--space-2) 0;
        border-bottom: 1px solid var(--rule);
        text-align: start;
        vertical-align: top;
        white-space: nowrap;
      }
      thead .note {
        display: block;
        max-inline-size: 14em;
        font-weight: 400;
        white-space: normal;
      }
      progress {
        display: block;
        inline-size: 8em;
        block-size: 0.375rem;
        margin-block: 0.375rem;
        border: 0;
        background: color-mix(in srgb, var(--ink) 12%, transparent);
        accent-color: var(--ink-soft);
      }
      progress::-webkit-progress-bar {
        background: color-mix(in srgb, var(--ink) 12%, transparent);
      }
      progress::-webkit-progress-value {
        background: var(--ink-soft);
      }
    `,
  ];

  override render() {
    const { gauges: words } = this.words.registerBooks;
    return html`${heading('', words.title, words.lead)}
      ${this.#grids.render({
        pending: () => bones(10),
        error: (error) => failure(error, this.words, () => this.#grids.run()),
        complete: (grids) => (grids.length === 0 ? empty(words.none) : this.table(grids)),
      })}`;
  }

  private table(grids: readonly Completeness[]) {
    const { gauges: words } = this.words.registerBooks;
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.grid}</th>
            ${gauges.map((gauge) => html`<th scope="col">${words[gauge]}<span class="note">${words[`${gauge}Note`]}</span></th>`)}
            <th scope="col">${words.away}</th>
            <th scope="col">${words.unregistered}</th>
          </tr>
        </thead>
        <tbody>
          ${grids.map(
            (grid) => html`<tr>
              <th scope="row">${grid.name}</th>
              ${gauges.map((gauge) => html`<td>${this.gauge(grid[gauge], words[gauge])}</td>`)}
              <td class="figure">${formatCount(grid.registered_away, this.language)}</td>
              <td class="figure">${formatCount(grid.living_unregistered, this.language)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private gauge({ part, whole }: Gauge, label: string) {
    const { gauges: words } = this.words.registerBooks;
    if (whole === 0) return html`<span class="note">${words.nothing}</span>`;
    return html`<progress max=${whole} value=${part} aria-label=${label}></progress>
      <span class="figure">${words.of(formatCount(part, this.language), formatCount(whole, this.language))}</span>`;
  }
}
