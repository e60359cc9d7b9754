import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AreaCounts, AreaDetail, PeopleCount } from '../../server/api/areas/schema.ts';
import { answer, api } from '../api.ts';
import { formatArea } from '../format/distance.ts';
import { formatCount, formatGuarded, isApproximate } from '../format/number.ts';
import { looksBack } from '../state/past.ts';
import { formatSection } from '../state/section.ts';
import { countedAreas, may, mayAt } from '../state/session.ts';
import { store } from '../state/store.ts';
import { JwElement } from './element.ts';
import './jw-area-list.ts';
import './jw-building-list.ts';
import './jw-duty-holders.ts';
import './jw-patrols-now.ts';
import { incidentRow } from './incident-row.ts';
import { incidentStyles } from './incident-styles.ts';
import { partStyles } from './part-styles.ts';
import { bones, empty, failure, heading } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { staleLink } from './register-link.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** What `small_count_below` is about. */
const ofPeople: ReadonlySet<string> = new Set<PeopleCount>([
  'household_count',
  'resident_count',
  'visit_due_count',
  'visit_overdue_count',
]);
const foremost = ['incident_open_count', 'incident_overdue_count', 'visit_due_count'] as const;
/** Beyond so many characters of one, three figures and their units do not fit side by side in the largest type. */
const largeFrom = 5;
const others = [
  'visit_overdue_count',
  'household_count',
  'resident_count',
  'building_count',
  'compound_count',
  'organisation_count',
  'facility_count',
  'device_count',
  'patrol_point_count',
] as const;

