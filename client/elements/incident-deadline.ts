import { html, nothing, type TemplateResult } from 'lit';
import type { Incident } from '../../server/api/incidents/schema.ts';
import { formatSpan } from '../format/span.ts';
import type { Messages } from '../locales/index.ts';
import { isOpen } from '../state/status.ts';
import type { LanguageChoice } from '../state/store.ts';

/** How the time of an incident stands: within 24 h of its end it is soon due; none: no time was set, or it is settled. */
export type DeadlineKind = 'due' | 'soon' | 'overdue' | 'stopped' | 'none';

export interface Deadline {
  kind: DeadlineKind;
  /** Until it is due, or since it was; working time where the clock is stopped. */
  left_ms: number;
}

const soon_ms = 86_400_000;

/** The deadline of an incident at a moment. `clock_left_min` may be negative: it was overdue when the clock was stopped. */
export function deadlineOf(
  incident: Pick<Incident, 'status' | 'due_at'> & { clock_left_min?: number | null },
  now: number,
): Deadline {
  if (!isOpen(incident.status)) return { kind: 'none', left_ms: 0 };
  if (incident.due_at === null) {
    const stopped = incident.status === 'suspended';
    return { kind: stopped ? 'stopped' : 'none', left_ms: (incident.clock_left_min ?? 0) * 60_000 };
  }
  const left_ms = Date.parse(incident.due_at) - now;
  return { kind: left_ms < 0 ? 'overdue' : left_ms <= soon_ms ? 'soon' : 'due', left_ms };
}

/** Shape beside each word, so that colour is not the only sign. */
export const deadlineShapes: Record<DeadlineKind, string> = {
  due: '',
  soon: '◔',
  overdue: '▲',
  stopped: '‖',
  none: '',
};

/** 还有3小时, 已逾期2天, 计时已停 … with its shape; nothing where there is no deadline. */
export function deadlineMark(
  { kind, left_ms }: Deadline,
  language: LanguageChoice,
  words: Messages,
): TemplateResult | typeof nothing {
  if (kind === 'none') return nothing;
  const { deadline } = words.loop;
  const span = formatSpan(left_ms, language);
  const shape = deadlineShapes[kind];
  const stopped = left_ms < 0 ? deadline.stoppedLate : deadline.stopped(span);
  const word = { due: deadline.due(span), soon: deadline.due(span), overdue: deadline.overdue(span), stopped }[kind];
  return html`<span class="standing ${kind}">${shape ? html`<span aria-hidden="true">${shape}</span>` : nothing}${word}</span>`;
}
