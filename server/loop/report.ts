import type { z } from 'zod';
import type { Reported, reportBody } from '../api/incidents/schema.ts';
import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Loop } from './catalogue.ts';
import { deadlinesFrom } from './deadlines.ts';
import { type Act, clockOff, eventsFor } from './events.ts';
import { type EventActor, type EventDraft, folded, type LoopIncident, type LoopPlace } from './incident.ts';
import type { Actor } from './moves.ts';
import { wrongInput } from './refusals.ts';
import { misplaced } from './report-place.ts';
import type { Via } from './writing.ts';

type Given = z.output<typeof reportBody>;
/** What a report says; what a public one has not may be left out. */
export type ReportInput = Pick<Given, 'centre' | 'category' | 'title'> & Partial<Omit<Given, 'merge_into'>>;

/** Who reports, and what the server knows of the place. */
export interface ReportAs {
  /** The grid that the place lies in; null: it is found out when the report is made, and nothing is done at once. */
  area_code: string | null;
  now: Date;
  actor: EventActor;
  channel: string;
  /** IANA name; the day in the incident's code is one of this zone. */
  time_zone: string;
  /** With `on_the_spot` and `at_once`: the areas above and at the place, and the one whose hands are the reporter's own. */
  places?: LoopPlace[];
  own_code?: string;
  /** It is the same as this incident: merged into it at once, or noted for whoever dispatches. */
  merge_into?: number;
  suspected_of?: number;
}

/** First columns and first events of an incident that is to be made. */
export interface ReportDraft {
  given: Record<string, unknown>;
  events: EventDraft[];
}

const DAY_MS = 86_400_000;
/** Something found longer ago than this was found when it was reported, as far as the record goes. */
const FOUND_AT_MOST_DAYS = 30;
/** Whoever reports and settles at once is all of these to their own report. */
const everything: readonly Actor[] = ['dispatcher', 'holder', 'reporter'];

/**
 * The incident that a report makes, with the events of how it came: found, reported, and by way of `at_once` taken in hand, by way of
 * `on_the_spot` settled. The server's clock counts; the device's is kept where it was off.
 * @throws AppError 400 naming the field: an item that is not the category's, evidence that is missing, a matter that is no duty of grids.
 */
export function reportOf(loop: Loop, body: ReportInput, as: ReportAs): ReportDraft {
  const { now, actor } = as;
  const item = body.item ?? null;
  const matter = loop.matter(item);
  if (item !== null && matter?.category !== body.category) {
    throw wrongInput('item', '目录中该类别下没有这个事项。', 'the catalogue has no such matter in this category.');
  }
  const severity = body.severity ?? matter?.severity ?? 'normal';
  const found_at = foundAt(body.found_at, now);
  const told = {
    category: body.category,
    item,
    severity,
    channel: as.channel,
    found_at,
    ...(matter && { catalogue_version: loop.reference.catalogue.version }),
  };
  const settles = body.way === 'on_the_spot';
  const found: EventDraft = {
    kind: 'found',
    actor,
    happened_at: found_at,
    changes: {
      status: 'found',
      ...told,
      centre: body.centre,
      ...(as.suspected_of && { suspected_of: as.suspected_of }),
    },
  };
  const reported: EventDraft = {
    kind: 'reported',
    actor,
    // What was settled on the spot is proven where it was settled.
    ...(!settles && body.photos?.length && { photos: body.photos }),
    ...clockOff(body.device_at, now),
    changes: { status: 'reported', ...deadlinesFrom(loop, { item, severity }, now) },
  };
  const events = [found, reported];
  events.push(...handledAtOnce(loop, body, as, standing(body, as, events)));
  if (as.merge_into !== undefined) {
    const changes = {
      status: 'merged',
      merged_into: as.merge_into,
      closed_at: now.toISOString(),
      remind_at: null,
      escalate_at: null,
    };
    events.push({ kind: 'merged', actor, changes });
  }
  const { title, description, address, report_key } = body;
  const words = { title, description: description || null, address: address || null };
  return { given: { ...told, ...words, centre: body.centre, report_key, time_zone: as.time_zone }, events };
}

/** What the database made: no id where nothing was, as the key is another's or the place is not the sender's. */
interface Made {
  made: { id: number | null; incident_code: string; again: boolean; area_code: string | null };
}

/**
 * Makes an incident, or tells of the one that the same report made before.
 * @throws AppError 409 (field `report_key`) where the key is another sender's; 400 or 403 (field `centre`) where the place is outside the
 * district or somebody else's, told where it belongs.
 */
export async function makeReport(sql: Database, via: Via, { given, events }: ReportDraft): Promise<Reported> {
  const columns = sql.json({
    ...given,
    ...(via.kind === 'reporter' && { follow_digest: via.digest.toString('hex') }),
  } as never);
  const [row] = await (via.kind === 'owner'
    ? sql<[Made]>`select insert_incident(${columns}, ${sql.json(events as never)}, null) as made`
    : sql<[Made]>`select report_incident(${columns}, ${sql.json(events as never)}) as made`);
  const { id, incident_code, again, area_code } = row.made;
  if (id !== null) return { id, incident_code, again };
  if (again) throw new AppError('conflict', takenKey, { field: 'report_key' });
  throw await misplaced(sql, given.centre as LonLat, area_code);
}

const takenKey = {
  'zh-CN': '这个上报编号已用于另一件上报，请重新上报。',
  en: 'This key belongs to another report; please report anew.',
};

function foundAt(given: string | undefined, now: Date): string {
  const found = given === undefined ? now.getTime() : Date.parse(given);
  const plausible = found <= now.getTime() && found >= now.getTime() - FOUND_AT_MOST_DAYS * DAY_MS;
  return (plausible ? new Date(found) : now).toISOString();
}

function handledAtOnce(loop: Loop, body: ReportInput, as: ReportAs, incident: LoopIncident): EventDraft[] {
  if (body.way === undefined || body.way === 'online') return [];
  const settles = body.way === 'on_the_spot';
  const acts: Act[] = [
    { kind: 'dispatched', holder_code: as.own_code!, department: null },
    { kind: 'accepted' },
    { kind: 'handling' },
  ];
  if (settles) acts.push({ kind: 'resolved', text: body.settled_text, photos: body.photos });
  const events: EventDraft[] = [];
  for (const act of acts) {
    const next = eventsFor(loop, folded(incident, events), act, {
      actors: everything,
      actor: as.actor,
      now: as.now,
      settles,
    });
    events.push(...next);
  }
  return events;
}

/** The incident as it is once it is reported. */
function standing(body: ReportInput, as: ReportAs, events: EventDraft[]): LoopIncident {
  const blank: LoopIncident = {
    ...{ id: 0, version: 0, status: 'found', category: body.category, item: null, severity: 'normal' },
    ...{
      area_code: as.area_code,
      holder_code: null,
      department: null,
      reported_at: as.now.toISOString(),
      due_at: null,
    },
    ...{
      clock_left_min: null,
      hand_count: 0,
      rating: null,
      joined_count: 0,
      merged_into: null,
      reporter_account_id: null,
    },
    ...{ channel: as.channel, centre: body.centre, places: as.places ?? [], callable: [], waiting: [] },
  };
  return folded(blank, events);
}
