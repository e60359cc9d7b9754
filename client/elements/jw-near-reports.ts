import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SimilarIncident } from '../../server/api/incidents/schema.ts';
import type { NearbyReport } from '../../server/api/reports/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { formatLength } from '../format/distance.ts';
import { formatMoment } from '../format/time.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import { codeWord, type ReportReference } from './report-reference.ts';

/** A pause in typing before the server is asked, in ms. */
const PAUSE_MS = 400;
/** About a metre: a pin that is nudged asks anew, the noise of a drag does not. */
const DECIMALS = 5;

type Near = Pick<NearbyReport, 'id' | 'category' | 'status' | 'reported_at' | 'distance_m'> &
  Partial<Pick<NearbyReport, 'joined_count'> & Pick<SimilarIncident, 'title' | 'incident_code'>>;

/**
 * What was reported already near a place, for somebody about to report it once more; nothing where there is none.
 * @fires jw-same with the incident that it is the same as; null: it is not.
 */
@customElement('jw-near-reports')
export class JwNearReports extends JwElement {
  @property({ attribute: false }) reference!: ReportReference;
  @property({ attribute: false }) centre: LonLat | null = null;
  @property() category = '';
  /** What it is, in a few words. */
  @property() about = '';
  /** True: as somebody who works here, who reads what others reported and merges. */
  @property({ type: Boolean }) account = false;
  /** What was chosen. */
  @property({ attribute: false }) chosen: number | null = null;
  @state() private pausing = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  #found = new Task(this, {
    args: () => [this.centre?.map((degrees) => degrees.toFixed(DECIMALS)).join(), this.category, this.pausing] as const,
    task: async ([place, category, title], { signal }): Promise<Near[]> => {
      if (!place || (this.account && !category)) return [];
      const [longitude, latitude] = place.split(',') as [string, string];
      const init = { init: { signal } };
      return this.account
        ? answer(api.incidents.similar.$get({ query: { longitude, latitude, category, title } }, init))
        : answer(api.reports.nearby.$get({ query: { longitude, latitude } }, init));
    },
  });

  static override styles = [
    formSheet,
    css`
      /* No gap in the form where nothing is near. */
      :host {
        display: contents;
      }
      section {
        margin: 0;
        padding: var(--space-3) var(--space-4);
        border-inline-start: 0.1875rem solid var(--accent);
        background: color-mix(in srgb, var(--accent) 7%, transparent);
      }
      section > h3 {
        padding: 0;
        border: 0;
        color: var(--ink);
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        padding-block: var(--space-2);
        border-top: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      li:first-child {
        margin-top: var(--space-2);
      }
      .about {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .chosen .about {
        font-weight: 600;
      }
      li .note {
        display: block;
        font-weight: 400;
      }
    `,
  ];

  override willUpdate(): void {
    clearTimeout(this.#timer);
    if (this.account && this.about !== this.pausing)
      this.#timer = setTimeout(() => {
        this.pausing = this.about;
      }, PAUSE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const { similar } = this.words.report;
    // Without an answer there is nothing to compare with; reporting goes on.
    const found = this.#found.value ?? [];
    if (found.length === 0) return nothing;
    return html`<section aria-live="polite">
      <h3>${similar.title}</h3>
      <p class="note">${this.account ? similar.ownLead : similar.lead}</p>
      <ul>
        ${found.slice(0, 5).map((near) => this.row(near))}
      </ul>
    </section>`;
  }

  private row(near: Near): TemplateResult {
    const { similar } = this.words.report;
    const chosen = near.id === this.chosen;
    const kind = codeWord(this.reference, 'incident-category', near.category, this.language);
    const facts = [
      near.title ? kind : '',
      similar.away(formatLength(near.distance_m, this.language)),
      formatMoment(near.reported_at, { ...this.reference.clock, language: this.language }),
      codeWord(this.reference, 'incident-status', near.status, this.language),
      near.joined_count ? similar.joined(near.joined_count + 1) : '',
    ];
    return html`<li class=${chosen ? 'chosen' : ''}>
      <span class="about">
        ${near.title ?? kind}
        <span class="note figure">${facts.filter(Boolean).join(' · ')}</span>
        ${chosen ? html`<span class="note">${icon('check')} ${this.account ? similar.merging : similar.chosen}</span>` : nothing}
      </span>
      <button class="outlined" type="button" @click=${() => this.emit('jw-same', chosen ? null : near.id)}>
        ${chosen ? similar.undo : this.account ? similar.merge : similar.same}
      </button>
    </li>`;
  }
}
