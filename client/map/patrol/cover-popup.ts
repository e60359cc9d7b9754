import { formatLength } from '../../format/distance.ts';
import { type Clock, formatDay, wallTime } from '../../format/time.ts';
import type { Popup } from '../../layers/layer.ts';
import { words } from '../../locales/index.ts';
import type { CoverPiece } from './cover-classes.ts';

/** What stands beside the pointer of a piece of street: its name, when it was passed last and how many days ago, how long it is. */
export function coverPopup({ name, length_m, planned, passed_at, days }: CoverPiece, clock: Clock): Popup {
  const { language, timeZone } = clock;
  const { piece } = words(language).patrol.coverage;
  const title = name ?? piece.unnamed;
  const length = piece.length(formatLength(length_m, language));
  if (passed_at === null) return { title, lines: [piece.never, planned ? piece.planned : piece.unplanned, length] };
  const { day, time } = wallTime(passed_at, timeZone);
  return { title, lines: [piece.passed(`${formatDay(day, clock)} ${time}`), piece.days(days ?? 0), length] };
}
