import { z } from 'zod';
import { type AreaSummary, areaCode, type Located, latitude, limit, longitude, pageToken } from '../wire.ts';

export const areaParam = z.object({ area_code: areaCode });
/** Areas in order of code; `within` keeps those below one area, `level` those of one level. */
export const areaListQuery = z.object({
  within: areaCode.optional(),
  level: z.string().max(40).optional(),
  limit: limit.pipe(z.number()).default(200),
  page: pageToken.optional(),
});
export const indicatorQuery = z.object({
  within: areaCode,
  level: z.string().min(1, 'a level is needed | 缺少层级').max(40),
});
export const areaAtQuery = z.object({ longitude, latitude });

/**
 * What the choropleth can show, in the order of the menu. proactive_share (未诉先办): of the matters of the last 90 days that workers
 * or patrols found or the public complained of, those found, in whole per cent; null of fewer than 5, and below nothing wider
 * than a district.
 */
export const indicators = [
  'incident_open_count',
  'incident_overdue_count',
  'household_count',
  'visit_due_count',
  'visit_overdue_count',
  'proactive_share',
] as const;
export type Indicator = (typeof indicators)[number];

/** What of an area's counts is about people or households: protected for those who may not see these. */
export const peopleCounts = ['household_count', 'resident_count', 'visit_due_count', 'visit_overdue_count'] as const;
export type PeopleCount = (typeof peopleCounts)[number];

/**
 * What is counted for an area of any level. Counts of people are exact where `small_count_below` of the answer is null;
 * else they are approximate, and null stands for 1 to one less than `small_count_below`.
 */
export interface AreaCounts extends Record<PeopleCount, number | null> {
  building_count: number;
  compound_count: number;
  organisation_count: number;
  facility_count: number;
  device_count: number;
  patrol_point_count: number;
  /** Reported, dispatched or handling, at any date; null for those who may not see where incidents are. */
  incident_open_count: number | null;
  /** Open and past `due_at`; null likewise. */
  incident_overdue_count: number | null;
}

/** Who answers for a place. */
export interface DutyHolder {
  role: string;
  name: string;
  /** In full for those who work in this area, else masked: 138****1234. */
  phone: string | null;
  starts_on: string;
}

export interface AreaDetail extends Located {
  area: AreaSummary;
  area_m2: number;
  /** Null outside the caller's area. */
  counts: AreaCounts | null;
  /** Null: counts of people are exact. */
  small_count_below: number | null;
  duty_holders: DutyHolder[];
}

/** A child area with the counts that a list or the map shows. */
export type AreaChild = AreaSummary & Record<Indicator, number | null>;

/** The children that the caller may see counted; counts of people as in `AreaCounts`. */
export interface AreaChildren {
  items: AreaChild[];
  small_count_below: number | null;
}

/** Parallel arrays, one entry an area that the caller may see counted, in order of code; counts of people as in `AreaCounts`. */
export type AreaIndicators = { level: string; area_code: string[]; small_count_below: number | null } & Record<
  Indicator,
  (number | null)[]
>;
