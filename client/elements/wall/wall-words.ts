import type { OldOpen, WallMove } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';
import { codeName } from '../reference.ts';
import type { Age } from './age.ts';
import type { WallView } from './panel.ts';

/** Names of a place without the wall's own area; of more than three the first two and the last, which is the nearest. */
export function placeWords(place: readonly string[], { own, language }: WallView, words: Messages['wall']): string {
  const within = place[0] === own.area.name ? place.slice(1) : [...place];
  const told = within.length > 3 ? [...within.slice(0, 2), within.at(-1)!] : within;
  if (told.length === 0) return place.at(-1) ?? own.area.name;
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
