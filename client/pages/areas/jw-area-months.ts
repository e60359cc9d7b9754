import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AreaChange, AreaMonths, Boundaries } from '../../../server/api/area-changes/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { styleOf } from '../../elements/style-of.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { workStyles } from './areas-styles.ts';

interface Choice {
  area_code: string;
  name: string;
}

/** Incidents and visits of an area by month over a year, by the boundaries of then or of now, and a sentence that says which. */
@customElement('jw-area-months')
export class JwAreaMonths extends JwElement {
  @property({ attribute: false }) reference: Reference | null = null;
  @property({ attribute: false }) area: Choice | null = null;
  @property({ attribute: false }) below: readonly Choice[] = [];
  @state() private code = '';
  @state() private boundaries: Boundaries = 'then';

  /** Areas that are no more: their months are those of then. */
  #former = new Task(this, {
    args: () => [this.area?.area_code ?? '', this.below.map(({ area_code }) => area_code).join()] as const,
    task: async ([area_code, standing], { signal }): Promise<Choice[]> => {
      if (!area_code) return [];
      const query = { area_code, limit: '200' };
      const { items } = await answer<Page<AreaChange>>(api['area-changes'].$get({ query }, { init: { signal } }));
      const steps = items.flatMap((change) => change.steps);
      const gone = steps
        .flatMap((step) => [[step.from_code, step.from_name] as const, [step.to_code, step.to_name] as const])
        .filter(([code]) => !standing.split(',').includes(code) && code !== area_code);
      return [...new Map(gone)]
        .map(([code, name]) => ({ area_code: code, name }))
        .sort((a, b) => (a.area_code < b.area_code ? -1 : 1));
    },
  });
  #months = new Task(this, {
    args: () => [this.chosen.area_code, this.boundaries, this.reference!.deployment.today] as const,
    task: ([area_code, boundaries, today], { signal }) => {
      const from = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01`;
      const query = { area_code, boundaries, from, to: today };
      return answer<AreaMonths>(api['area-changes'].counts.$get({ query }, { init: { signal } }));
    },
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    workStyles,
    css`
      .which {
        margin-block: var(--space-4) var(--space-2);
        font-weight: 600;
      }
      .two {
        grid-template-columns: 1fr 1fr;
      }
      td .bar {
        display: inline-block;
        block-size: 0.5rem;
        margin-inline-end: var(--space-2);
        background: color-mix(in srgb, var(--ink) 45%, transparent);
      }
    `,
  ];

  override render() {
    const { areas } = this.words;
    const { value, error } = this.#months;
    return html`
      <p class="note">${areas.monthsLead}</p>
      ${this.chooser()}
      <div class="kinds two" role="group" aria-label=${areas.boundaries}>
        ${(['then', 'now'] as const).map(
          (each) =>
            html`<button
              aria-pressed=${each === this.boundaries}
              @click=${() => {
                this.boundaries = each;
              }}
            >
              ${each === 'then' ? areas.byThen : areas.byNow}
            </button>`,
        )}
      </div>
      ${error ? failure(error, this.words, () => void this.#months.run()) : value ? this.table(value) : bones(13)}
    `;
  }

  private chooser(): TemplateResult {
    const { areas } = this.words;
    const former = this.#former.value ?? [];
    const option = ({ area_code, name }: Choice) =>
      html`<option value=${area_code} ?selected=${area_code === this.chosen.area_code}>${name}</option>`;
    return html`<div class="asks">
      <div class="field">
        <label for="of">${areas.ofArea}</label>
        <select
          id="of"
          @change=${(event: Event) => {
            this.code = (event.target as HTMLSelectElement).value;
          }}
        >
          ${this.area ? option(this.area) : nothing} ${this.below.map(option)}
          ${former.map(({ area_code, name }) => option({ area_code, name: areas.formerly(name) }))}
        </select>
      </div>
    </div>`;
  }

  private table({ months, boundaries }: AreaMonths): TemplateResult {
    const { areas } = this.words;
    const { name } = this.chosen;
    const most = Math.max(1, ...months.map(({ incident_count }) => incident_count ?? 0));
    const count = (value: number | null) => (value === null ? areas.hidden : formatCount(value, this.language));
    return html`<p class="which" role="status">${boundaries === 'then' ? areas.shownThen(name) : areas.shownNow(name)}</p>
      <table>
        <thead>
          <tr><th>${areas.month}</th><th class="number">${areas.incidents}</th><th class="number">${areas.visits}</th></tr>
        </thead>
        <tbody>
          ${[...months].reverse().map(
            ({ month, incident_count, visit_count }) => html`<tr>
              <th scope="row" class="figure">${month}</th>
              <td class="number">
                <span class="bar" style=${styleOf({ 'inline-size': `${((incident_count ?? 0) / most) * 5}rem` })}></span>${count(incident_count)}
              </td>
              <td class="number">${count(visit_count)}</td>
            </tr>`,
          )}
        </tbody>
      </table>`;
  }

  private get chosen(): Choice {
    const all = [...(this.area ? [this.area] : []), ...this.below, ...(this.#former?.value ?? [])];
    return all.find(({ area_code }) => area_code === this.code) ?? this.area!;
  }
}
