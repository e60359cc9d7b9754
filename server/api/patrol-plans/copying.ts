import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { DAY_MIN, dutyOf, type Span, spanOf, windowsOf } from '../../patrol-walks/minutes.ts';
import { daysBetween } from '../calendar.ts';
import { MOST_POINTS, MOST_STREETS } from './bodies.ts';
import { type KeptShift, listKeptPoints, listKeptShifts, listKeptStreets, listVersions } from './copy-sql.ts';
import type { PlanInput, PlanSquad } from './schema.ts';

/** What a plan copied: which, and in which versions. */
export interface Taken {
  /** True: all of the area, so that a new one makes the plan outdated. */
  all_points: boolean;
  all_streets: boolean;
  /** By `point:12`, `street:3`, `shift:7`. */
  versions: Record<string, number>;
  /** Of a plan made by repair: the minute from which on it is planned, and the plan whose walks tell what was done by then. */
  repaired?: { at_min: number; plan_id: number };
}

/** What is to be copied; ids null: all of the area. */
export interface CopyWish {
  area_code: string;
  day: string;
  shift_ids: readonly number[];
  point_ids: readonly number[] | null;
  street_ids: readonly number[] | null;
}

export type CopiedParts = Pick<PlanInput, 'points' | 'streets' | 'squads'> & { taken: Taken };

/**
 * Copies points, streets and squads as they are now, their windows as minutes of the plan's day.
 * @throws AppError 400 naming the field where something is not there, is too much, or a shift is of another day.
 */
export async function copyParts(sql: Database, wish: CopyWish): Promise<CopiedParts> {
  const { area_code, point_ids, street_ids } = wish;
  const shifts = await listKeptShifts(sql, wish.shift_ids);
  requireAll(
    'shift_ids',
    wish.shift_ids,
    shifts.map(({ shift_id }) => shift_id),
  );
  const squads = shifts.map((shift) => squadOf(shift, wish.day));
  requireOneShift(squads);
  const points = await listKeptPoints(sql, { area_code, ids: point_ids, limit: MOST_POINTS + 1 });
  requireAll(
    'point_ids',
    point_ids ?? [],
    points.map(({ id }) => id),
  );
  if (points.length > MOST_POINTS) throw tooMany('point_ids', MOST_POINTS);
  const streets = await listKeptStreets(sql, { area_code, ids: street_ids, limit: MOST_STREETS + 1 });
  requireAll(
    'street_ids',
    street_ids ?? [],
    streets.map(({ id }) => id),
  );
  if (streets.length > MOST_STREETS) throw tooMany('street_ids', MOST_STREETS);
  const duty = dutyOf(squads);
  return {
    points: points.map((row) => withWindows(row, duty)),
    streets: streets.map((row) => withWindows(row, duty)),
    squads,
    taken: {
      all_points: point_ids === null,
      all_streets: street_ids === null,
      versions: Object.fromEntries([
        ...points.map(({ id, version }) => [`point:${id}`, version]),
        ...streets.map(({ id, version }) => [`street:${id}`, version]),
        ...shifts.map(({ shift_id, version }) => [`shift:${shift_id}`, version]),
      ]),
    },
  };
}

/** Whether something that a plan copied changed since, came or went. */
export async function isOutdated(sql: Database, areaCode: string, taken: Taken): Promise<boolean> {
  const now = await listTaken(sql, areaCode, taken);
  return (
    now.length !== Object.keys(taken.versions).length || now.some(({ key, version }) => taken.versions[key] !== version)
  );
}

/** What a plan copied, as far as it is still there: all of the area where it was all. */
export async function sameParts(
  sql: Database,
  plan: { area_code: string; day: string; taken: Taken },
): Promise<CopyWish> {
  const { area_code, day, taken } = plan;
  const now = await listTaken(sql, area_code, taken);
  const left = (kind: string) =>
    numbersIn(
      now.map(({ key }) => key),
      kind,
    );
  return {
    ...{ area_code, day, shift_ids: left('shift') },
    point_ids: taken.all_points ? null : left('point'),
    street_ids: taken.all_streets ? null : left('street'),
  };
}

function listTaken(sql: Database, areaCode: string, { all_points, all_streets, versions }: Taken) {
  const ids = (kind: string) => numbersIn(Object.keys(versions), kind);
  return listVersions(sql, areaCode, {
    points: all_points ? null : ids('point'),
    streets: all_streets ? null : ids('street'),
    shifts: ids('shift'),
  });
}

/** Numbers of the shifts that a plan copied, also of squads that dropped out since. */
export function takenShifts({ versions }: Taken): number[] {
  return numbersIn(Object.keys(versions), 'shift');
}

/** Numbers of a kind in keys such as `point:12`. */
function numbersIn(keys: readonly string[], kind: string): number[] {
  return keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => Number(key.slice(kind.length + 1)));
}

/** What was copied, less some of it: the rest is then named and no longer all of the area. */
export function withoutParts(taken: Taken, dropped: readonly string[]): Taken {
  const kept = Object.entries(taken.versions).filter(([key]) => !dropped.includes(key));
  const dropsAny = (kind: string) => dropped.some((key) => key.startsWith(`${kind}:`));
  return {
    ...taken,
    all_points: taken.all_points && !dropsAny('point'),
    all_streets: taken.all_streets && !dropsAny('street'),
    versions: Object.fromEntries(kept),
  };
}

function withWindows<Row extends { window_start: string; window_end: string; version: number }>(
  { window_start, window_end, version: _, ...part }: Row,
  duty: Span | null,
) {
  return { ...part, windows: windowsOf(window_start, window_end, duty) };
}

/** A shift of the plan's day, or of the next morning. */
function squadOf({ day, starts_at, ends_at, version: _, ...squad }: KeptShift, planDay: string): PlanSquad {
  const days = daysBetween(planDay, day) - 1;
  const [from_min, to_min] = spanOf(starts_at, ends_at, days);
  if (days >= 0 && to_min <= 2 * DAY_MIN) return { ...squad, from_min, to_min };
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `「shift_ids」有误：${squad.name}的班次（${day} ${starts_at}）不在方案当天或次日之内。`,
      en: `“shift_ids” is wrong: the shift of ${squad.name} (${day} ${starts_at}) lies outside the plan's day and the one after it.`,
    },
    { field: 'shift_ids' },
  );
}

function requireOneShift(squads: readonly PlanSquad[]): void {
  const twice = squads.find(({ squad_id }, at) => squads.findIndex((other) => other.squad_id === squad_id) < at);
  if (!twice) return;
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `「shift_ids」有误：${twice.name}有两个班次，一个方案中每支队伍只能选一个。`,
      en: `“shift_ids” is wrong: ${twice.name} has two shifts; a plan takes one of each squad.`,
    },
    { field: 'shift_ids' },
  );
}

function requireAll(field: string, ids: readonly number[], found: readonly number[]): void {
  const missing = ids.filter((id) => !found.includes(id));
  if (missing.length === 0) return;
  const named = missing.slice(0, 10).join(', ');
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `「${field}」有误：本区域内没有编号为 ${named} 的记录，可能已被删除。`,
      en: `“${field}” is wrong: there is none numbered ${named} here; it may have been deleted.`,
    },
    { field },
  );
}

function tooMany(field: string, most: number): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `「${field}」有误：一个方案至多${most}个，请缩小区域或选取其中一部分。`,
      en: `“${field}” is wrong: a plan takes at most ${most}. Choose a smaller area, or some of them.`,
    },
    { field },
  );
}
