import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventKind } from '../../../server/api/incidents/schema.ts';
import type { LoopReference, LoopStep, RoutingException } from '../../../server/api/loop/schema.ts';
import { AreaNames } from '../../elements/area-names.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { keyStyles } from '../../elements/key-styles.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { recordSheet } from '../../elements/record-styles.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import { loopReference } from '../../state/loop.ts';
import './jw-matter-register.ts';
import './jw-working-year.ts';
import { countWorkingDays, sheetOf } from './year-sheet.ts';

const views = ['matters', 'steps', 'routing', 'calendar'] as const;
type View = (typeof views)[number];
/** From December on the holidays of the next year are wanted. */
const WANTED_FROM_MONTH = '12';

/** The district's loop to be looked at: its matters, its steps, who else handles what where, and which days count. */
@customElement('jw-matter-catalogue')
export class JwMatterCatalogue extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private view: View = 'matters';
  #areas = new AreaNames(this);
  #loop = new Task(this, { args: () => [] as const, task: () => loopReference() });

  static override styles = [
    recordSheet,
    keyStyles,
    css`
      .file {
        margin-top: var(--space-3);
      }
      .steps {
        margin-top: var(--space-4);
        counter-reset: step;
      }
      .steps li {
        display: grid;
        grid-template-columns: 2.25rem 7em 1fr;
        align-items: baseline;
        gap: var(--space-3);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
        counter-increment: step;
      }
      .steps li::before {
        content: counter(step);
        font-size: var(--type-4);
        font-family: var(--face-mark);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .steps b {
        font-weight: 600;
      }
      jw-working-year {
        margin-top: var(--space-5);
      }
      .missing {
        display: flex;
        gap: var(--space-2);
        margin-top: var(--space-5);
        padding-top: var(--space-4);
        border-top: 1px solid var(--rule);
      }
      .missing .icon {
        flex: none;
      }
      @container (max-width: 40rem) {
        .steps li {
          grid-template-columns: 1.75rem 5em 1fr;
        }
      }
    `,
  ];

  override render() {
    const { catalogue } = this.words;
    return html`${heading('', catalogue.title, catalogue.lead)}
    ${this.#loop.render({
      pending: () => bones(12),
      error: (error) => failure(error, this.words, () => this.#loop.run()),
      complete: (loop) => html`${this.key(loop)}
        <p class="note file">${catalogue[this.view].file}</p>
        ${this.content(loop)}`,
    })}`;
  }

  /** What there is to look at, with how much of it; the pressed one is shown. */
  private key(loop: LoopReference) {
    const { catalogue } = this.words;
    const facts = this.facts(loop);
    return html`<ul class="key" aria-label=${catalogue.views}>
      ${views.map(
        (view) => html`<li>
          <button
            aria-pressed=${this.view === view}
            @click=${() => {
              this.view = view;
            }}
          >
            <span class="name">${catalogue.view[view]}</span>
            <span class="count">${facts[view].count}</span>
            <span class="note">${facts[view].note}</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private facts({
    catalogue,
    variant,
    routing,
    calendar,
  }: LoopReference): Record<View, { count: string; note: string }> {
    const { matters, steps, routing: exceptions, calendar: days } = this.words.catalogue;
    const count = (value: number) => formatCount(value, this.language);
    const year = this.thisYear;
    return {
      matters: {
        count: matters.count(count(catalogue.matters.length)),
        note: matters.note(
          catalogue.version,
          formatDate(catalogue.effective_on, { today: this.reference.deployment.today, language: this.language }),
        ),
      },
      steps: { count: steps.count(count(variant.steps.length)), note: steps.note(this.either(variant)) },
      routing: { count: exceptions.count(count(routing.length)), note: exceptions.note },
      calendar: {
        count: days.count(count(countWorkingDays(sheetOf(year, calendar)))),
        note: days.note(String(year)),
      },
    };
  }

  private content(loop: LoopReference): TemplateResult {
    switch (this.view) {
      case 'matters':
        return html`<jw-matter-register .reference=${this.reference} .loop=${loop}></jw-matter-register>`;
      case 'steps':
        return this.steps(loop.variant.steps);
      case 'routing':
        return this.routing(loop);
      case 'calendar':
        return this.calendar(loop);
    }
  }

  private steps(steps: readonly LoopStep[]) {
    const { steps: words } = this.words.catalogue;
    const names = (kinds: readonly EventKind[]) =>
      kinds
        .map((kind) => codeName(this.reference, 'incident-event', kind, this.language))
        .join(this.language === 'en' ? ', ' : '、');
    const covered = new Set(steps.flatMap(({ covers }) => covers));
    const rest = this.reference.catalogues['incident-event'].filter(({ id }) => !covered.has(id as EventKind));
    return html`<p class="lead">${words.lead}</p>
      <ol class="steps">
        ${steps.map((step) => html`<li><b>${this.either(step)}</b><span>${names(step.covers)}</span></li>`)}
      </ol>
      <section>
        <h3>${words.rest}</h3>
        <p class="lead">${names(rest.map(({ id }) => id as EventKind))}</p>
        <p class="note">${words.restNote}</p>
      </section>`;
  }

  private routing({ routing, catalogue }: LoopReference) {
    const { routing: words, matters } = this.words.catalogue;
    if (routing.length === 0) return empty(words.none);
    const what = ({ category, matter }: RoutingException) => {
      if (category !== null) return codeName(this.reference, 'incident-category', category, this.language);
      const known = catalogue.matters.find(({ id }) => id === matter);
      return known ? this.either(known) : matter;
    };
    const who = ({ level, department }: RoutingException) =>
      [codeName(this.reference, 'area-level', level, this.language)]
        .concat(department ? codeName(this.reference, 'department', department, this.language) : [])
        .join(' · ');
    return html`<table>
      <thead>
        <tr>${[words.where, words.what, matters.handler, words.why].map((term) => html`<th scope="col">${term}</th>`)}</tr>
      </thead>
      <tbody>
        ${routing.map(
          (row) => html`<tr>
            <td class="figure">${this.#areas.of(row.area_code)}</td>
            <td>${what(row)}</td>
            <td>${who(row)}</td>
            <td>${this.either(row)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private calendar({ calendar }: LoopReference) {
    const { calendar: words } = this.words.catalogue;
    const { today } = this.reference.deployment;
    const hours = calendar.hours.map((span) => span.join('–')).join(this.language === 'en' ? ', ' : '、');
    return html`<p class="lead figure">${words.hours(hours)}</p>
      ${[this.thisYear, this.thisYear + 1].map((year) =>
        calendar.years.some((known) => known.year === year)
          ? html`<jw-working-year .calendar=${calendar} .year=${year} .today=${today}></jw-working-year>`
          : this.missing(year),
      )}`;
  }

  private missing(year: number) {
    const { calendar: words } = this.words.catalogue;
    const wanted = year === this.thisYear || this.reference.deployment.today.slice(5, 7) >= WANTED_FROM_MONTH;
    return html`<p class="missing">
      ${wanted ? icon('warning') : nothing}<span>${wanted ? words.missing(String(year)) : words.later(String(year))}</span>
    </p>`;
  }

  private get thisYear(): number {
    return Number(this.reference.deployment.today.slice(0, 4));
  }

  private either({ zh, en }: { zh: string; en: string }): string {
    return this.language === 'en' ? en : zh;
  }
}
