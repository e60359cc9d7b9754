import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import { daysBetween, formatExact, formatMoment, wallTime } from '../format/time.ts';
import { select } from '../state/actions.ts';
import { JwElement } from './element.ts';
import { standingOf, statusMark } from './incident-row.ts';
import { incidentStyles } from './incident-styles.ts';
import { partStyles } from './part-styles.ts';
import { facts, heading, type Piece } from './parts.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** One incident: what and where, how it stands, its course from report to settlement. */
@customElement('jw-incident-panel')
export class JwIncidentPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    incidentStyles,
    css`
      .state {
        display: flex;
        gap: var(--space-3);
        align-items: baseline;
        font-size: var(--type-3);
      }
      .course {
        margin-top: var(--space-3);
      }
      .course li {
        position: relative;
        display: grid;
        grid-template-columns: 4.5em 1fr auto;
        gap: var(--space-3);
        padding: var(--space-2) 0 var(--space-2) var(--space-5);
      }
      .course li::before {
        content: '';
        position: absolute;
        inset: 0.95em auto auto 0.125rem;
        inline-size: 0.625rem;
        block-size: 0.625rem;
        border: 0.125rem solid var(--ink-soft);
        border-radius: 50%;
        background: var(--sheet);
      }
      .course li.past::before {
        background: var(--ink-soft);
      }
      .course li:not(:last-child)::after {
        content: '';
        position: absolute;
        inset: calc(0.95em + 0.875rem) auto -0.7em calc(0.125rem + 0.375rem);
        border-inline-start: 1px solid var(--rule);
      }
      .late {
        color: var(--cinnabar);
      }
      .soon {
        color: var(--amber);
      }
    `,
  ];

  override render() {
    const { incident, path } = this.detail;
    const { words, language, reference } = this;
    const status = codeName(reference, 'incident-status', incident.status, language);
    const category = codeName(reference, 'incident-category', incident.category, language);
    const grid = path.at(-1);
    return html`
      ${heading(`${words.incident.eyebrow} · ${category}`, incident.title, incident.description ?? nothing)}
      <p class="lead state">${statusMark(incident, status, words)}${incident.overdue ? html`<span class="note">${status}</span>` : nothing}</p>
      <section>
        <h3>${words.incident.timeline}</h3>
        ${this.course()}
      </section>
      <section>
        ${facts([
          [words.incident.address, incident.address],
          [
            codeName(reference, 'area-level', grid?.level ?? '', language),
            grid
              ? html`<button class="link" @click=${() => select({ kind: 'area', area_code: grid.area_code })}>${grid.name}</button>`
              : null,
          ],
          [words.incident.severity, codeName(reference, 'incident-severity', incident.severity, language)],
          [words.incident.channel, codeName(reference, 'incident-channel', incident.channel, language)],
          [
            words.incident.settled,
            incident.settled_at && codeName(reference, 'area-level', incident.settled_at, language),
          ],
          [words.incident.code, incident.incident_code],
        ])}
      </section>
    `;
  }

  private course(): TemplateResult {
    const { incident } = this.detail;
    const { words } = this;
    const done = standingOf(incident) === 'done';
    const steps = [
      this.step(words.incident.reported, incident.reported_at, true, nothing),
      this.step(words.incident.due, incident.due_at, incident.overdue, done ? nothing : this.remaining()),
    ];
    const settled = incident.closed_at
      ? this.step(words.incident.closed, incident.closed_at, true, nothing)
      : html`<li><span>${words.incident.closed}</span><span class="note">${done ? words.common.unknown : words.incident.waiting}</span></li>`;
    const early = incident.closed_at !== null && incident.closed_at < incident.due_at;
    return html`<ol class="course">${early ? [steps[0], settled, steps[1]] : [...steps, settled]}</ol>`;
  }

  private step(name: string, at: string, past: boolean, remark: Piece): TemplateResult {
    const clock = clockOf(this.reference, this.language);
    return html`<li class=${past ? 'past' : ''}>
      <span>${name}</span>
      <time class="figure" datetime=${at} title=${formatExact(at, clock)}>${formatMoment(at, clock)}</time>
      ${remark}
    </li>`;
  }

  /** How long there is still, or how late it is, in days of the calendar. */
  private remaining(): TemplateResult {
    const { incident } = this.detail;
    const { today, time_zone } = this.reference.deployment;
    const days = daysBetween(today, wallTime(incident.due_at, time_zone).day);
    const { incident: words } = this.words;
    if (incident.overdue) {
      return html`<span class="late">${days < 0 ? words.overdueBy(String(-days)) : words.overdueToday}</span>`;
    }
    return html`<span class=${days <= 1 ? 'soon' : 'note'}>${days > 0 ? words.dueIn(String(days)) : words.dueToday}</span>`;
  }
}
