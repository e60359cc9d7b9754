import { Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { notFound } from '../../errors.ts';
import { loopTotals, stepTime } from '../../statistics/loop.ts';
import { addDays, daysBetween } from '../calendar.ts';
import { listIncidentCategories } from '../codes/sql.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { incidentStatuses } from '../incidents/schema.ts';
import { type LoopStatistics, loopStatisticsQuery } from './schema.ts';
import { findScope, readColumns, readEdges, readStays } from './sql.ts';

/** Longest span that is shown by day, days; longer ones are shown by week. */
const MOST_BY_DAY = 62;
/** Where an incident does not stay for anybody to do something. */
const restingStatuses: readonly string[] = ['closed', 'merged', 'withdrawn'];

/** Statistics of the loop: of areas, never of persons. */
export const statistics = new Hono<ApiEnv>().get(
  '/loop',
  granted('places'),
  validated('query', loopStatisticsQuery),
  async (c) => {
    const { area_code, from, to, category } = c.req.valid('query');
    const sql = c.get('sql');
    const scope = await findScope(sql, area_code);
    if (!scope) throw notFound({ 'zh-CN': '区域', en: 'area' }, area_code);
    if (!mayIn(c.get('caller'), 'places', area_code)) throw forbidden(outside);
    const part_days = daysBetween(from, to) <= MOST_BY_DAY ? 1 : 7;
    const days = partsOf(from, to, part_days);
    const edges = await readEdges(sql, { days, until: addDays(to, 1), time_zone: c.get('config').timeZone });
    const until = edges.at(-1)!;
    const now = c.get('now');
    const span = { since: edges[0]!, until, reckoned_at: now < until ? now : until };
    const minutes = edges.map((edge) => (edge.getTime() - span.since.getTime()) / 60_000);
    const categories = await listIncidentCategories(sql);
    const columns = await readColumns(sql, { area_code, category }, span, { ...scope, categories });
    const stays = await readStays(sql, { area_code, category }, span);
    const totals = loopTotals(columns, { edges: minutes.slice(0, -1), end_min: minutes.at(-1)! });
    const { inflow, outflow, open } = totals.flow;
    const answer: LoopStatistics = {
      area_code,
      from,
      to,
      figures: totals.all,
      flow: { part_days, from: days, inflow_count: inflow, outflow_count: outflow, open_count: open },
      steps: incidentStatuses.flatMap((status) => {
        const stay = stays.find((each) => each.status === status);
        return stay && !restingStatuses.includes(status) ? [{ status, ...stepTime(stay.minutes, stay.counts) }] : [];
      }),
      settled_at: scope.levels.map((level, at) => ({ level, count: totals.settled_at[at + 1] ?? 0 })),
      hands: totals.hands,
      ratings: totals.ratings,
      areas: scope.children.map((child) => {
        const { inflow: inflow_by_part, ...figures } = totals.child(Number(child.area_code.slice(area_code.length)));
        return { ...child, ...figures, inflow_by_part };
      }),
      categories: categories.flatMap((id, at) => {
        const figures = totals.categories.get(at + 1);
        return figures ? [{ category: id, ...figures }] : [];
      }),
    };
    return c.json(answer);
  },
);

const outside = {
  'zh-CN': '这个区域不全在您的职责范围内，请选择您负责的区域。',
  en: 'This area does not lie wholly within your duties; choose one that you answer for.',
};

function partsOf(from: string, to: string, partDays: number): string[] {
  return Array.from({ length: Math.ceil(daysBetween(from, to) / partDays) }, (_, part) =>
    addDays(from, part * partDays),
  );
}
