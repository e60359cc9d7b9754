import type { PlannedLeg } from '../../api/patrol-plans/schema.ts';
import type { WalkStop } from '../../api/patrol-walk/schema.ts';
import type { Language } from '../../language.ts';
import { clockOf, momentAt } from '../minutes.ts';

/** A plan as it leaves the house: places and times, nobody's name. */
export interface ExportedPlan {
  id: number;
  name: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** Moment from which its minutes count. */
  midnight: Date;
  /** When it was last changed. */
  updated_at: Date;
  /** In which its few own words are. */
  language: Language;
  routes: ExportedRoute[];
}

/** What one squad does of it. */
export interface ExportedRoute {
  squad_id: number;
  squad_name: string;
  from_min: number;
  to_min: number;
  length_m: number;
  stops: WalkStop[];
  legs: PlannedLeg[];
}

/** Number and name of a stop, as in `3. 花园南门`. */
export function titleOf({ name }: WalkStop, at: number): string {
  return `${at + 1}. ${name}`;
}

/** When a stop begins and ends, and until when it may, local time. */
export function timesOf(
  { begin_min, leave_min, until_min }: WalkStop,
  { language }: Pick<ExportedPlan, 'language'>,
): string {
  const last = clockOf(until_min);
  return `${clockOf(begin_min)}–${clockOf(leave_min)}${language === 'en' ? ` (by ${last})` : `（最晚${last}）`}`;
}

/** A minute of the plan as ISO 8601 in UTC, to the second. */
export function isoOf(minute: number, { midnight }: Pick<ExportedPlan, 'midnight'>): string {
  return `${momentAt(minute, midnight).toISOString().slice(0, 19)}Z`;
}

/** Name of the file: what it is, its day, and the squad where it is one squad's. */
export function fileNameOf(plan: ExportedPlan, extension: string, squadId: number | undefined): string {
  const squad = squadId === undefined ? undefined : plan.routes[0]?.squad_name;
  const words = [plan.language === 'en' ? 'patrol' : '巡逻', plan.name, plan.day, squad].filter(
    (word) => word !== undefined,
  );
  return `${words.join('-').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.${extension}`;
}
