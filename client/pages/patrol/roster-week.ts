import type { KeptSquad, PatrolShift } from '../../../server/api/squads/schema.ts';
import { DAY_MIN, minuteFrom, shiftSpan } from '../../format/minutes.ts';
import { addDays, daysBetween } from '../../format/time.ts';

/** The Monday of the week in which a `YYYY-MM-DD` lies. */
export function mondayOf(day: string): string {
  // 1970-01-05 was a Monday.
  const weekday = (((daysBetween('1970-01-05', day) % 7) + 7) % 7) as number;
  return addDays(day, -weekday);
}

/** The seven days of a week, from its Monday. */
export function weekDays(week: string): string[] {
  return Array.from({ length: 7 }, (_, at) => addDays(week, at));
}

/** A squad's week: shifts by day, first to last, each day's in order of time. */
export interface RosterRow {
  squad: Pick<KeptSquad, 'id' | 'name' | 'kind'>;
  days: PatrolShift[][];
}

/** A week as rows of squads: those that are kept, then those that only have shifts. */
export function rosterRows(
  squads: readonly Pick<KeptSquad, 'id' | 'name' | 'kind'>[],
  shifts: readonly PatrolShift[],
  week: string,
): RosterRow[] {
  const days = weekDays(week);
  const known = new Set(squads.map(({ id }) => id));
  const others = new Map(
    shifts
      .filter(({ squad_id }) => !known.has(squad_id))
      .map(({ squad_id, squad_name }) => [squad_id, { id: squad_id, name: squad_name, kind: 'full_time' as const }]),
  );
  return [...squads, ...others.values()].map((squad) => ({
    squad,
    days: days.map((day) =>
      shifts
        .filter((shift) => shift.squad_id === squad.id && shift.day === day)
        .sort((a, b) => a.starts_at.localeCompare(b.starts_at)),
    ),
  }));
}

/** Where a shift's bar lies in its day, as shares of 24 hours; what runs into the next day ends at 1. */
export function shiftBar({
  starts_at,
  ends_at,
}: Pick<PatrolShift, 'starts_at' | 'ends_at'>): [from: number, to: number] {
  const from = minuteFrom(starts_at, 0);
  return [from / DAY_MIN, Math.min(1, (from + shiftSpan(starts_at, ends_at)) / DAY_MIN)];
}
