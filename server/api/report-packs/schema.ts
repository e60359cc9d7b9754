import { z } from 'zod';
import { areaCode, day, id, limit, pageToken } from '../wire.ts';

/** How often a pack is made: 日清点、周例会、月调度、季分析、年总结. */
export const cadences = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Cadence = (typeof cadences)[number];

/** Every figure that a pack can hold; which of them it does hold its definition says. */
export const figureIds = [
  'incident_reported',
  'incident_settled',
  'incident_open',
  'incident_overdue',
  'settle_median_h',
  'satisfied_share',
  'proactive_share',
  'visit_done',
  'visit_owed',
  'visit_late',
  'household',
  'resident',
  'door_fresh_share',
  'building_fresh_share',
  'walk_planned',
  'walk_done',
  'stop_done_share',
  'coverage_share',
  'emergency_declared',
  'order_issued',
  'order_done',
  'area_changed',
] as const;
export type FigureId = (typeof figureIds)[number];

/** Figures that there are of every part of a period, and of every area of the map. */
export const partFigures = ['incident_reported', 'incident_settled'] as const satisfies FigureId[];
export type PartFigure = (typeof partFigures)[number];
export const mapFigures = ['incident_reported', 'incident_open', 'visit_done'] as const satisfies FigureId[];
export type MapFigure = (typeof mapFigures)[number];
export const tableIds = ['incident_category', 'settled_at', 'need_tag', 'areas'] as const;
export type TableId = (typeof tableIds)[number];

/** A text in both languages of the screen. */
const both = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
const name = { zh: z.string().min(1).max(40), en: z.string().min(1).max(60) };
const chart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('parts'), figures: z.array(z.enum(partFigures)).min(1).max(2) }),
  z.strictObject({ kind: z.literal('past'), figure: z.enum(figureIds) }),
  z.strictObject({ kind: z.literal('map'), figure: z.enum(mapFigures) }),
  z.strictObject({ kind: z.literal('table'), table: z.enum(tableIds) }),
]);
const key = z.string().regex(/^[a-z][a-z_]*$/);
const section = z.strictObject({
  id: key,
  ...name,
  /** A sentence with figures of the section as `{incident_reported}`. */
  lead: both,
  figures: z.array(z.enum(figureIds)).min(1).max(8),
  charts: z.array(chart).max(4),
});
const figureName = z.strictObject({
  id: z.enum(figureIds),
  ...name,
  unit: z.enum(['count', 'share', 'hours']),
});
const cadenceDefinition = z.strictObject({
  id: z.enum(cadences),
  ...name,
  /** Figures at the head of the document. */
  headline: z.array(z.enum(figureIds)).min(1).max(6),
  sections: z.array(section).min(1),
});
/** The catalogue data/codes/report-pack.json. */
export const packCatalogue = z.strictObject({
  figures: z.array(figureName),
  cadences: z.array(cadenceDefinition),
});
export type PackCatalogue = z.output<typeof packCatalogue>;
export type PackSection = z.output<typeof section>;
export type PackChart = z.output<typeof chart>;
export type FigureName = z.output<typeof figureName>;
/** What one pack is made by: its cadence, and the names of its figures. */
export interface PackDefinition extends z.output<typeof cadenceDefinition> {
  names: FigureName[];
}

/** A number; null: there is none; `small`: 1 to one less than the threshold, of people or households. */
export type FigureValue = number | null | 'small';
/** A figure beside the area's own past: up to four periods before, oldest first, and the same period a year before. */
export interface PackFigure {
  now: FigureValue;
  past: FigureValue[];
  year_before: FigureValue;
  /** In the boundaries of the last day, where these give another number. */
  as_it_was?: number;
}

/** Incidents of an area below. */
export interface AreaRow {
  area_code: string;
  name: string;
  reported: number;
  settled: number;
  open: number;
  overdue: number;
}
/**
 * Outlines in a box so wide and high, y downwards, as paths of an SVG; values by place in `areas`, none of a figure that is told in
 * other boundaries only.
 */
export interface PackMap {
  width: number;
  height: number;
  areas: { area_code: string; name: string; path: string }[];
  values: Record<MapFigure, FigureValue[]>;
}

/** Everything that is frozen in a pack. Areas are in order of code, never of a figure. */
export interface PackFigures {
  area: { area_code: string; name: string; level: string };
  small_count_below: number;
  /** First days of the four periods before, oldest first, and of the same period a year before. */
  past_from: string[];
  year_before_from: string;
  scalars: Partial<Record<FigureId, PackFigure>>;
  /** Beginnings of the parts: an hour as `2026-05-01 08:00`, else a day. */
  parts: { from: string[]; values: Record<PartFigure, number[]> };
  tables: {
    incident_category: { category: string; reported: number; settled: number; open: number }[];
    settled_at: { level: string; count: number }[];
    need_tag: { tag: string; count: FigureValue }[];
    areas: AreaRow[];
  };
  map: PackMap;
  /** What `map` and the table of areas count in; packs that were made before there was a choice do not say. */
  boundaries?: {
    /** The boundaries of the last day; those of the day it was made, where the area is younger. */
    counted_in: 'last_day' | 'made_day';
    /** Days from which reorganisations hold that came after the last day. */
    changed_on: string[];
    /** The same in the boundaries of the day it was made; null: they are no others. */
    in_todays: { map: PackMap; areas: AreaRow[] } | null;
  };
}

/** A pack in a list. */
export interface PackSummary {
  id: number;
  area_code: string;
  area_name: string | null;
  cadence: Cadence;
  period_from: string;
  period_to: string;
  edition: number;
  finished: boolean;
  made_at: string;
  /** Made by night, and not by hand. */
  by_night: boolean;
  withdrawn_at: string | null;
  withdrawn_reason: WithdrawReason | null;
}

/** A pack as it is read. */
export interface ReportPack extends PackSummary {
  definition: PackDefinition;
  definition_sha256: string;
  known_change: number | null;
  figures: PackFigures;
  /** What it says otherwise than the edition before it; null: it is the first. */
  differs: { edition: number; figures: { figure: FigureId; before: FigureValue; now: FigureValue }[] } | null;
  /** Numbers of all editions of this period, oldest first. */
  editions: { id: number; edition: number }[];
}

export const withdrawReasons = ['wrong_data', 'wrong_period', 'not_needed'] as const;
export type WithdrawReason = (typeof withdrawReasons)[number];

const cadence = z.enum(cadences, {
  error: `a cadence is one of ${cadences.join(', ')} | 报告类型应为${cadences.join('、')}之一`,
});
export const packQuery = z.object({
  area_code: areaCode,
  cadence: cadence.optional(),
  /** Packs whose period begins in this year. */
  year: z.coerce
    .number({ error: 'a year is four digits | 年份应为四位数字' })
    .int('a year is four digits | 年份应为四位数字')
    .min(1900, 'a year is from 1900 to 2199 | 年份应在1900至2199之间')
    .max(2199, 'a year is from 1900 to 2199 | 年份应在1900至2199之间')
    .optional(),
  page: pageToken.optional(),
  limit,
});
export const packParam = z.object({ id });
/** The period that a day lies in. */
export const packBody = z.strictObject({ area_code: areaCode, cadence, day });
export const withdrawBody = z.strictObject({
  reason: z.enum(withdrawReasons, {
    error: `a reason is one of ${withdrawReasons.join(', ')} | 原因应为${withdrawReasons.join('、')}之一`,
  }),
});
