import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import type { FollowBody, FollowedReport } from '../../server/api/reports/schema.ts';
import { ApiError, answer, api } from '../api.ts';
import { type Clock, formatExact, formatMoment } from '../format/time.ts';
import { codeIn, readCode } from '../state/follow-link.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { textOf } from './form-text.ts';
import { shownSteps } from './incident-steps.ts';
import './jw-follow-acts.ts';
import './jw-step-strip.ts';
import { bones } from './parts.ts';
import { codeWord, type ReportReference } from './report-reference.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/** Following a report by its code: how it stands, what was answered, and what whoever reported it may still do. */
@customElement('jw-follow')
export class JwFollow extends JwElement {
  @property({ attribute: false }) reference!: ReportReference;
  /** The district's loop. */
  @property({ attribute: false }) loop!: LoopReference;
  @state() private code = '';
  @state() private report: FollowedReport | null = null;
  @state() private missing = false;
  @state() private done = false;
  #looking = new Submission(this);

  static override styles = [
    formSheet,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
      }
      form.look {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: var(--space-3);
      }
      form.look > .fault,
      form.look > .note {
        grid-column: 1 / -1;
      }
      .look input {
        font-family: ui-monospace, 'SF Mono', 'Noto Sans Mono CJK SC', Consolas, monospace;
        letter-spacing: 0.08em;
        text-transform: uppercase;
      }
      .look input::placeholder {
        font-family: var(--face);
        letter-spacing: 0;
        text-transform: none;
      }
      .standing {
        margin-top: var(--space-3);
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        color: var(--ink-soft);
      }
      .said li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .said .what {
        font-weight: 600;
      }
      .said .text {
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
        text-wrap: pretty;
        white-space: pre-line;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#open);
    this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#open);
  }

  override render() {
    const { report } = this;
    const busy = this.#looking.busy && !report;
    return html`${this.form()} ${busy ? bones(8, true) : nothing} ${report ? this.found(report) : nothing}`;
  }

  private form(): TemplateResult {
    const { follow } = this.words.report;
    return html`<form class="look" novalidate @submit=${this.submit}>
      <div class="field">
        <label for="code">${follow.code}</label>
        <input
          id="code"
          name="code"
          maxlength="16"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          placeholder=${follow.codeHint}
          aria-invalid=${this.missing}
          .value=${this.code}
        />
      </div>
      ${submitButton(this.#looking, follow.look, this.words)}
      ${this.missing ? html`<p class="note" role="alert">${follow.codeMissing}</p>` : nothing}
      ${faultLine(this.#looking, this.words)}
    </form>`;
  }

  private found(report: FollowedReport): TemplateResult {
    const { follow } = this.words.report;
    const clock = this.clock;
    const about = [
      codeWord(this.reference, 'incident-category', report.category, this.language),
      report.area_name,
      follow.reported(formatMoment(report.reported_at, clock)),
      report.department && follow.department(codeWord(this.reference, 'department', report.department, this.language)),
      report.due_at && !ended.has(report.status) && follow.due(formatMoment(report.due_at, clock)),
      report.rating && follow.rated(this.words.report.rating.words[report.rating - 1]!),
    ];
    return html`<article>
      <p class="eyebrow figure">${this.words.report.sent.number(report.incident_code)}</p>
      <h2 tabindex="-1">${report.title}</h2>
      <p class="standing figure">${about.filter(Boolean).map((text) => html`<span>${text}</span>`)}</p>
      <jw-step-strip
        .steps=${shownSteps(this.loop.variant.steps, told(report))}
        .clock=${clock}
        .standing=${this.standing(report)}
      ></jw-step-strip>
      ${this.ended(report)} ${this.said(report)}
      <jw-follow-acts
        .report=${report}
        .send=${this.act}
        ?done=${this.done}
      ></jw-follow-acts>
    </article>`;
  }

  /** Where a report ended beside the way. */
  private ended({ status, merged_status }: FollowedReport): TemplateResult | typeof nothing {
    const word = this.words.report.follow.ended[status];
    if (!word) return nothing;
    const there = merged_status && codeWord(this.reference, 'incident-status', merged_status, this.language);
    return html`<p class="lead">${[word, there].filter(Boolean).join('：')}</p>`;
  }

  private standing({ status }: FollowedReport): string {
    const { follow } = this.words.report;
    if (status === 'suspended') return follow.suspended;
    if (status === 'verified') return follow.toRate;
    return status === 'returned' ? follow.returned : codeWord(this.reference, 'incident-status', status, this.language);
  }

  /** What was said, newest first. */
  private said(report: FollowedReport): TemplateResult | typeof nothing {
    const { follow, rating } = this.words.report;
    const told = report.events.filter(({ text, rating: stars }) => text || stars).reverse();
    if (told.length === 0) return nothing;
    return html`<section class="said">
      <h3>${follow.said}</h3>
      <ol>
        ${told.map(
          ({ kind, happened_at, text, own, rating: stars }) => html`<li>
            <span class="what">
              ${own ? follow.mine : follow.office} · ${codeWord(this.reference, 'incident-event', kind, this.language)}
              ${stars ? html`<span class="note">${rating.words[stars - 1]}</span>` : nothing}
            </span>
            <time class="note figure" datetime=${happened_at} title=${formatExact(happened_at, this.clock)}>
              ${formatMoment(happened_at, this.clock)}
            </time>
            ${text ? html`<p class="text">${text}</p>` : nothing}
          </li>`,
        )}
      </ol>
    </section>`;
  }

  private get clock(): Clock {
    return { ...this.reference.clock, language: this.language };
  }

  /** Looks at the code that the address holds. */
  #open = (): void => {
    const code = codeIn(location.hash);
    if (!code || code === this.code) return;
    this.code = code;
    void this.look(code);
  };

  private submit(event: Event): void {
    event.preventDefault();
    const code = readCode(textOf(event.target as HTMLFormElement, 'code'));
    this.missing = code === null;
    if (!code) return;
    this.code = code;
    void this.look(code);
  }

  private async look(code: string): Promise<void> {
    this.done = false;
    const found = await this.#looking.run(async () => {
      this.report = null;
      this.report = await answer(api.reports[':code'].$get({ param: { code } }));
    });
    await this.updateComplete;
    if (found) this.renderRoot.querySelector<HTMLElement>('article h2')?.focus();
  }

  private act = async (body: FollowBody): Promise<void> => {
    const param = { code: this.code };
    try {
      this.report = await answer(api.reports[':code'].events.$post({ param, json: body }));
      this.done = true;
    } catch (error) {
      // Somebody was quicker: what was typed stays, beside how it stands now.
      if (error instanceof ApiError && error.status === 409)
        this.report = await answer(api.reports[':code'].$get({ param })).catch(() => this.report);
      throw error;
    }
  };
}

/** Statuses in which nothing is due any more. */
const ended = new Set<FollowedReport['status']>(['resolved', 'verified', 'evaluated', 'closed', 'merged', 'withdrawn']);

/** A followed report as the steps read it. */
function told({ events, status, reported_at }: FollowedReport): Parameters<typeof shownSteps>[1] {
  return {
    events: events.map(({ kind, happened_at }) => ({ kind, happened_at, from_status: null })),
    incident: { status, reported_at, found_at: null, closed_at: null },
  };
}
