import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IncidentEvent } from '../../server/api/incidents/schema.ts';
import type { AreaSummary } from '../../server/api/wire.ts';
import { formatSpan } from '../format/span.ts';
import { formatExact, formatMoment, wallTime } from '../format/time.ts';
import { JwElement } from './element.ts';
import { holderParts, type TimelineRow, timelineRows } from './incident-timeline.ts';
import './jw-photo-strip.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { sheetStyles } from './styles.ts';

/** Everything that happened to an incident, newest last, and how long it stood between. */
@customElement('jw-incident-timeline')
export class JwIncidentTimeline extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) events: readonly IncidentEvent[] = [];
  /** The areas above and at the incident, for the names of those who held it. */
  @property({ attribute: false }) path: readonly AreaSummary[] = [];

  static override styles = [
    sheetStyles,
    css`
      ol {
        margin-top: var(--space-3);
      }
      li {
        position: relative;
        padding: 0 0 var(--space-4) var(--space-5);
      }
      .head::before {
        content: '';
        position: absolute;
        z-index: 1;
        inset: 0.4em auto auto calc(0.125rem - var(--space-5));
        inline-size: 0.5rem;
        block-size: 0.5rem;
        border: 0.125rem solid var(--ink-soft);
        border-radius: 50%;
        background: var(--ink-soft);
      }
      .aside .head::before {
        background: var(--sheet);
      }
      /* The line runs through the marks, from the first to the last. */
      li:not(:last-child)::after,
      li:last-child .stood::after {
        content: '';
        position: absolute;
        inset: 0 auto 0 calc(0.125rem + 0.3125rem);
        border-inline-start: 1px solid var(--rule);
      }
      li:first-child::after {
        inset-block-start: 0.75em;
      }
      li:last-child .stood::after {
        inset: 0 auto -0.75em calc(0.4375rem - var(--space-5));
      }
      li.folded {
        padding-block-end: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--type-1);
      }
      .folded .head::before {
        inset: 0.55em auto auto calc(0.25rem - var(--space-5));
        inline-size: 0.25rem;
        block-size: 0.25rem;
        border-width: 0.0625rem;
      }
      .head {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--space-2);
      }
      .what {
        font-weight: 600;
      }
      .folded .what {
        font-weight: 400;
      }
      time {
        margin-inline-start: auto;
      }
      .stood {
        position: relative;
        margin-block-end: var(--space-2);
      }
      .said {
        margin-top: var(--space-1);
        padding-inline-start: var(--space-3);
        border-inline-start: 2px solid var(--rule);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  override render() {
    const rows = timelineRows(this.events);
    return html`<ol>${rows.map((row) => this.row(row))}</ol>`;
  }

  private row({ event, folded, stood_ms }: TimelineRow): TemplateResult {
    const { reference, language } = this;
    const { timeline: words } = this.words.loop;
    const moved = event.from_status !== event.to_status;
    const status = event.from_status && codeName(reference, 'incident-status', event.from_status, language);
    return html`<li class=${folded ? 'folded' : moved ? '' : 'aside'}>
      ${
        stood_ms !== null && stood_ms >= 60_000 && status
          ? html`<p class="stood note">${words.stood(formatSpan(stood_ms, language), status)}</p>`
          : nothing
      }
      <div class="head">
        <span class="what">${codeName(reference, 'incident-event', event.kind, language)}</span>
        ${event.kind === 'imported' ? nothing : html`<span class="note">${event.actor_name ?? words.by[event.actor] ?? ''}</span>`}
        ${folded ? nothing : this.moment(event.happened_at)}
      </div>
      ${this.details(event).map((line) => html`<p class="note">${line}</p>`)}
      ${event.text ? html`<p class="said">${event.text}</p>` : nothing}
      ${event.photos.length ? html`<jw-photo-strip .names=${event.photos}></jw-photo-strip>` : nothing}
    </li>`;
  }

  private moment(at: string): TemplateResult {
    const clock = clockOf(this.reference, this.language);
    const day = formatMoment(at, clock);
    const { time } = wallTime(at, clock.timeZone);
    return html`<time class="note figure" datetime=${at} title=${formatExact(at, clock)}>
      ${day.endsWith(time) ? day : `${day} ${time}`}
    </time>`;
  }

  /** What an event changed, a line each. */
  private details({ kind, changes, from_holder, to_holder, device_at }: IncidentEvent): string[] {
    const { reference, language } = this;
    const { timeline: words } = this.words.loop;
    const name = (catalogue: 'department' | 'incident-category' | 'incident-severity', code: unknown) =>
      codeName(reference, catalogue, String(code), language);
    const lines: (string | false | null | undefined)[] = [
      to_holder !== from_holder && to_holder && words.to(this.holder(to_holder)),
      changes.approval_ref !== undefined && words.approval(String(changes.approval_ref)),
      kind === 'evaluated' &&
        typeof changes.rating === 'number' &&
        words.rated(this.words.report.rating.words[changes.rating - 1] ?? String(changes.rating)),
      Array.isArray(changes.departments) &&
        words.called(changes.departments.map((each) => name('department', each)).join(language === 'en' ? ', ' : '、')),
      changes.arrived !== undefined && words.arrived(name('department', changes.arrived)),
      kind === 'corrected' &&
        changes.category !== undefined &&
        words.category(name('incident-category', changes.category)),
      kind === 'corrected' &&
        changes.severity !== undefined &&
        words.severity(name('incident-severity', changes.severity)),
      kind === 'corrected' && changes.centre !== undefined && words.moved,
      device_at && words.device(formatExact(device_at, clockOf(reference, language))),
    ];
    return lines.filter((line) => typeof line === 'string');
  }

  private holder(holder: string): string {
    const { area_code, department } = holderParts(holder)!;
    const area = this.path.find((one) => one.area_code === area_code)?.name ?? area_code;
    if (!department) return area;
    return `${area} · ${codeName(this.reference, 'department', department, this.language)}`;
  }
}
