import type { IncidentStatus } from '../../../server/api/incidents/schema.ts';
import { openStatuses } from '../../../server/api/loop/schema.ts';
import type { Loop } from '../../../server/loop/catalogue.ts';
import { placeAbove } from '../../../server/loop/effects.ts';
import { type Act, eventsFor } from '../../../server/loop/events.ts';
import { type EventActor, type EventDraft, folded, type LoopIncident } from '../../../server/loop/incident.ts';
import { type Chances, nextAct } from '../../../server/simulator/course.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { stepTexts } from '../../../server/simulator/step-texts.ts';

/** An event of a record, with what the incident was before and after it. */
export interface RecordedEvent extends EventDraft {
  happened_at: string;
  from_status: IncidentStatus | null;
  to_status: IncidentStatus;
  from_holder: string | null;
  to_holder: string | null;
}

/** An incident as all of its events leave it, and these events. */
export interface History {
  incident: LoopIncident;
  events: RecordedEvent[];
}

/** Another report of the same, and when somebody sees that it is. */
export interface Twin {
  id: number;
  at: number;
}

/** What a history is drawn from. */
export interface HistoryRequest {
  loop: Loop;
  chances: Chances;
  /** Just reported: what its first events leave. */
  start: History;
  /** Reports of the same, oldest first. */
  twins: readonly Twin[];
  /** Milliseconds since 1970; nothing happens after it. */
  now: number;
}

const MINUTE_MS = 60_000;
const DAY_MIN = 1440;
/** Share of its time limit that an incident usually takes to come to an event; the rest in minutes of working time. */
const shares: Record<string, number> = {
  ...{ dispatched: 0.05, accepted: 0.06, handling: 0.08, resolved: 0.5, noted: 0.15, whistled: 0.05, escalated: 0.2 },
  ...{ returned: 0.07, suspended: 0.1, withdrawn: 0.08 },
};
const minutes: Record<string, readonly [number, number]> = {
  ...{ arrived: [9, 55], verified: [40, 700], evaluated: [60, 2_000], closed: [60, 1_900] },
  ...{ resumed: [900, 5_400], reopened: [60, 1_500], reported: [1, 20] },
};

/** Walks an incident through its loop from its report until now, or until it ends. */
export function historyOf({ loop, chances, start, twins, now }: HistoryRequest): History {
  const { random } = chances;
  const walk = new Walk(loop, start);
  let tempo = tempoOf(random);
  const waiting = [...twins];
  let at = walk.last;
  for (let act = nextAct(walk.incident, chances); act; act = nextAct(walk.incident, chances)) {
    const next = momentOf(loop, walk.incident, act.kind, at, tempo * Math.exp(random.normal() * 0.3), random);
    const rule = ruleBefore(walk, Math.min(next, now));
    const twin = waiting[0];
    const earliest = rule?.at ?? next;
    if (twin && twin.at > at && twin.at < Math.min(earliest, now) && isOpen(walk.incident)) {
      waiting.shift();
      walk.join(twin);
      continue;
    }
    at = earliest;
    if (at >= now) break;
    if (rule) {
      walk.act(rule.act, 'rule', at);
      // What was passed up is taken more seriously.
      if (rule.act.kind === 'escalated' && tempo < STUCK) tempo = Math.min(tempo, 0.5);
    } else walk.act(act, 'simulator', at);
  }
  return walk.history;
}

/** The record of a report that is merged into another of the same. */
export function mergedHistory({
  loop,
  random,
  start,
  into,
  at,
}: Pick<HistoryRequest, 'loop' | 'start'> & { random: Random; into: number; at: number }): History {
  const walk = new Walk(loop, start);
  walk.act({ kind: 'merged', into, text: random.pick(stepTexts.merged!) }, 'simulator', at);
  return walk.history;
}

/** An incident that is being walked through its loop. */
class Walk {
  readonly #loop: Loop;
  readonly #events: RecordedEvent[];
  incident: LoopIncident & { remind_at?: string | null; escalate_at?: string | null };

