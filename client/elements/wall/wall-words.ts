import type { OldOpen, WallEmergency, WallMove } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import type { Messages } from '../../locales/index.ts';
import { codeName } from '../reference.ts';
import type { Age } from './age.ts';
import type { WallView } from './panel.ts';
import { fittingNames } from './place-names.ts';

/** Names of a place from the part of the wall's area on in which it lies, as many as there is room for. @param room_em width in letters as wide as high */
export function placeWords(
  place: readonly string[],
  { own, figures, language }: WallView,
  words: Messages['wall'],
  room_em: number,
): string {
  const parts = new Set(figures?.areas.map(({ name }) => name));
  const part = place.findIndex((name) => parts.has(name));
  const told = fittingNames(place.slice(Math.max(0, part)), room_em, words.place);
  if (told.length === 0) return own.area.name;
  // In English the nearest comes first.
  return (language === 'en' ? told.reverse() : told).join(words.place);
}

/** What a matter is called: its item where it has one that is known, else its category. */
export function matterWords({ category, item }: Pick<OldOpen | WallMove, 'category' | 'item'>, view: WallView): string {
  const matter = item === null ? undefined : view.matters.find(({ id }) => id === item);
  if (matter) return view.language === 'en' ? matter.en : matter.zh;
  return codeName(view, 'incident-category', category, view.language);
}

/** An age in words: 62天. */
export function ageWords({ count, unit }: Age, { language }: WallView, words: Messages['wall']): string {
  return `${formatCount(count, language)}${language === 'en' ? ' ' : ''}${words.unit[unit]}`;
}

/** A day in words, with its year and weekday. @param day `YYYY-MM-DD` */
export function dateWords(day: string, { language }: WallView, words: Messages['wall']): string {
  return words.day(formatDate(day, { today: '', language }), words.weekday[new Date(`${day}T00:00Z`).getUTCDay()]!);
}

/** The name of a plan for emergencies; its id where it is not known. */
export function planWords(plan: string, { plans, language }: WallView): string {
  const found = plans.find(({ id }) => id === plan);
  return found ? (language === 'en' ? found.en : found.zh) : plan;
}

/** The grade of an emergency: Ⅱ级. */
export function gradeWords({ grade }: Pick<WallEmergency, 'grade'>, words: Messages['wall']): string {
  return words.emergency.grade[grade - 1] ?? String(grade);
}

/** What a plan says that the grade of an emergency means; empty where the plan is not known. */
export function gradeMeaning({ plan, grade }: Pick<WallEmergency, 'plan' | 'grade'>, view: WallView): string {
  const found = view.plans.find(({ id }) => id === plan)?.grades.find((each) => each.grade === grade);
  return found ? (view.language === 'en' ? found.en : found.zh) : '';
}

/** What a plan calls a task; its id where it is not known. */
export function taskWords(plan: string, task: string, { plans, language }: WallView): string {
  const found = plans.find(({ id }) => id === plan)?.tasks.find(({ id }) => id === task);
  return found ? (language === 'en' ? found.en : found.zh) : task;
}
