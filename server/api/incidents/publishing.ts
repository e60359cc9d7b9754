import type { Database } from '../../db/open.ts';
import type { Sentence } from '../../errors.ts';
import type { LoopIncident } from '../../loop/incident.ts';
import { type PrivateWord, privateWords } from '../../loop/private-words.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { keepReply } from './detail-sql.ts';

const kinds: Record<PrivateWord['kind'], Sentence> = {
  phone: { 'zh-CN': '电话号码', en: 'phone number' },
  id_card: { 'zh-CN': '身份证号', en: 'identity card number' },
  email: { 'zh-CN': '电子邮箱', en: 'e-mail address' },
};

/**
 * Publishes what everybody may read of an incident, under its community.
 * @throws AppError 400 (field `question` or `answer`) naming what tells who somebody is; 400 where the incident lies outside every area.
 */
export async function publish(
  sql: Database,
  { id, places }: LoopIncident,
  reply: { question: string; answer: string; hidden: boolean },
  timeZone: string,
): Promise<void> {
  requireNoPrivateWords('question', reply.question);
  requireNoPrivateWords('answer', reply.answer);
  const community = places.find(({ level }) => level === 'community') ?? places.at(-1);
  if (!community)
    throw wrongInput(
      'id',
      '该事件不在任何区域内，不能公开。',
      'this incident lies outside every area and cannot be published.',
    );
  await keepReply(sql, { ...reply, incident_id: id, area_code: community.area_code, time_zone: timeZone });
}

function requireNoPrivateWords(field: string, text: string): void {
  const words = privateWords(text);
  if (words.length === 0) return;
  const zh = words.map(({ kind, found }) => `${kinds[kind]['zh-CN']}「${found}」`).join('、');
  const en = words.map(({ kind, found }) => `the ${kinds[kind].en} “${found}”`).join(', ');
  throw wrongInput(
    field,
    `公开的文字里有${zh}，请删去后再公开。`,
    `everybody will read this, and it has ${en}; take that out first.`,
  );
}