  constructor(loop: Loop, { incident, events }: History) {
    this.#loop = loop;
    this.incident = incident;
    this.#events = [...events];
  }

  get last(): number {
    return Date.parse(this.#events.at(-1)!.happened_at);
  }

  get history(): History {
    return { incident: this.incident, events: this.#events };
  }

  act(act: Act, actor: EventActor, at: number): void {
    const as = { actors: ['dispatcher', 'holder', 'reporter', 'called', 'rule'] as const, actor, now: new Date(at) };
    this.add(eventsFor(this.#loop, this.incident, act, as), at);
  }

  join({ id, at }: Twin): void {
    const changes = { joined_count: this.incident.joined_count + 1, joined: id };
    this.add([{ kind: 'joined', actor: 'simulator', changes }], at);
  }

  add(drafts: readonly EventDraft[], at: number): void {
    for (const draft of drafts) {
      const before = this.incident;
      this.incident = { ...folded(before, [draft]), waiting: waitingAfter(before, draft) };
      this.#events.push(recorded(draft, before, this.incident, at));
    }
  }
}

/** An event with what it changed, as the database keeps it. */
export function recorded(
  draft: EventDraft,
  before: LoopIncident | null,
  after: LoopIncident,
  at: number,
): RecordedEvent {
  return {
    ...draft,
    happened_at: new Date(at).toISOString(),
    from_status: before?.status ?? null,
    to_status: after.status,
    from_holder: before && holderName(before),
    to_holder: holderName(after),
  };
}

function holderName({ holder_code, department }: LoopIncident): string | null {
  return holder_code === null ? null : [holder_code, department].filter(Boolean).join(' ');
}

function waitingAfter({ waiting }: LoopIncident, { changes }: EventDraft): string[] {
  if (Array.isArray(changes.departments)) return changes.departments as string[];
  return changes.arrived ? waiting.filter((department) => department !== changes.arrived) : waiting;
}

function isOpen({ status }: LoopIncident): boolean {
  return openStatuses.some((open) => open === status);
}

/** The next thing that the product does by itself before a moment: reminding the holder, or passing the matter up. */
function ruleBefore({ incident }: Walk, before: number): { act: Act; at: number } | null {
  if (!isOpen(incident)) return null;
  const remind = incident.remind_at ? Date.parse(incident.remind_at) : Infinity;
  const escalate = incident.escalate_at && placeAbove(incident) ? Date.parse(incident.escalate_at) : Infinity;
  if (Math.min(remind, escalate) >= before) return null;
  if (remind <= escalate) return { act: { kind: 'reminded', text: '办理时间已过四分之三' }, at: remind };
  return { act: { kind: 'escalated', text: '逾期仍未办结，自动提级' }, at: escalate };
}

/** Past this a matter is stuck: being passed up does not help it. */
const STUCK = 5;

/** How much of the time that there is a matter takes: most less than half of it, one in ten overruns it, a few are stuck. */
function tempoOf(random: Random): number {
  if (random.chance(0.012)) return random.between(STUCK, 11);
  return random.chance(0.1) ? random.between(1.35, 2) : Math.min(1, 0.5 * Math.exp(random.normal() * 0.5));
}

function momentOf(
  loop: Loop,
  incident: LoopIncident,
  kind: string,
  from: number,
  factor: number,
  random: Random,
): number {
  const matter = loop.matter(incident.item);
  const working = matter ? matter.clock === 'working' : incident.severity !== 'urgent';
  const limit_min = matter ? matter.resolve_h * 60 : 2_900;
  const share = shares[kind];
  const span = minutes[kind] ?? [30, 300];
  const wanted = share === undefined ? random.between(...span) : share * limit_min * factor;
  const resident = kind === 'evaluated';
  const spent = Math.max(2, Math.min(wanted, 60 * DAY_MIN));
  return working && !resident ? loop.clock.add(new Date(from), spent).getTime() : from + spent * MINUTE_MS;
}
