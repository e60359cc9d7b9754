import { type PlanEntry, restingState, type WallScene } from '../../../../server/api/walls/schema.ts';
import { addDays, daysBetween } from '../../../format/time.ts';
import { type Programme, showing } from '../../../state/wall/programme.ts';

/** A part of a day in which one entry of a plan holds; `to` of the last is 24:00. */
export interface Stretch {
  from: string;
  to: string;
  /** Index of the entry; null: none holds. */
  entry: number | null;
}

/** Days that are not like others, `YYYY-MM-DD`. */
interface Calendar {
  holidays: readonly string[];
  worked_weekends: readonly string[];
}

/** No holidays last longer, weekends on both sides counted. */
const LONGEST_HOLIDAY_DAYS = 20;
const MIDNIGHT = '00:00';
const END = '24:00';
/** Stands for no entry; no scene has such an id. */
const NONE = '-';

/**
 * Which entry of a plan holds through a day, as the walls themselves reckon it. Entries without a scene that exists hold never.
 * @param day `YYYY-MM-DD`. @returns in order, from 00:00 to 24:00; empty where there is no scene at all.
 */
export function stretchesOf(
  entries: readonly PlanEntry[],
  scenes: readonly WallScene[],
  day: string,
  calendar: Calendar,
): Stretch[] {
  const known = new Set(scenes.map(({ id }) => id));
  const like = scenes[0];
  if (!like) return [];
  // Each entry shows one scene that is named after it; the day is reckoned as one of a place whose clock is UTC.
  const plan = {
    entries: entries.map((entry, index) => ({
      ...entry,
      scenes: entry.scenes.some((id) => known.has(id)) ? [String(index)] : [],
    })),
    emergency: [],
  };
  const ids = [NONE, ...entries.map((_, index) => String(index))];
  const programme: Programme = {
    ...{ ...calendar, plan, state: restingState, emergency: false, time_zone: 'UTC' },
    scenes: ids.map((id) => ({ ...like, id })),
  };
  const times = [MIDNIGHT, ...entries.flatMap(({ from, to }) => (from && to ? [from, to] : []))];
  const starts = [...new Set(times.filter((time) => /^\d\d:\d\d$/.test(time)))].sort();
  const stretches = starts.map((from, index): Stretch => {
    const id = showing(programme, Date.parse(`${day}T${from}Z`))?.scene.id ?? NONE;
    return { from, to: starts[index + 1] ?? END, entry: id === NONE ? null : Number(id) };
  });
  return merged(stretches);
}

/** A day that is not like today, to be looked at beside it: from a working day the next holiday, or Saturday where none is known; else the next working day. */
export function otherDay(today: string, calendar: Calendar): { day: string; kind: 'off' | 'working' } {
  if (isOff(today, calendar)) {
    const after = Array.from({ length: LONGEST_HOLIDAY_DAYS }, (_, index) => addDays(today, index + 1));
    return { day: after.find((day) => !isOff(day, calendar)) ?? after[0]!, kind: 'working' };
  }
  const holiday = [...calendar.holidays].sort().find((day) => daysBetween(today, day) > 0);
  const ahead = Array.from({ length: 7 }, (_, index) => addDays(today, index + 1));
  return { day: holiday ?? ahead.find((day) => isOff(day, calendar)) ?? ahead[0]!, kind: 'off' };
}

function isOff(day: string, { holidays, worked_weekends }: Calendar): boolean {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return holidays.includes(day) || ((weekday === 0 || weekday === 6) && !worked_weekends.includes(day));
}

/** Minutes from midnight of a time `HH:MM`. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Neighbours in which the same entry holds become one. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last?.entry === stretch.entry && last) last.to = stretch.to;
    else all.push({ ...stretch });
  }
  return all;
}

/** A list with one thing at another place. */
export function moved<Value>(list: readonly Value[], from: number, to: number): Value[] {
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, list[from]!);
}
