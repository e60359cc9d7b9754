import type { IncidentEvent } from '../../server/api/incidents/schema.ts';

/** An event as the timeline shows it. */
export interface TimelineRow {
  event: IncidentEvent;
  /** Passed over in one move together with the next: said quietly. */
  folded: boolean;
  /** How long the incident had stood where this event took it from, ms; null where it took it nowhere. */
  stood_ms: number | null;
}

/** The rows of a timeline, oldest first. */
export function timelineRows(events: readonly IncidentEvent[]): TimelineRow[] {
  let entered = events[0]?.happened_at ?? '';
  return events.map((event, place) => {
    const next = events[place + 1];
    const moved = event.from_status !== null && event.from_status !== event.to_status;
    const stood_ms = moved ? Date.parse(event.happened_at) - Date.parse(entered) : null;
    if (moved) entered = event.happened_at;
    return { event, folded: next !== undefined && foldedInto(event, next), stood_ms };
  });
}

/** Written in the same breath by the same hand, without a word of its own. */
function foldedInto(event: IncidentEvent, next: IncidentEvent): boolean {
  const bare = event.text === null && event.photos.length === 0 && event.device_at === null;
  return (
    bare && event.happened_at === next.happened_at && event.actor === next.actor && event.actor_name === next.actor_name
  );
}

/** An area and a department from how events name a holder: the area's code, a blank, the department. */
export function holderParts(holder: string | null): { area_code: string; department: string | null } | null {
  if (!holder) return null;
  const [area_code = '', department = null] = holder.split(' ');
  return { area_code, department };
}
