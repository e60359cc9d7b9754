import type { EventKind, IncidentDetail, IncidentEvent, IncidentStatus } from '../../server/api/incidents/schema.ts';
import { forward, type LoopStep } from '../../server/api/loop/schema.ts';

/** How a step of the district's loop stands: done, under way, to come, not to come any more. */
export type StepStanding = 'past' | 'now' | 'ahead' | 'never';

/** One step as the strip shows it. */
export interface ShownStep {
  step: LoopStep;
  standing: StepStanding;
  /** When it was done, ISO 8601; null: it is not, or nobody wrote it down. */
  at: string | null;
}

const way: readonly IncidentStatus[] = forward;

/** How far along the way a status is that lies beside it. */
const beside: Partial<Record<IncidentStatus, IncidentStatus>> = { returned: 'reported', suspended: 'handling' };

/** What the steps are read from. */
type Told = {
  events: readonly Pick<IncidentEvent, 'kind' | 'happened_at' | 'from_status'>[];
  incident: Pick<IncidentDetail['incident'], 'status' | 'found_at' | 'reported_at' | 'closed_at'>;
};

/**
 * The steps of the district's loop for one incident. Steps that lie beside the way (挂起, 退回 …) are shown where they happened.
 * Where events do not tell, as of an import, the times of the incident do.
 */
export function shownSteps(steps: readonly LoopStep[], told: Told): ShownStep[] {
  const { status } = told.incident;
  const ended = status === 'merged' || status === 'withdrawn';
  const reached = ended ? lastForward(told.events) : way.indexOf(beside[status] ?? status);
  let waiting = !ended;
  return steps.flatMap((step): ShownStep[] => {
    const end = Math.max(...step.covers.map((kind) => way.indexOf(kind as IncidentStatus)));
    const at = lastTime(told, step.covers);
    if (end < 0) return at ? [{ step, standing: step.covers.includes(status as EventKind) ? 'now' : 'past', at }] : [];
    if (end <= reached) return [{ step, standing: 'past', at }];
    const standing = ended ? 'never' : waiting ? 'now' : 'ahead';
    waiting = false;
    return [{ step, standing, at: null }];
  });
}

/** How far along the way it was before it ended beside it. */
function lastForward(events: Told['events']): number {
  const from = events.findLast(({ kind }) => kind === 'merged' || kind === 'withdrawn')?.from_status;
  return from ? way.indexOf(beside[from] ?? from) : way.indexOf('reported');
}

function lastTime({ events, incident }: Told, covers: readonly EventKind[]): string | null {
  const event = events.findLast(({ kind }) => covers.includes(kind));
  if (event) return event.happened_at;
  const last = covers.at(-1);
  if (last === 'found') return incident.found_at;
  if (last === 'reported') return incident.reported_at;
  return last === 'resolved' || last === 'closed' ? incident.closed_at : null;
}
