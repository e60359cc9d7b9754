import { type LanguageChoice, store } from '../state/store.ts';
import { messages as en } from './en.ts';
import { type Messages, messages as zhCN } from './zh-CN.ts';

/** The words of a language; of the screen's when none is named. */
export function words(language: LanguageChoice = store.state.language): Messages {
  return language === 'en' ? en : zhCN;
}

export type { Messages };
