import type { Release } from '../access/suppression.ts';
import { addDays, daysBetween } from '../api/calendar.ts';
import { areaCoverage } from '../api/patrol-coverage/coverage.ts';
import { usualSettings } from '../api/patrol-plans/schema.ts';
import type {
  Cadence,
  FigureId,
  FigureValue,
  MapFigure,
  PackDefinition,
  PackFigures,
  PackMap,
} from '../api/report-packs/schema.ts';
import { findBoundaryChange, listChildrenThen, listIncidentsThen } from './boundaries.ts';
import { figuresOf } from './definition.ts';
import { type LoopOfArea, loopOfArea, satisfiedShare } from './incidents.ts';
import { pathsOf } from './map.ts';
import { type Asking, careOf, packRelease, peopleNow, shareOf } from './people.ts';
import { type Period, partsOf, periodsBefore, yearBefore } from './periods.ts';
import {
  countAreaChanges,
  countBuildings,
  countEmergencies,
  countPatrols,
  findMapDigits,
  findPackArea,
  listIncidentsByArea,
  listOutlines,
  readMoments,
  type Span,
} from './sql.ts';

/** Most areas on a map: more would be too small to be told apart on paper. */
const MOST_MAPPED = 400;
/** Longest span whose streets are reckoned, days. */
const LONGEST_COVERED_DAYS = 92;

/** Figures that say how things stand now: of an earlier period only a pack that was made then tells them. */
const standing = ['household', 'resident', 'door_fresh_share', 'building_fresh_share', 'coverage_share'] as const;
type Standing = (typeof standing)[number];
type Flowing = Exclude<FigureId, Standing>;

/** What a pack is asked of. */
export interface PackQuestion extends Asking {
  area_code: string;
  cadence: Cadence;
  period: Period;
  /** `YYYY-MM-DD`. */
  today: string;
  timeZone: string;
  definition: PackDefinition;
  /** What an earlier pack of the area tells of a period that begins on a day. */
  earlier: (from: string, figure: FigureId) => FigureValue;
}

/**
 * Reckons everything that a pack freezes, by what the transaction's caller may see: who makes one sees all of the area.
 * @returns null where there is no such area.
 */
export async function reckonPack(question: PackQuestion): Promise<PackFigures | null> {
  const { sql, area_code, cadence, period, definition, today } = question;
  const area = await findPackArea(sql, area_code);
  if (!area) return null;
  const release = await packRelease(question, today);
  const before = periodsBefore(cadence, period);
  const yearAgo = yearBefore(cadence, period);
  const now = await reckonSpan(question, period, release);
  const past: Record<Flowing, FigureValue>[] = [];
  for (const each of [...before, yearAgo]) past.push((await reckonSpan(question, each, release)).values);
  const held = await standingNow(question, now.span, release);
  const of = (figure: FigureId, at: number, from: string): FigureValue =>
    isStanding(figure) ? question.earlier(from, figure) : past[at]![figure];
  const scalars: PackFigures['scalars'] = {};
  for (const figure of figuresOf(definition)) {
    scalars[figure] = {
      now: isStanding(figure) ? held.values[figure] : now.values[figure],
      past: before.map(({ from }, at) => of(figure, at, from)),
      year_before: of(figure, before.length, yearAgo.from),
    };
  }
  return {
    area,
    small_count_below: release.small_count_below ?? 1,
    past_from: before.map(({ from }) => from),
    year_before_from: yearAgo.from,
    scalars,
    parts: {
      from: now.parts,
      values: { incident_reported: now.loop.totals.flow.inflow, incident_settled: now.loop.totals.flow.outflow },
    },
    ...(await placesOf(question, { ...now, scalars, release, need_tag: held.need_tag })),
  };
}

/** Tables and map, in the boundaries of the last day and, where these have changed since, in today's; adds to the scalars what was otherwise. */
async function placesOf(
  question: PackQuestion,
  made: Awaited<ReturnType<typeof reckonSpan>> & {
    scalars: PackFigures['scalars'];
    release: Release;
    need_tag: PackFigures['tables']['need_tag'];
  },
): Promise<Pick<PackFigures, 'tables' | 'map' | 'boundaries'>> {
  const { sql, area_code, today, now } = question;
  const { span, scalars, loop } = made;
  const day = span.to < today ? span.to : today;
  const tables = { ...incidentTables(loop, area_code), need_tag: made.need_tag };
  const map = await mapOf(question, made, today);
  const { existed, differ, changed_on } = await findBoundaryChange(sql, area_code, day);
  if (!existed || !differ) {
    const counted_in = existed ? ('last_day' as const) : ('made_day' as const);
    return { tables, map, boundaries: { counted_in, changed_on: existed ? [] : changed_on, in_todays: null } };
  }
  const asked = { area_code, day, span, reckoned_at: now < span.until ? now : span.until };
  const children = await listChildrenThen(sql, area_code, day);
  const digits = children[0]?.area_code.length ?? area_code.length;
  const below = new Map((await listIncidentsThen(sql, { ...asked, digits })).map((row) => [row.area_code, row]));
  const none = { reported: 0, settled: 0, open: 0, overdue: 0 };
  const areas = children.map((child) => ({ ...none, ...below.get(child.area_code), ...child }));
  const [whole = none] = await listIncidentsThen(sql, { ...asked, digits: area_code.length });
  for (const count of ['reported', 'settled', 'open', 'overdue'] as const) {
    const held = scalars[`incident_${count}`];
    if (held && held.now !== whole[count]) held.as_it_was = whole[count];
  }
  return {
    tables: { ...tables, areas },
    map: await mapThen(question, asked),
    boundaries: { counted_in: 'last_day', changed_on, in_todays: { map, areas: tables.areas } },
  };
}

