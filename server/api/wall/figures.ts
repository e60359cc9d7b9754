import { type Caller, may } from '../../access/caller.ts';
import { countOf, openRelease, reachOf } from '../../access/suppression.ts';
import type { Database } from '../../db/open.ts';
import { clockOf } from '../../patrol-walks/minutes.ts';
import { COMPARED_SPANS, compared, spanFigures } from '../../statistics/spans.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { activePatrols } from '../patrol-active/active.ts';
import { listCells } from '../people-counts/sql.ts';
import { readColumns } from '../statistics/sql.ts';
import * as query from './figures-sql.ts';
import { countCommonNames, listParts, partDigits, shortPlace } from './places.ts';
import type { WallFigures, WallPatrol } from './schema.ts';
import { loopWeather, totalOf } from './steps.ts';

/** What the figures of a wall are taken from. */
export interface FigureQuestion extends query.FigureScope {
  /** The request's transaction, and the pool that it was taken from. */
  sql: Database;
  database: Database;
  caller: Caller;
}

/** What moves with every change. */
type Moving = Omit<WallFigures, 'past' | 'visits' | 'freshness'>;
/** What moves by the day. */
type Lasting = Pick<WallFigures, 'past' | 'visits' | 'freshness'>;

/** Walks that are listed; a wall has no room for more. */
const MOST_WALKS = 60;
const MINUTE_MS = 60_000;
const DAY_MIN = 1440;
const spanDays = [7, 30] as const;

/** The figures that move with every change. */
export async function movingFigures(question: FigureQuestion): Promise<Moving> {
  const { sql, area_code, now, caller } = question;
  const [parts, hours] = await Promise.all([listParts(sql, area_code), query.readHours(sql, question)]);
  const digits = partDigits(area_code, parts);
  const [open, settled, passing, flow, categories, oldest, patrol, common] = await Promise.all([
    query.countOpen(sql, question, digits),
    query.countSettled(sql, question),
    query.countPassing(sql, question),
    query.countFlow(sql, question, hours),
    query.countCategories(sql, question),
    query.listOldest(sql, question),
    may(caller, 'patrol') ? patrolNow(question) : noPatrol,
    countCommonNames(sql, digits),
  ]);
  const came = flow.filter((row) => row.came);
  const went = flow.filter((row) => !row.came);
  return {
    at: now.toISOString(),
    today: { reported_count: totalOf(came, 'today_count'), settled_count: totalOf(went, 'today_count') },
    now: {
      open_count: totalOf(open, 'count'),
      overdue_count: totalOf(open, 'overdue_count'),
      due_soon_count: totalOf(open, 'due_soon_count'),
      urgent_count: totalOf(open, 'urgent_count'),
    },
    loop: loopWeather([...open, ...settled], passing),
    flow: { from: hours.from.toISOString(), inflow_count: byHour(came), outflow_count: byHour(went) },
    rose: categories.map(({ category, count, earlier_count }) => ({
      ...{ category, count },
      usual_count: earlier_count / 4,
    })),
    oldest: oldest.map((matter) => ({ ...matter, place: shortPlace(matter.place, common) })),
    areas: parts.map(({ area_code: code, name }) => {
      const rows = open.filter(({ part }) => part === code);
      return {
        ...{ area_code: code, name },
        open_count: totalOf(rows, 'count'),
        overdue_count: totalOf(rows, 'overdue_count'),
      };
    }),
    patrol,
  };
}

/** The figures that move by the day. */
export async function lastingFigures(question: FigureQuestion): Promise<Lasting> {
  const today = dayOf(question.now, question.time_zone);
  const rows = await query.countFreshness(question.sql, question, today);
  const countOfClass = (kind: string, place: number) =>
    rows.find((row) => row.kind === kind && row.class === place)?.count ?? 0;
  return {
    past: await pastOf(question),
    visits: await visitsOf(question, today),
    freshness: (['building', 'organisation', 'facility'] as const).map((kind) => ({
      kind,
      classes: [...query.freshnessDays, null].map((days, place) => ({ days, count: countOfClass(kind, place) })),
    })),
  };
}

