import type { Matter } from '../../server/api/loop/schema.ts';
import type { LanguageChoice } from '../state/store.ts';

/** Matters of one small class, in the catalogue's order. */
export interface MatterGroup {
  name: string;
  matters: Matter[];
}

/** The name of a matter in a language. */
export function matterName(matter: Pick<Matter, 'zh' | 'en'>, language: LanguageChoice): string {
  return language === 'en' ? matter.en : matter.zh;
}

/**
 * Matters of a category ('' is all) in whose name or small class, in either language, every word that was typed occurs, by small
 * class in the catalogue's order.
 */
export function findMatters(
  matters: readonly Matter[],
  category: string,
  typed: string,
  language: LanguageChoice,
): MatterGroup[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Matter[]>();
  for (const matter of matters) {
    if (category && matter.category !== category) continue;
    const text = [matter.zh, matter.en, matter.class_zh, matter.class_en].join(' ').toLowerCase();
    if (!wanted.every((word) => text.includes(word))) continue;
    const name = language === 'en' ? matter.class_en : matter.class_zh;
    groups.set(name, [...(groups.get(name) ?? []), matter]);
  }
  return [...groups].map(([name, found]) => ({ name, matters: found }));
}
