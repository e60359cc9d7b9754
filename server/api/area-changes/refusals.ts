import { AppError, type Sentence } from '../../errors.ts';

/** Taken back already (409). */
export function alreadyUndone(): AppError {
  return new AppError('conflict', { 'zh-CN': '这次调整已经撤销。', en: 'This reorganisation was taken back already.' });
}

const words: Record<string, (count: number) => Sentence> = {
  later: (n) => ({ 'zh-CN': `${n}次后续调整`, en: `${n} later reorganisations` }),
  incident: (n) => ({ 'zh-CN': `${n}件新上报的事件`, en: `${n} incidents reported` }),
  visit: (n) => ({ 'zh-CN': `${n}次走访`, en: `${n} visits` }),
  diary_entry: (n) => ({ 'zh-CN': `${n}篇民情日记`, en: `${n} diary entries` }),
  grant: (n) => ({ 'zh-CN': `${n}项新授权`, en: `${n} duties granted` }),
  edit: (n) => ({ 'zh-CN': `${n}次登记修改`, en: `${n} edits of the registers` }),
};

/** Something has come to depend on it (409). */
export function dependedOn(found: readonly { what: string; count: number }[]): AppError {
  const said = found.map(({ what, count }) => words[what]!(count));
  return new AppError('conflict', {
    'zh-CN': `调整之后这里已有${said.map((each) => each['zh-CN']).join('、')}，不能撤销；如需恢复，请再做一次调整。`,
    en: `Since then there are ${said.map((each) => each.en).join(', ')} here, so it cannot be taken back; reorganise once more instead.`,
  });
}

/** What the database says of an undoing that a later change stands against, as a sentence (409). @throws always. */
export function changedSince(error: unknown): never {
  if ((error as { code?: string }).code !== '55000') throw error;
  const sentence = {
    'zh-CN': '调整涉及的登记后来又有修改，不能整体撤销。',
    en: 'What it moved was changed again since, so it cannot be taken back as a whole.',
  };
  throw new AppError('conflict', sentence, { cause: error });
}
