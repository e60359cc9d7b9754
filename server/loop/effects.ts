import type { Loop } from './catalogue.ts';
import { acceptanceReminder, deadlineReminder, deadlinesFrom, startClock, stopClock } from './deadlines.ts';
import type { Act, ActingAs } from './events.ts';
import type { LoopIncident } from './incident.ts';
import { settled } from './moves.ts';
import { atTheTop, wrongInput } from './refusals.ts';
import { departmentWords, isDepartment, listed } from './words.ts';

type Changes = Record<string, unknown>;
type ActOf<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;

/** How soon a department that was called is to be there, min. */
export const ARRIVE_WITHIN_MIN = 30;

/**
 * The columns of an incident that an act sets, its status apart.
 * @throws AppError 400 naming the field where the act lacks something or does not fit the place; 409 where there is no level above.
 */
export function effectOf(loop: Loop, incident: LoopIncident, act: Act, as: ActingAs): Changes {
  const { now } = as;
  switch (act.kind) {
    case 'dispatched':
      return dispatch(loop, incident, act, as);
    case 'accepted':
      // Until here the reminder was to accept it.
      return { remind_at: deadlineReminder(loop, incident, now) };
    case 'resolved':
      requireEvidence(loop, incident, act);
      return { ...ended(now), settled_at: levelOfHolder(incident) };
    case 'evaluated':
      return { rating: act.rating };
    case 'returned':
      return {
        holder_code: null,
        department: null,
        ...(settled.includes(incident.status) && begunAgain(loop, incident, now)),
      };
    case 'merged':
      return { ...ended(now), merged_into: act.into };
    case 'reopened':
      return reopen(loop, incident, now);
    case 'escalated':
      return escalate(loop, incident, now);
    case 'suspended':
      return { ...stopClock(loop, incident, now) };
    case 'resumed':
      return { ...startClock(loop, incident, now) };
    case 'withdrawn':
      return ended(now);
    case 'corrected':
      return correct(loop, incident, act, as);
    case 'whistled':
      return call(incident, act, now);
    case 'arrived':
      return arrive(incident, act, as);
    case 'reminded':
      return { remind_at: null };
    default:
      return {};
  }
}

/** It stopped being open. */
function ended(now: Date): Changes {
  return { closed_at: now.toISOString(), remind_at: null, escalate_at: null };
}

/** It is open again, with its whole time before it. */
function begunAgain(loop: Loop, incident: LoopIncident, now: Date): Changes {
  return { closed_at: null, settled_at: null, rating: null, ...deadlinesFrom(loop, incident, now) };
}

function handedTo(incident: LoopIncident, holder_code: string, department: string | null): Changes {
  const same = incident.holder_code === holder_code && incident.department === department;
  return { holder_code, department, hand_count: incident.hand_count + (same ? 0 : 1) };
}

function dispatch(loop: Loop, incident: LoopIncident, act: ActOf<'dispatched'>, { now, settles }: ActingAs): Changes {
  const { holder_code, department } = holderOf(loop, incident, act);
  if (department !== null && !isDepartment(department)) {
    throw wrongInput('department', `没有编号为「${department}」的部门。`, `there is no department “${department}”.`);
  }
  const holder = incident.places.find(({ area_code }) => area_code === holder_code);
  if (!holder) {
    const here = incident.places.map(({ name, area_code }) => `${name} ${area_code}`).join('、');
    const [zh, en] = [
      `「${holder_code}」不是该事件所在的区域。可选：${here}。`,
      `“${holder_code}” does not hold this place. What does: ${here}.`,
    ];
    throw wrongInput('holder_code', zh, en);
  }
  const toGrid = department === null && incident.places.length > 1 && holder === incident.places.at(-1);
  const duty = loop.matter(incident.item)?.grid_duty ?? false;
  if (toGrid && !duty && !settles && !act.approval_ref) {
    throw wrongInput(
      'approval_ref',
      '该事项不在网格事项目录内，下派到网格须填写准入审批文号；或改派社区、街道、部门。',
      'this matter is no duty of grids: giving it to one needs the reference of an approval. Or give it to the community, the street or a department.',
    );
  }
  const deadlines = deadlinesFrom(loop, incident, now);
  const accept_by = acceptanceReminder(loop, incident, now);
  return {
    ...handedTo(incident, holder_code, department),
    ...deadlines,
    ...(accept_by && accept_by < deadlines.remind_at && { remind_at: accept_by }),
    ...(act.approval_ref && { approval_ref: act.approval_ref }),
  };
}

/** Whom a dispatch names; what it leaves out, the catalogue says. */
function holderOf(loop: Loop, incident: LoopIncident, { holder_code, department }: ActOf<'dispatched'>) {
  if (incident.places.length === 0) {
    throw wrongInput(
      'holder_code',
      '该事件不在任何区域内，请先更正位置。',
      'this incident lies outside every area; correct its place first.',
    );
  }
  const route = loop.route(incident);
  if (holder_code !== undefined) {
    const routed = route?.holder_code === holder_code ? route.department : null;
    return { holder_code, department: department === undefined ? routed : department };
  }
  if (!route) {
    throw wrongInput(
      'holder_code',
      '目录没有规定由谁处理，请选择处理单位。',
      'the catalogue does not say who handles this; choose who is to.',
    );
  }
  return { holder_code: route.holder_code, department: department === undefined ? route.department : department };
}

