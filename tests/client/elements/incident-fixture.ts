import type { IncidentDetail, IncidentEvent } from '../../../server/api/incidents/schema.ts';

/** An event of a test, a minute after the other for every version. */
export function event(
  version: number,
  kind: IncidentEvent['kind'],
  change: Partial<IncidentEvent> = {},
): IncidentEvent {
  return {
    version,
    kind,
    happened_at: `2026-03-02T02:${String(version).padStart(2, '0')}:00Z`,
    device_at: null,
    actor: 'account',
    actor_name: '罗建平',
    from_status: null,
    to_status: 'reported',
    from_holder: null,
    to_holder: null,
    text: null,
    photos: [],
    changes: {},
    ...change,
  };
}

/** An incident of a test, as its panel gets it. */
export function detailOf(
  incident: Partial<IncidentDetail['incident']> = {},
  more: Partial<Omit<IncidentDetail, 'incident'>> = {},
): IncidentDetail {
  return {
    path: [],
    centre: [112.1, 32],
    bounds: [112.1, 32, 112.1, 32],
    events: [],
    whistles: [],
    moves: [],
    callable: [],
    similar: [],
    reply: null,
    ...more,
    incident: {
      id: 201,
      version: 3,
      status: 'reported',
      found_at: null,
      reported_at: '2026-03-02T01:00:00Z',
      due_at: null,
      closed_at: null,
      ...incident,
    } as IncidentDetail['incident'],
  };
}