/** An area of any level: what belongs to it, what lies below it, who answers for it, what is open. */
@customElement('jw-area-panel')
export class JwAreaPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: AreaDetail;

  #incidents = new Task(this, {
    args: () => [this.detail.area.area_code] as const,
    task: async ([area_code], { signal }) =>
      may('cases')
        ? answer(api.incidents.$get({ query: { area_code, status: 'open', limit: '5' } }, { init: { signal } }))
        : { items: [], next: null },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    incidentStyles,
    css`
      .foremost {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        margin-top: var(--space-5);
      }
      /* Of a city or a province: as wide as the figures are. */
      .foremost.large {
        grid-template-columns: repeat(3, auto);
      }
      .foremost.large dd {
        font-size: var(--type-4);
      }
      .foremost > div {
        display: flex;
        flex-direction: column-reverse;
        padding-inline: var(--space-3);
        border-inline-start: 1px solid var(--rule);
      }
      .foremost > div:first-child {
        padding-inline-start: 0;
        border: 0;
      }
      .foremost dd {
        white-space: nowrap;
        font-size: var(--type-5);
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }
      .overdue dd,
      .overdue .mark {
        color: var(--cinnabar);
      }
      dt {
        font-size: var(--type-1);
        color: var(--ink-soft);
      }
      .others {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: var(--space-3) var(--space-2);
        margin-top: var(--space-4);
        padding-top: var(--space-3);
        border-top: 1px solid var(--rule);
      }
      .others > div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
      }
      .others dd {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .about {
        font-size: var(--type-1);
        color: var(--ink-soft);
        margin-inline-end: 0.2em;
      }
      dd a {
        /* A target for a finger, without a taller line. */
        display: inline-block;
        min-inline-size: var(--target);
        margin-block: -0.25rem;
        padding-block: 0.25rem;
        color: inherit;
        text-decoration-line: underline;
        text-decoration-style: dotted;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.25em;
      }
      .guarded {
        margin-top: var(--space-3);
      }
      .mark {
        font-size: 0.6em;
        vertical-align: 0.3em;
        margin-inline-end: 0.2em;
      }
    `,
  ];

  override render() {
    const { area, counts, duty_holders } = this.detail;
    const level = codeName(this.reference, 'area-level', area.level, this.language);
    const lead = counts ? this.lead(area.name, counts) : this.uncounted();
    return html`
      ${heading(`${level} · ${formatArea(this.detail.area_m2, this.language)}`, area.name, lead)}
      ${counts ? this.figures(counts) : nothing}
      ${counts || area.child_count > 0 ? this.below() : nothing}
      ${
        counts && counts.incident_open_count !== null && may('cases')
          ? html`<section>
            <h3>${this.words.area.incidents}</h3>
            ${this.openIncidents()}
          </section>`
          : nothing
      }
      ${may('patrol') ? html`<jw-patrols-now .areaCode=${area.area_code}></jw-patrols-now>` : nothing}
      <section>
        <h3>${this.words.area.duty}</h3>
        <jw-duty-holders .reference=${this.reference} .holders=${duty_holders}></jw-duty-holders>
      </section>
      ${area.child_count === 0 ? staleLink(area.area_code, this.words) : nothing}
    `;
  }

  private figures(counts: AreaCounts): TemplateResult {
    const { small_count_below } = this.detail;
    // What the reader may not see is left out; a hidden small count is said.
    const known = (key: keyof AreaCounts) => this.text(key, counts) !== '';
    const large = foremost.some((key) => this.text(key, counts).length > largeFrom);
    return html`
      <dl class="foremost ${large ? 'large' : ''}">${foremost.filter(known).map((key) => this.figure(key, counts))}</dl>
      <dl class="others">${others.filter(known).map((key) => this.figure(key, counts))}</dl>
      ${
        small_count_below === null
          ? nothing
          : html`<p class="note guarded">${this.words.area.guarded(formatCount(small_count_below, this.language))}</p>`
      }
    `;
  }

  /** Why there are no figures: the reader's duties lie below, or elsewhere. */
  private uncounted(): string {
    const { area_code } = this.detail.area;
    const above = countedAreas().some((code) => code.startsWith(area_code));
    return above ? this.words.area.above : this.words.area.outside;
  }

  /** The one sentence that says what is to be done here. */
  private lead(name: string, counts: AreaCounts): string {
    const { area: words } = this.words;
    const parts = [
      ...(counts.visit_due_count === 0 ? [] : [words.visits(this.text('visit_due_count', counts))]),
      ...(counts.incident_overdue_count
        ? [words.overdue(formatCount(counts.incident_overdue_count, this.language))]
        : []),
    ];
    return parts.length ? words.lead(name, ...parts) : words.calm;
  }

  private figure(key: keyof AreaCounts, counts: AreaCounts): TemplateResult {
    const [label, unit] = this.words.area.figures[key] as [string, string];
    const overdue = key.endsWith('_overdue_count') && counts[key] !== 0;
    const about = ofPeople.has(key) && isApproximate(counts[key], this.detail.small_count_below);
    const value = html`${about ? html`<span class="about">${this.words.area.about}</span>` : nothing}${this.text(key, counts, 'plain')}<span class="unit"
            >${unit}</span
          >`;
    const list = this.dueList(key);
    return html`<div class=${overdue ? 'overdue' : ''}>
      <dt>${overdue ? html`<span class="mark" aria-hidden="true">▲</span>` : nothing}${label}</dt>
      <dd>${list && counts[key] ? html`<a href=${list} aria-label="${label} ${this.text(key, counts)}${unit}">${value}</a>` : value}</dd>
    </div>`;
  }

  /** Where the households of a count are listed, for who may see their doors; undefined: nowhere. */
  private dueList(key: keyof AreaCounts): string | undefined {
    const { area_code } = this.detail.area;
    const late = key === 'visit_overdue_count';
    if ((key !== 'visit_due_count' && !late) || looksBack() || !mayAt('doors', area_code)) return undefined;
    const { theme, language } = store.state;
    const rest = { area_code, ...(late && { state: 'overdue' }) };
    return `/duties${formatSection({ section: 'due', theme, language, rest })}`;
  }

  private text(key: keyof AreaCounts, counts: AreaCounts, form?: 'plain'): string {
    return formatGuarded(counts[key], ofPeople.has(key) ? this.detail.small_count_below : null, this.language, form);
  }

  private below(): TemplateResult {
    const { area } = this.detail;
    if (area.child_count > 0) {
      return html`<jw-area-list .reference=${this.reference} .area=${area}></jw-area-list>`;
    }
    return html`<jw-building-list area_code=${area.area_code}></jw-building-list>`;
  }

  private openIncidents() {
    const { words } = this;
    return this.#incidents.render({
      pending: () => bones(4),
      error: (error) => failure(error, words, () => this.#incidents.run()),
      complete: ({ items }) =>
        items.length === 0
          ? empty(words.area.noIncidents)
          : html`<ul>
                ${items.map((incident) => html`<li>${incidentRow(incident, this.reference, this.language, words)}</li>`)}
              </ul>
              <button class="link" @click=${() => this.emit('jw-all-incidents')}>${words.area.allIncidents}</button>`,
    });
  }
}
