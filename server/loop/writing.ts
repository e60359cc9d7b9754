import type { EventKind } from '../api/incidents/schema.ts';
import type { Database } from '../db/open.ts';
import { AppError, type Sentence } from '../errors.ts';
import type { EventDraft } from './incident.ts';
import { kindWords } from './words.ts';

/** Through which function of the database a writer goes: as the caller's account, by the code of a report, or as the owner. */
export type Via = { kind: 'account' } | { kind: 'reporter'; digest: Buffer } | { kind: 'owner' };

/**
 * Adds events to an incident whose last event is the one that the writer saw, and answers its new version.
 * @throws AppError 409 (field `version`) where somebody was quicker, saying who did what and when.
 */
export async function writeAs(
  sql: Database,
  via: Via,
  id: number,
  version: number,
  drafts: readonly EventDraft[],
): Promise<number> {
  const events = sql.json(drafts as never);
  const [row] = await (via.kind === 'account'
    ? sql<[{ version: number | null }]>`select act_on_incident(${id}, ${version}, ${events}) as version`
    : via.kind === 'reporter'
      ? sql<[{ version: number | null }]>`select act_as_reporter(${via.digest}, ${version}, ${events}) as version`
      : sql<[{ version: number | null }]>`select write_incident_events(${id}, ${version}, ${events}, null) as version`);
  if (row.version === null) throw await tooLate(sql, via, id);
  return row.version;
}

interface LastEvent {
  kind: EventKind;
  actor: string;
  actor_name: string | null;
  ago_min: number;
}

/** Somebody was quicker (409, field `version`): says who did what and when; whoever follows a report by its code is told no names. */
export async function tooLate(sql: Database, via: Via, id: number): Promise<AppError> {
  const [last] =
    via.kind === 'reporter'
      ? []
      : await sql<LastEvent[]>`
        select kind, actor, actor_name, floor(extract(epoch from clock_timestamp() - happened_at) / 60)::int as ago_min
        from incident_history where incident_id = ${id} order by version desc limit 1`;
  return new AppError('conflict', last ? sentenceOf(last) : moved, { field: 'version' });
}

const moved: Sentence = {
  'zh-CN': '该事件刚刚有了新进展，请核对后再提交。',
  en: 'This incident has moved on meanwhile. Please look at it again and send once more.',
};

/** As in 「罗建平 1 分钟前已「签收」，请核对后再提交」. */
function sentenceOf({ kind, actor, actor_name, ago_min }: LastEvent): Sentence {
  const who = actor_name ? { 'zh-CN': actor_name, en: actor_name } : (others[actor] ?? others.rule!);
  const did = kindWords(kind);
  const [zh, en] = agoWords(ago_min);
  return {
    'zh-CN': `${who['zh-CN']}${zh}已「${did['zh-CN']}」，请核对后再提交。`,
    en: `${who.en}, ${en}: “${did.en}”. Please look at it again and send once more.`,
  };
}

function agoWords(minutes: number): [string, string] {
  if (minutes < 1) return ['刚刚', 'just now'];
  if (minutes < 60) return [`${minutes}分钟前`, `${minutes} min ago`];
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return [`${hours}小时前`, `${hours} h ago`];
  return [`${Math.floor(hours / 24)}天前`, `${Math.floor(hours / 24)} days ago`];
}

const others: Record<string, Sentence> = {
  reporter: { 'zh-CN': '上报人', en: 'Whoever reported it' },
  rule: { 'zh-CN': '系统', en: 'The system' },
  simulator: { 'zh-CN': '演示', en: 'The demonstration' },
  import: { 'zh-CN': '数据导入', en: 'An import' },
};