function isStanding(figure: FigureId): figure is Standing {
  return (standing as readonly FigureId[]).includes(figure);
}

/** Everything that happened in a span. */
async function reckonSpan(question: PackQuestion, period: Period, release: Release) {
  const { sql, area_code, cadence, timeZone, now } = question;
  const parts = partsOf(cadence, period);
  const edges = await readMoments(sql, [...parts, addDays(period.to, 1)], timeZone);
  const span: Span = { ...period, since: edges[0]!, until: edges.at(-1)! };
  const loop = await loopOfArea(sql, area_code, { edges, now });
  const { all, ratings } = loop.totals;
  const care = await careOf(sql, { area_code, digits: area_code.length, span }, release);
  const patrols = await countPatrols(sql, area_code, span);
  const emergencies = await countEmergencies(sql, area_code, span);
  const values: Record<Flowing, FigureValue> = {
    incident_reported: all.inflow_count,
    incident_settled: all.outflow_count,
    incident_open: all.open_count,
    incident_overdue: all.overdue_count,
    settle_median_h: all.settle_median_h,
    satisfied_share: satisfiedShare(ratings),
    proactive_share: all.proactive_share,
    visit_done: care(area_code, 'visit_done'),
    visit_owed: care(area_code, 'visit_owed'),
    visit_late: care(area_code, 'visit_late'),
    walk_planned: patrols.planned,
    walk_done: patrols.done,
    stop_done_share: shareOf(patrols.reached, patrols.stops),
    emergency_declared: emergencies.declared,
    order_issued: emergencies.issued,
    order_done: emergencies.done,
    area_changed: await countAreaChanges(sql, area_code, span),
  };
  return { parts, span, loop, values };
}

/** How things stand as the pack is made. */
async function standingNow(question: PackQuestion, span: Span, release: Release) {
  const { sql, area_code, today, definition } = question;
  const { household, resident, need_tag } = await peopleNow(sql, { area_code, today, release });
  const care = await careOf(sql, { area_code, digits: area_code.length, span }, release);
  const buildings = await countBuildings(sql, area_code, span.to);
  const values: Record<Standing, FigureValue> = {
    household,
    resident,
    door_fresh_share: shareOf(care(area_code, 'door_fresh'), care(area_code, 'door')),
    building_fresh_share: shareOf(buildings.fresh, buildings.all),
    coverage_share: figuresOf(definition).includes('coverage_share') ? await coverageShare(question, span) : null,
  };
  return { values, need_tag };
}

/** Street length that patrols passed, of all, whole per cent; null where there is no street. */
async function coverageShare({ sql, area_code, timeZone }: PackQuestion, { from, to }: Span): Promise<number | null> {
  if (daysBetween(from, to) > LONGEST_COVERED_DAYS) return null;
  const asked = { area_code, from, to, cover_m: usualSettings.cover_m };
  const { street_m, done_m } = await areaCoverage(sql, asked, timeZone);
  return shareOf(done_m, street_m);
}

function incidentTables({ totals, categories, levels, children }: LoopOfArea, area_code: string) {
  return {
    incident_category: categories.flatMap((category, at) => {
      const figures = totals.categories.get(at + 1);
      if (!figures) return [];
      return [{ category, reported: figures.inflow_count, settled: figures.outflow_count, open: figures.open_count }];
    }),
    settled_at: levels.map((level, at) => ({ level, count: totals.settled_at[at + 1] ?? 0 })),
    areas: children.map((child) => {
      const figures = totals.child(Number(child.area_code.slice(area_code.length)));
      const { inflow_count: reported, outflow_count: settled, open_count: open, overdue_count: overdue } = figures;
      return { area_code: child.area_code, name: child.name, reported, settled, open, overdue };
    }),
  };
}

/** Incidents by area in the boundaries of a day. Visits are not told in two boundaries: their difference would tell of a few doors. */
async function mapThen(
  { sql, area_code }: PackQuestion,
  asked: { area_code: string; day: string; span: Span; reckoned_at: Date },
): Promise<PackMap> {
  const digits = await findMapDigits(sql, area_code, MOST_MAPPED);
  const drawn = pathsOf(await listOutlines(sql, { area_code, digits, day: asked.day }));
  const byCode = new Map((await listIncidentsThen(sql, { ...asked, digits })).map((row) => [row.area_code, row]));
  const values = {
    incident_reported: drawn.areas.map((each) => byCode.get(each.area_code)?.reported ?? 0),
    incident_open: drawn.areas.map((each) => byCode.get(each.area_code)?.open ?? 0),
    visit_done: [],
  };
  return { ...drawn, values };
}

/** Areas with their outlines of a day, and what happened in each as it is counted now. */
async function mapOf(
  question: PackQuestion,
  { span, release }: { span: Span; release: Release },
  day: string,
): Promise<PackMap> {
  const { sql, area_code } = question;
  const digits = await findMapDigits(sql, area_code, MOST_MAPPED);
  const drawn = pathsOf(await listOutlines(sql, { area_code, digits, day }));
  const care = await careOf(sql, { area_code, digits, span }, release);
  const incidents = await listIncidentsByArea(sql, { area_code, digits, span });
  const byCode = new Map(incidents.map((row) => [row.area_code, row]));
  const values: Record<MapFigure, FigureValue[]> = {
    incident_reported: drawn.areas.map((each) => byCode.get(each.area_code)?.reported ?? 0),
    incident_open: drawn.areas.map((each) => byCode.get(each.area_code)?.open ?? 0),
    visit_done: drawn.areas.map((each) => care(each.area_code, 'visit_done')),
  };
  return { ...drawn, values };
}
