import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EmergencySummary } from '../../../server/api/emergencies/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { kindIcon } from '../../elements/category-tiles.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-live-mark.ts';
import { gradeMark, gradeMarkStyles } from '../../elements/grade-mark.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { formatExact } from '../../format/time.ts';
import { live } from '../../state/live.ts';
import { may } from '../../state/session.ts';
import { formatWhen } from './moment.ts';
import { type EmergencyReference, planName, planOf, worded } from './plan-words.ts';
import { RunningTime } from './running-time.ts';

const pageOf = (state: 'open' | 'ended') => (page: string | undefined, signal: AbortSignal) =>
  answer<Page<EmergencySummary>>(
    api.emergencies.$get({ query: { state, limit: '20', ...(page && { page }) } }, { init: { signal } }),
  );

/** What lasts now and what has ended, in the areas of the caller's duties; it follows the feed. */
@customElement('jw-emergency-home')
export class JwEmergencyHome extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  /** Makes the address of a section of the page. */
  @property({ attribute: false }) linkTo!: (section: string, rest: Record<string, string>) => string;
  #open = new Paging<EmergencySummary>(this, pageOf('open'));
  #ended = new Paging<EmergencySummary>(this, pageOf('ended'));
  #time = new RunningTime(this);
  #end: (() => void) | undefined;

  static override styles = [
    formSheet,
    skeletonStyles,
    gradeMarkStyles,
    css`
      :host {
        max-inline-size: 60rem;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4);
        align-items: start;
        justify-content: space-between;
      }
      .heading {
        flex: 1 1 20rem;
      }
      .lead {
        max-inline-size: 40em;
      }
      h3 {
        font-size: var(--type-2);
        color: var(--ink);
      }
      section {
        margin-top: var(--space-6);
      }
      li a {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto auto;
        gap: 0 var(--space-4);
        align-items: center;
        padding: var(--space-3);
        border-bottom: 1px solid var(--rule);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      li a > .icon {
        font-size: var(--type-4);
        color: var(--ink-soft);
      }
      strong {
        font-size: var(--type-3);
        font-weight: 600;
      }
      .note {
        display: block;
      }
      .go {
        color: var(--accent);
        white-space: nowrap;
      }
      .open li a {
        margin-top: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--rule);
        border-inline-start: 0.25rem solid var(--cinnabar);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
      .open strong {
        font-family: var(--face-mark);
        font-size: var(--type-4);
        font-weight: 700;
      }
      .open li a > .icon {
        font-size: var(--type-5);
        color: var(--ink);
      }
      .vacant {
        max-inline-size: 40em;
      }
      .plans {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
        align-items: center;
        margin-top: var(--space-3);
        color: var(--ink-soft);
      }
      .plans dd {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
      }
      @media (max-width: 599px) {
        li a {
          grid-template-columns: auto minmax(0, 1fr) auto;
        }
        .go {
          display: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open.restart();
    void this.#ended.restart();
    this.#end = live.subscribe(({ event }) => {
      if (event === 'emergency' || event === 'reset') void this.renew();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  override render() {
    const { home } = this.words.emergency;
    const declare = may('emergency')
      ? html`<a class="primary" href=${this.linkTo('declare', {})}>${home.declare}</a>`
      : nothing;
    return html`
      <div class="title">${heading('', this.words.emergency.title, home.lead)}${this.#open.rows.length ? declare : nothing}</div>
      <section class="open">
        <h3>${home.open}<jw-live-mark></jw-live-mark></h3>
        ${this.list(this.#open, home.none, declare)}
        ${this.#open.state === 'done' && this.#open.rows.length === 0 ? this.plans() : nothing}
      </section>
      <section>
        <h3>${home.ended}</h3>
        ${this.list(this.#ended, home.noneEnded, nothing)}
      </section>
    `;
  }

  private list(paging: Paging<EmergencySummary>, none: string, act: TemplateResult | typeof nothing): TemplateResult {
    const { home } = this.words.emergency;
    const { rows, state, error, hasMore } = paging;
    return html`
      ${state === 'pending' && rows.length === 0 ? bones(3) : nothing}
      ${state === 'error' ? failure(error, this.words, () => paging.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(none, act) : nothing}
      <ul>
        ${rows.map((row) => this.row(row))}
      </ul>
      ${hasMore && state === 'done' ? html`<p><button class="link" @click=${() => paging.more()}>${home.more}</button></p>` : nothing}
    `;
  }

  /** What there are plans for: the page says so while it has nothing else to say. */
  private plans(): TemplateResult {
    return html`<dl class="plans">
      <dt class="note">${this.words.emergency.home.plans}</dt>
      ${this.reference.plans.map((plan) => html`<dd>${kindIcon(plan.icon)}${worded(plan, this.language)}</dd>`)}
    </dl>`;
  }

  private row(row: EmergencySummary): TemplateResult {
    const { home, line, board } = this.words.emergency;
    const clock = { timeZone: this.reference.deployment.time_zone, language: this.language };
    const count = (value: number) => formatCount(value, this.language);
    const open = row.ended_at === null;
    const until = row.ended_at ? Date.parse(row.ended_at) : this.#time.now;
    const span = formatSpan(until - Date.parse(row.declared_at), this.language);
    const orders = row.order_count ? home.done(count(row.done_count), count(row.order_count)) : home.noOrders;
    const waiting = row.order_count - row.acknowledged_count;
    return html`<li>
      <a href=${this.linkTo(open ? 'open' : 'record', { id: String(row.id) })}>
        ${kindIcon(planOf(this.reference, row.plan)?.icon)}
        <span>
          <strong>${planName(this.reference, row.plan, this.language)} · ${row.area_name}</strong>
          <span class="note figure" title=${formatExact(row.declared_at, clock)}>
            ${line.since(formatWhen(row.declared_at, clock, this.#time.now))} ·
            ${open ? home.lasting(span) : home.lasted(span)} · ${orders}${
              open && waiting > 0 ? ` · ${board.count.waiting} ${count(waiting)}` : ''
            }
          </span>
        </span>
        ${gradeMark(row.grade, this.words, open)}
        <span class="go">${open ? line.open : home.record}</span>
      </a>
    </li>`;
  }

  /** What ends goes from one list to the other. */
  private async renew(): Promise<void> {
    const before = this.#open.rows;
    await this.#open.renew();
    const open = new Set(this.#open.rows.map(({ id }) => id));
    if (before.some(({ id }) => !open.has(id))) await this.#ended.restart();
  }
}