/** The last days beside the area's own past, an area only against itself. */
async function pastOf({ sql, area_code, now }: FigureQuestion): Promise<WallFigures['past']> {
  const end_min = Math.max(...spanDays) * COMPARED_SPANS * DAY_MIN;
  const since = new Date(now.getTime() - end_min * MINUTE_MS);
  const first = await query.firstReported(sql, area_code);
  const columns = await readColumns(
    sql,
    { area_code },
    { since, until: now, reckoned_at: now },
    { digits: 0, levels: [], categories: [] },
  );
  return spanDays.map((days) => {
    const span_min = days * DAY_MIN;
    const spans = spanFigures(columns, end_min, span_min, COMPARED_SPANS);
    const known = first === null ? 0 : Math.floor((now.getTime() - first.getTime()) / (span_min * MINUTE_MS));
    const figure = (key: keyof (typeof spans)[number]) =>
      compared(
        spans.map((span) => span[key]),
        known,
      );
    return {
      days,
      reported: figure('reported'),
      settled: figure('settled'),
      median_settle_h: figure('median_settle_h'),
      late_share: figure('late_share'),
    };
  });
}

/** Visits owed up to the month's end, as whoever may not see the doors gets them. */
async function visitsOf(question: FigureQuestion, today: string): Promise<WallFigures['visits']> {
  const { sql, database, area_code, now, caller } = question;
  const reach = reachOf(caller, area_code);
  if (!reach) return { due_count: null, small_count_below: null, areas: [] };
  const parts = await listParts(sql, area_code);
  const people = {
    ...{ measures: ['visit_due'] as const, below: area_code, exact: reach.exact },
    days: { due_by: monthEnd(today), valid_on: today },
  };
  const release = await openRelease({ sql, database, now }, people);
  const [own] = await listCells(sql, { ...people, digits: area_code.length });
  const below = parts[0] ? await listCells(sql, { ...people, digits: parts[0].area_code.length }) : [];
  const cells = new Map(below.map((cell) => [cell.area_code, cell]));
  return {
    due_count: countOf(release, 'visit_due', own),
    small_count_below: release.small_count_below,
    areas: parts.map((part) => ({
      ...part,
      due_count: countOf(release, 'visit_due', cells.get(part.area_code)),
    })),
  };
}

const noPatrol: WallPatrol = {
  ...{ squads: [], open_point_count: 0, point_count: 0, next_shift_at: null, walks: [] },
  under_way: { squad_count: 0, done_count: 0, stop_count: 0, late_count: 0, more: false },
};

/** Patrols as they stand for this hour, and those that go on by a plan. */
async function patrolNow(question: FigureQuestion): Promise<WallPatrol> {
  const standing = await query.findPatrol(question.sql, question);
  const { items, more } = await activePatrols(question.sql, question);
  const walks = items.map(({ squad_id, squad_name, to_min, done_count, late_count, stop_count, next }) => ({
    ...{ squad_id, name: squad_name, ends_at: clockOf(to_min), done_count, late_count, stop_count },
    next: next && { name: next.name, begins_at: clockOf(next.begin_min), late: next.late },
  }));
  const sum = (of: 'done_count' | 'stop_count' | 'late_count') => walks.reduce((all, walk) => all + walk[of], 0);
  return {
    ...standing,
    walks: walks.sort((a, b) => b.late_count - a.late_count).slice(0, MOST_WALKS),
    under_way: {
      ...{ squad_count: walks.length, done_count: sum('done_count'), stop_count: sum('stop_count') },
      ...{ late_count: sum('late_count'), more },
    },
  };
}

function byHour(rows: readonly { hour: number; count: number }[]): number[] {
  return Array.from({ length: 24 }, (_, hour) => rows.find((row) => row.hour === hour)?.count ?? 0);
}
