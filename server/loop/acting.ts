import { openStatuses } from '../api/loop/schema.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Loop } from './catalogue.ts';
import { type Act, type ActingAs, eventsFor } from './events.ts';
import { type EventActor, type EventDraft, findLoopIncident, type LoopIncident } from './incident.ts';
import { wrongInput } from './refusals.ts';
import { areaAt } from './report-place.ts';
import { statusWords } from './words.ts';
import { tooLate, type Via, writeAs } from './writing.ts';

/** What is done to which incident, in whose name and by which way. */
export interface Doing {
  incident: LoopIncident;
  /** The version that the sender saw; not given: they have just read it. */
  seen?: number;
  act: Act;
  as: ActingAs;
  via: Via;
  /** Whether the sender may join a report to that incident; not given: they may to any. */
  mayJoin?: ((target: LoopIncident) => boolean) | undefined;
}

/**
 * Does an act in the caller's transaction: checks what only the database knows, writes the events and what they mean for
 * another incident (a merge). Answers the new version.
 * @throws AppError as `eventsFor` and `writeAs` do; 400 for photos that are not there and for a merge into what does not stand open.
 */
export async function actOn(sql: Database, loop: Loop, doing: Doing): Promise<number> {
  const { incident, act, as, via } = doing;
  if (doing.seen !== undefined && doing.seen !== incident.version) throw await tooLate(sql, via, incident.id);
  await requirePhotos(sql, act.photos ?? []);
  const movedTo = act.kind === 'corrected' && act.centre ? await areaAt(sql, act.centre) : null;
  const drafts = eventsFor(loop, incident, act, { ...as, ...(movedTo !== null && { movedTo }) });
  const write = () => writeAs(sql, via, incident.id, incident.version, drafts);
  if (act.kind === 'merged') return joining(sql, doing, act.into, write);
  const version = await write();
  // It stands for itself again.
  if (act.kind === 'reopened' && incident.merged_into !== null)
    await tellOther(sql, via, incident.merged_into, leaving);
  return version;
}

/** Refuses (400, field `photos`) names of photos that do not exist or are not the caller's to show. */
export async function requirePhotos(sql: Database, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const found = await sql<{ name: string }[]>`select name from photo where name = any (${[...names]}::text[])`;
  const missing = new Set(names).size - found.length;
  if (missing > 0) {
    throw wrongInput(
      'photos',
      `有${missing}张照片不存在或已过期，请重新上传。`,
      `${missing} of the photos are not there, or no longer; upload them again.`,
    );
  }
}

/** Whoever writes two incidents writes the lower number first, so that no two writers wait for each other. */
async function joining(sql: Database, doing: Doing, into: number, write: () => Promise<number>): Promise<number> {
  const { incident, as, via, mayJoin } = doing;
  if (into === incident.id) throw wrongInput('into', '不能并入自身。', 'an incident is not merged into itself.');
  const join = () => joinTo(sql, { from: incident.id, into, actor: as.actor, via, mayJoin });
  if (into < incident.id) {
    await join();
    return write();
  }
  const version = await write();
  await join();
  return version;
}

/** A merge, for the incident that goes on. */
interface Joining {
  from: number;
  into: number;
  actor: EventActor;
  via: Via;
  mayJoin?: Doing['mayJoin'];
}

/**
 * Writes at an open incident that another report of the same was merged into it.
 * @throws AppError 400 (field `into`) where the caller does not see it or it does not stand open.
 */
export function joinTo(sql: Database, { from, into, actor, via, mayJoin }: Joining): Promise<void> {
  return tellOther(sql, via, into, (target) => {
    if (!target || (mayJoin && !mayJoin(target))) {
      throw wrongInput('into', `您的辖区内没有事件 ${into}。`, `there is no incident ${into} in your area.`);
    }
    if (!openStatuses.some((status) => status === target.status)) {
      const status = statusWords(target.status);
      throw wrongInput(
        'into',
        `事件 ${into} 已是「${status['zh-CN']}」，不能再并入。`,
        `incident ${into} is at “${status.en}”; nothing is merged into it any more.`,
      );
    }
    return { kind: 'joined', actor, changes: { joined_count: target.joined_count + 1, joined: from } };
  });
}

/** What the target of a merge that is undone is told. */
function leaving(target: LoopIncident | undefined): EventDraft | null {
  if (!target) return null;
  const text = '一件并入的上报已恢复为单独事件';
  return { kind: 'noted', actor: 'rule', text, changes: { joined_count: Math.max(0, target.joined_count - 1) } };
}

/** Writes what follows for another incident: after the first try its row is locked, and the second meets it as it is. */
async function tellOther(
  sql: Database,
  via: Via,
  id: number,
  draftFor: (target: LoopIncident | undefined) => EventDraft | null,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const target = await findLoopIncident(sql, id);
    const draft = draftFor(target);
    if (!draft || !target) return;
    try {
      await writeAs(sql, via, id, target.version, [draft]);
      return;
    } catch (error) {
      const late = error instanceof AppError && error.options.field === 'version';
      if (!late || attempt === 2) throw error;
    }
  }
}