function requireEvidence(loop: Loop, incident: LoopIncident, act: { text?: string; photos?: string[] }): void {
  const wanted = loop.matter(incident.item)?.evidence ?? [];
  if (wanted.includes('text') && !act.text?.trim()) {
    throw wrongInput('text', '办结须说明处理情况。', 'say what was done.');
  }
  if (wanted.includes('photo') && !act.photos?.length) {
    throw wrongInput('photos', '该事项办结须附处理后的照片。', 'this matter is settled with a photo of how it is now.');
  }
}

/** The level that it was settled at: its holder's, whose department it may have been; without a holder that of its place. */
function levelOfHolder({ holder_code, places }: LoopIncident): string | null {
  const holder = places.find(({ area_code }) => area_code === holder_code) ?? places.at(-1);
  return holder?.level ?? null;
}

function reopen(loop: Loop, incident: LoopIncident, now: Date): Changes {
  const again = begunAgain(loop, incident, now);
  if (settled.includes(incident.status)) return again;
  return { ...again, merged_into: null, holder_code: null, department: null };
}

function escalate(loop: Loop, incident: LoopIncident, now: Date): Changes {
  const above = placeAbove(incident);
  if (!above) throw atTheTop();
  return { ...handedTo(incident, above.area_code, null), ...deadlinesAbove(loop, incident, now) };
}

/** What is overdue stays so, wherever it lies, and goes up once more if it takes as long again. */
function deadlinesAbove(loop: Loop, incident: LoopIncident, now: Date): Changes {
  const anew = deadlinesFrom(loop, incident, now);
  const overdue = incident.due_at !== null && Date.parse(incident.due_at) < now.getTime();
  return overdue ? { remind_at: null, escalate_at: anew.due_at } : anew;
}

/** The area one level above the hands that it is in; undefined at the top. */
export function placeAbove({ places, holder_code }: Pick<LoopIncident, 'places' | 'holder_code'>) {
  const at = places.findIndex(({ area_code }) => area_code === holder_code);
  return places[(at < 0 ? places.length - 1 : at) - 1];
}

function correct(loop: Loop, incident: LoopIncident, act: ActOf<'corrected'>, { movedTo }: ActingAs): Changes {
  const matter = correctedMatter(loop, incident, act);
  const changes: Changes = { ...matter };
  if (act.severity !== undefined) changes.severity = act.severity;
  if (act.centre !== undefined) Object.assign(changes, { centre: act.centre }, movedHolder(incident, movedTo));
  if (Object.keys(changes).length === 0) {
    throw wrongInput('category', '没有需要更正的内容。', 'there is nothing to correct in this.');
  }
  return { ...changes, ...otherDeadlines(loop, incident, changes) };
}

function correctedMatter(loop: Loop, incident: LoopIncident, act: ActOf<'corrected'>): Changes {
  const changes: Changes = {};
  if (act.category !== undefined) changes.category = act.category;
  if (act.item === undefined || act.item === null) {
    // A matter of another category goes with the category.
    const foreign = act.category !== undefined && act.category !== incident.category;
    return act.item === null || (foreign && incident.item !== null)
      ? { ...changes, item: null, catalogue_version: null }
      : changes;
  }
  const matter = loop.matter(act.item);
  if (!matter)
    throw wrongInput('item', `目录中没有事项「${act.item}」。`, `the catalogue has no matter “${act.item}”.`);
  if (act.category !== undefined && act.category !== matter.category) {
    throw wrongInput('item', '事项不属于所选类别。', 'the matter is of another category.');
  }
  const { id, category, severity } = matter;
  return { ...changes, category, item: id, severity, catalogue_version: loop.reference.catalogue.version };
}

/** Whoever held it goes on at the same level, where its new place lies. */
function movedHolder(incident: LoopIncident, movedTo: string | undefined): Changes {
  if (movedTo === undefined)
    throw wrongInput('centre', '新位置不在任何区域内。', 'the new place lies outside every area.');
  const { holder_code, department } = incident;
  if (holder_code === null || movedTo.startsWith(holder_code)) return {};
  return handedTo(incident, movedTo.slice(0, holder_code.length), department);
}

/** Another limit is another deadline, from when it was reported; a stopped clock keeps what it has left. */
function otherDeadlines(loop: Loop, incident: LoopIncident, changes: Changes): Changes {
  const reported = new Date(incident.reported_at);
  const before = deadlinesFrom(loop, incident, reported);
  const after = deadlinesFrom(loop, { ...incident, ...changes }, reported);
  return incident.due_at === null || before.due_at === after.due_at ? {} : after;
}

function call({ callable }: LoopIncident, { departments }: ActOf<'whistled'>, now: Date): Changes {
  const strange = departments.filter((department) => !callable.includes(department));
  if (strange.length > 0) {
    const [asked, here] = [strange, callable].map((each) => listed(each.map(departmentWords)));
    throw wrongInput(
      'departments',
      `${asked!['zh-CN']}在这里没有报到人员。可呼叫：${here!['zh-CN'] || '无'}。`,
      `nobody here answers for ${asked!.en}. Who can be called: ${here!.en || 'none'}.`,
    );
  }
  return { departments, arrive_by: new Date(now.getTime() + ARRIVE_WITHIN_MIN * 60_000).toISOString() };
}

function arrive({ waiting }: LoopIncident, { department }: ActOf<'arrived'>, as: ActingAs): Changes {
  const words = departmentWords(department);
  if (!waiting.includes(department)) {
    throw wrongInput(
      'department',
      `${words['zh-CN']}没有被呼叫，或已报到。`,
      `${words.en} was not called, or has arrived already.`,
    );
  }
  if (!as.actors.includes('dispatcher') && as.departments && !as.departments.includes(department)) {
    throw wrongInput('department', `您不代表${words['zh-CN']}。`, `you do not speak for ${words.en}.`);
  }
  return { arrived: department };
}
