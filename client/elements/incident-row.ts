import { html, nothing, type TemplateResult } from 'lit';
import type { Incident, IncidentStatus } from '../../server/api/incidents/schema.ts';
import { formatExact, formatMoment } from '../format/time.ts';
import type { Messages } from '../locales/index.ts';
import { select } from '../state/actions.ts';
import { isOpen } from '../state/status.ts';
import type { LanguageChoice } from '../state/store.ts';
import { clockOf, codeName, type Reference } from './reference.ts';

/** How an incident stands, as colour and shape say it: overdue a full triangle, open a ring, its clock stopped two bars, done a tick, ended without a dash. */
export type Standing = 'overdue' | 'open' | 'stopped' | 'done' | 'ended';

/** The standing of an incident. */
export function standingOf({ status, overdue }: { status: IncidentStatus; overdue: boolean }): Standing {
  if (status === 'merged' || status === 'withdrawn') return 'ended';
  if (!isOpen(status)) return 'done';
  if (status === 'suspended') return 'stopped';
  return overdue ? 'overdue' : 'open';
}

const shapes: Record<Standing, string> = { overdue: '▲', open: '○', stopped: '‖', done: '✓', ended: '–' };

/** The word for an incident's status with its shape; an overdue one says so first. */
export function statusMark(
  incident: { status: IncidentStatus; overdue: boolean },
  name: string,
  words: Messages,
): TemplateResult {
  const standing = standingOf(incident);
  const word = standing === 'overdue' ? words.incident.overdue : name;
  return html`<span class="standing ${standing}"><span aria-hidden="true">${shapes[standing]}</span>${word}</span>`;
}

/** One incident in a list: what, where, since when, how it stands. Opens the incident. */
export function incidentRow(
  incident: Incident,
  reference: Reference,
  language: LanguageChoice,
  words: Messages,
): TemplateResult {
  const clock = clockOf(reference, language);
  const status = codeName(reference, 'incident-status', incident.status, language);
  return html`<button class="row incident" @click=${() => select({ kind: 'incident', id: incident.id })}>
    <span class="what">
      <span class="title">${incident.title}</span>
      <span class="note">
        ${codeName(reference, 'incident-category', incident.category, language)}${incident.address ? html` · ${incident.address}` : nothing}
      </span>
    </span>
    <span class="how">
      ${statusMark(incident, status, words)}
      <time class="note figure" datetime=${incident.reported_at} title=${formatExact(incident.reported_at, clock)}>
        ${formatMoment(incident.reported_at, clock)}
      </time>
    </span>
  </button>`;
}
