import { type EventBody, type EventKind, eventBody } from '../api/incidents/schema.ts';
import type { Loop } from './catalogue.ts';
import { effectOf } from './effects.ts';
import { type EventActor, type EventDraft, folded, type LoopIncident } from './incident.ts';
import { type Actor, kindsFrom, pathOf } from './moves.ts';
import { illegalMove, othersMove } from './refusals.ts';

type Told<Body> = Body extends unknown ? Omit<Body, 'version' | 'text' | 'photos'> & Said : never;
interface Said {
  text?: string;
  photos?: string[];
}

/** What somebody, or a rule, wants to do with an incident. */
export type Act = Told<EventBody>;

/** In whose name an act is done. */
export interface ActingAs {
  /** What the sender is to this incident. */
  actors: readonly Actor[];
  actor: EventActor;
  /** The server's clock. */
  now: Date;
  /** Departments that the sender speaks for at its place; not given: for any. */
  departments?: readonly string[];
  /** Of a correction of the place: the area that the new one lies in. */
  movedTo?: string;
  /** True: the sender settles it in the same breath, so that nobody is given work. */
  settles?: boolean;
}

/** A device's clock that is further off than this is kept beside the server's, ms. */
const CLOCK_OFF_MS = 120_000;
/** A rating up to this returns the incident to whoever dispatches. */
const LOW_RATING = 2;

const everyActor: readonly Actor[] = ['dispatcher', 'holder', 'reporter', 'called', 'rule'];
const byHand = new Set<EventKind>(eventBody.options.map(({ shape }) => shape.kind.value));

/**
 * The events that an act adds to an incident, in order: what the district's loop takes together, each with what it changes;
 * text and photos stand on the last. A low rating is followed by the return that it causes.
 * @throws AppError 409 (field `kind`) where the move is not legal from this status, 403 where it is not the sender's, both naming what they
 * can do; 400 naming the field where evidence, an approval or a place is missing or wrong.
 */
export function eventsFor(loop: Loop, incident: LoopIncident, act: Act, as: ActingAs): EventDraft[] {
  const { steps } = loop.reference.variant;
  const path = pathOf(steps, incident.status, act.kind, as.actors);
  if (!path) {
    const legal = movesOf(loop, incident, as.actors);
    if (!pathOf(steps, incident.status, act.kind, everyActor)) throw illegalMove(act.kind, incident.status, legal);
    throw othersMove(act.kind, legal);
  }
  let standing = incident;
  const drafts: EventDraft[] = [];
  const add = (draft: EventDraft) => {
    drafts.push(draft);
    standing = folded(standing, [draft]);
  };
  for (const kind of path.kinds) {
    const last = drafts.length === path.kinds.length - 1;
    // Steps that are passed over lead to the status of their own name.
    const status = last ? path.to : (kind as typeof path.to);
    const changes = effectOf(loop, standing, last ? act : ({ ...act, kind } as Act), as);
    add({ kind, actor: as.actor, ...(last && saidWith(act, as.now)), changes: statusSet(standing, status, changes) });
  }
  if (act.kind === 'evaluated' && act.rating <= LOW_RATING) add(returnAfter(loop, standing, act.rating, as));
  return drafts;
}

/** What these actors can do with an incident by hand, in the order of the table of moves. */
export function movesOf(loop: Loop, incident: LoopIncident, actors: readonly Actor[]): EventKind[] {
  return kindsFrom(loop.reference.variant.steps, incident.status, actors).filter(
    (kind) =>
      byHand.has(kind) &&
      (kind !== 'whistled' || incident.callable.length > 0) &&
      (kind !== 'arrived' || incident.waiting.length > 0),
  );
}

/** A device's time, where it is worth keeping: the server's counts, and this one tells how far off the other was. */
export function clockOff(device_at: string | undefined, now: Date): { device_at?: string } {
  if (device_at === undefined || Math.abs(Date.parse(device_at) - now.getTime()) <= CLOCK_OFF_MS) return {};
  return { device_at: new Date(device_at).toISOString() };
}

function saidWith(act: Act, now: Date) {
  return {
    ...(act.text ? { text: act.text } : {}),
    ...(act.photos?.length ? { photos: act.photos } : {}),
    ...clockOff(act.device_at, now),
  };
}

function statusSet(incident: LoopIncident, status: LoopIncident['status'], changes: Record<string, unknown>) {
  return status === incident.status ? changes : { status, ...changes };
}

function returnAfter(loop: Loop, incident: LoopIncident, rating: number, as: ActingAs): EventDraft {
  const changes = effectOf(loop, incident, { kind: 'returned' }, as);
  const text = `评价为${rating}分，自动退回重新处理`;
  return { kind: 'returned', actor: 'rule', text, changes: statusSet(incident, 'returned', changes) };
}
