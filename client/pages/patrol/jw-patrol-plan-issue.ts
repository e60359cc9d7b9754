import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import { answerBytes, api } from '../../api.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { saveBytes } from '../../elements/saved-file.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { isRunning } from '../../state/patrol/plan-actions.ts';
import { pageHash } from './address.ts';
import { PatrolElement } from './patrol-element.ts';

const formatTypes = { gpx: 'application/gpx+xml', geojson: 'application/geo+json', ics: 'text/calendar' } as const;
const formats = Object.keys(formatTypes) as (keyof typeof formatTypes)[];

/** Handing the open plan out: what happens then, the sheets, files for other programs, taking it back. */
@customElement('jw-patrol-plan-issue')
export class JwPatrolPlanIssue extends PatrolElement {
  #sending = new Submission(this);
  #taking = new Submission(this);

  static override styles = [
    formSheet,
    css`
      section {
        display: grid;
        gap: var(--space-2);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
      }
      .files > span {
        align-self: center;
      }
    `,
  ];

  /** What was doubted of one plan, or one version of it, is no doubt of another. */
  override willUpdate(): void {
    const { plan } = this.view;
    const shown = plan && `${plan.id} ${plan.version}`;
    if (shown !== this.#shown) for (const each of [this.#sending, this.#taking]) each.clear();
    this.#shown = shown;
  }
  #shown: string | null = null;

  override render() {
    const { plan } = this.view;
    if (!plan) return nothing;
    if (!plan.result && plan.state === 'draft') return nothing;
    const { issue } = this.words.planning;
    return html`<section>
      <h3>${issue.title}</h3>
      ${plan.state === 'draft' ? this.draft(plan) : plan.state === 'issued' ? this.issued(plan) : html`<p>${issue.withdrawn}</p>`}
      ${this.files(plan)}
    </section>`;
  }

  private draft(plan: PatrolPlan): TemplateResult | typeof nothing {
    if (!this.mayPlan) return nothing;
    const { issue } = this.words.planning;
    const { run, compare } = this.view;
    const replaces = this.view.plans?.some(({ id, state }) => id === plan.from_plan_id && state === 'issued') ?? false;
    const doubted = this.#sending.field === 'anyway';
    if (plan.stale) return html`<p class="note">${issue.staleFirst}</p>`;
    const squads = plan.result?.routes.filter(({ stops }) => stops.length > 0).length ?? 0;
    return html`
      ${replaces && compare ? html`<p class="done">${this.words.planning.repair.done}</p>` : nothing}
      <p class="note">${issue.what(this.count(squads))}${replaces ? issue.replaces : nothing}</p>
      ${faultLine(this.#sending, this.words)}
      <div class="buttons">
        <jw-sure-button
          .label=${doubted ? issue.anyway : issue.submit}
          .question=${issue.sure}
          .disabled=${this.#sending.busy || isRunning(run)}
          @jw-sure=${() => this.#sending.run(() => this.patrol.plans.issue(doubted))}
        ></jw-sure-button>
      </div>
    `;
  }

  private issued(plan: PatrolPlan): TemplateResult {
    const { issue } = this.words.planning;
    if (!this.mayPlan) return html``;
    return html`
      <p>${issue.done}</p>
      <div class="buttons">
        <a class="primary" href="/patrol${pageHash({ sheets: String(plan.id) })}" target="_blank" rel="noopener">${icon('print')}${issue.sheets}</a>
        <jw-sure-button
          .label=${issue.withdraw}
          .question=${issue.withdrawSure}
          .disabled=${this.view.pending > 0}
          @jw-sure=${() => this.patrol.attempt(() => this.patrol.plans.withdraw())}
        ></jw-sure-button>
      </div>
    `;
  }

  private files(plan: PatrolPlan): TemplateResult | typeof nothing {
    if (!plan.result) return nothing;
    const { plan: words } = this.words.planning;
    return html`<p class="files">
        <span class="note">${words.file}</span>
        ${formats.map((format) => html`<button class="link" ?disabled=${this.#taking.busy} @click=${() => this.take(plan, format)}>${words.files[format]}</button>`)}
      </p>
      ${faultLine(this.#taking, this.words)}`;
  }

  /** Fetches a file of the plan, in the language of the page, and hands it to the reader. */
  private take({ id, name, day }: PatrolPlan, format: keyof typeof formatTypes): void {
    void this.#taking.run(async () => {
      const file = api['patrol-plans'][':id'].export.$get({ param: { id: String(id) }, query: { format } });
      saveBytes(`${this.words.patrol.title}-${name}-${day}.${format}`, formatTypes[format], await answerBytes(file));
    });
  }
}
