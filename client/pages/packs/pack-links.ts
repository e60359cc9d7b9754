import type { FigureId, ReportPack } from '../../../server/api/report-packs/schema.ts';
import { initialState, type ViewState } from '../../state/store.ts';
import { formatHash } from '../../state/url.ts';

/** What of the map explains a figure, beside the area and the period. */
const explained: Partial<Record<FigureId, Partial<ViewState>>> = {
  incident_reported: { tool: 'incidents' },
  incident_settled: { colouring: 'settled' },
  incident_open: { indicator: 'incident_open_count' },
  incident_overdue: { indicator: 'incident_overdue_count' },
  settle_median_h: { colouring: 'hands' },
  satisfied_share: { colouring: 'settled' },
  proactive_share: { indicator: 'proactive_share' },
  visit_done: { indicator: 'visit_due_count' },
  visit_owed: { indicator: 'visit_due_count' },
  visit_late: { indicator: 'visit_due_count' },
  household: { indicator: 'household_count' },
  resident: { indicator: 'household_count' },
  door_fresh_share: { indicator: 'household_count', freshness: true },
  building_fresh_share: { freshness: true },
  walk_planned: withPatrol(),
  walk_done: withPatrol(),
  stop_done_share: withPatrol(),
  coverage_share: withPatrol(),
};

function withPatrol(): Partial<ViewState> {
  return { layers: { ...initialState.layers, patrol: { visible: true, opacity: 1 } } };
}

/** Figures that tell how things stood on the last day of the period. */
const atTheEnd: readonly FigureId[] = ['incident_open', 'incident_overdue'];

/** The address of the map that explains a figure of a pack: its area, and its period or last day, in the theme and language of the page; `asItWas`: always its last day. */
export function mapLink(
  pack: Pick<ReportPack, 'area_code' | 'period_from' | 'period_to' | 'finished'>,
  figure: FigureId,
  { theme, language }: Pick<ViewState, 'theme' | 'language'>,
  { area_code = pack.area_code, asItWas = false }: { area_code?: string | undefined; asItWas?: boolean } = {},
): string {
  const hash = formatHash({
    ...initialState,
    ...explained[figure],
    ...{ theme, language, selection: { kind: 'area', area_code } },
    period: { from: pack.period_from, to: pack.period_to },
    on: pack.finished && (asItWas || atTheEnd.includes(figure)) ? pack.period_to : null,
  });
  return `/${hash}`;
}
