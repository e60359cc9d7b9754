import type { EventKind, IncidentStatus } from '../api/incidents/schema.ts';
import { AppError, type Sentence } from '../errors.ts';
import { kindWords, listed, statusWords } from './words.ts';

/** What was sent cannot be done so; the field says where to mend it. */
export function wrongInput(field: string, zh: string, en: string): AppError {
  return new AppError('bad_input', { 'zh-CN': `「${field}」有误：${zh}`, en: `“${field}” is wrong: ${en}` }, { field });
}

/** The move is not legal from where the incident stands (409). @param legal what the caller can do now. */
export function illegalMove(kind: EventKind, status: IncidentStatus, legal: readonly EventKind[]): AppError {
  const asked = kindWords(kind);
  const at = statusWords(status);
  const can = canDo(legal);
  const sentence = {
    'zh-CN': `该事件现在是「${at['zh-CN']}」，不能「${asked['zh-CN']}」。${can['zh-CN']}`,
    en: `This incident is at “${at.en}”, from where “${asked.en}” is not possible. ${can.en}`,
  };
  return new AppError('conflict', sentence, { field: 'kind' });
}

/** The move is others' to make (403). @param legal what the caller can do now. */
export function othersMove(kind: EventKind, legal: readonly EventKind[]): AppError {
  const asked = kindWords(kind);
  const can = canDo(legal);
  const sentence = {
    'zh-CN': `「${asked['zh-CN']}」不在您对该事件的职责之内。${can['zh-CN']}`,
    en: `“${asked.en}” is not yours to do with this incident. ${can.en}`,
  };
  return new AppError('forbidden', sentence, { field: 'kind' });
}

function canDo(legal: readonly EventKind[]): Sentence {
  if (legal.length === 0)
    return { 'zh-CN': '您现在没有可做的操作。', en: 'There is nothing that you can do with it now.' };
  const words = listed(legal.map(kindWords));
  return { 'zh-CN': `您现在可以：${words['zh-CN']}。`, en: `What you can do now: ${words.en}.` };
}

/** There is no level above whoever holds it (409). */
export function atTheTop(): AppError {
  const sentence = {
    'zh-CN': '该事件已在最高一级，不能再提级。',
    en: 'This incident is with the highest level already; there is none above.',
  };
  return new AppError('conflict', sentence, { field: 'kind' });
}
