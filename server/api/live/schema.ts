import { z } from 'zod';
import type { EventKind, IncidentStatus, Severity } from '../incidents/schema.ts';
import type { LonLat } from '../wire.ts';

/**
 * The feed of changes as server-sent events. Each `change` has the number of the feed as its id, a `beat` the number up to
 * which everything was sent; after a break the browser sends the last as `Last-Event-ID` and gets what it missed, in order,
 * each change once. `hello` comes first and says from where on; `reset`: too much was missed or changed at once, ask
 * anew; `news`: something that is no incident changed, ask `/api/deployment/news`. A `bye` ends a feed whose credential is over.
 * `wall`, `emergency` and `patrol` are numbered like a `change`: a wall was steered or edited, an emergency or a patrol over one of these
 * areas, a part of it or what holds it moved on; whoever shows it asks for it.
 */
export const liveEvents = ['hello', 'change', 'wall', 'emergency', 'patrol', 'beat', 'reset', 'news', 'bye'] as const;
export type LiveEvent = (typeof liveEvents)[number];

/** Data of a `change`: the incident as it is now, without a word of what it says; `gone`: it is no more. */
export type LiveChange = LiveIncident | { id: number; kind: 'gone' };

export interface LiveIncident {
  id: number;
  /** What happened last. */
  kind: EventKind;
  /** Rises by one an event: a change with a lower one than is known is an old one. */
  version: number;
  area_code: string | null;
  category: string;
  item: string | null;
  severity: Severity;
  status: IncidentStatus;
  channel: string;
  holder_code: string | null;
  department: string | null;
  settled_at: string | null;
  hand_count: number;
  reported_at: string;
  due_at: string | null;
  closed_at: string | null;
  /** To a display no finer than a building. */
  centre: LonLat;
}

/** Data of a `wall`: what is newer than the version that a screen has, it asks for. */
export interface LiveWall {
  wall_id: number;
  version: number;
}

/** Data of an `emergency`. */
export interface LiveEmergency {
  emergency_id: number;
  version: number;
}

/** Data of a `patrol`: a walk of an issued plan, which a check-in, an issue or a withdrawal moved on. */
export interface LivePatrol {
  walk_id: number;
  version: number;
}

/** Seconds between two beats: a feed that is silent for longer than twice that is broken. */
export const BEAT_S = 15;

/** Where a feed goes on, for programs that cannot send `Last-Event-ID`: the last number that they have. */
export const liveQuery = z.object({
  /** `1`: a wall listens, with its own cookie. */
  wall: z.literal('1').optional(),
  after: z.coerce
    .number({ error: 'after is a number of the feed | after应为推送序号' })
    .int('after is a whole number | after应为整数')
    .min(0, 'after is 0 or more | after不小于0')
    .max(Number.MAX_SAFE_INTEGER, 'after is a number of the feed | after应为推送序号')
    .optional(),
});
