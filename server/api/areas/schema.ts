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

/** What the choropleth can show, in the order of the menu. */
export const indicators = [
  'incident_open_count',
  'incident_overdue_count',
  'household_count',
  'visit_due_count',
] as const;
export type Indicator = (typeof indicators)[number];

/** What is counted for an area of any level. */
export interface AreaCounts {
  household_count: number;
  resident_count: number;
  building_count: number;
  compound_count: number;
  organisation_count: number;
  facility_count: number;
  device_count: number;
  patrol_point_count: number;
  /** Reported, dispatched or handling, at any date. */
  incident_open_count: number;
  /** Open and past `due_at`. */
  incident_overdue_count: number;
  /** Owed up to the end of this month and not done. */
  visit_due_count: number;
}

/** Who answers for a place. */
export interface DutyHolder {
  role: string;
  name: string;
  /** Masked: 138****1234. */
  phone: string | null;
  starts_on: string;
}

export interface AreaDetail extends Located {
  area: AreaSummary;
  area_m2: number;
  counts: AreaCounts;
  duty_holders: DutyHolder[];
}

/** A child area with the counts that a list or the map shows. */
export type AreaChild = AreaSummary & Record<Indicator, number>;

/** Parallel arrays, one entry an area, in order of code. */
export type AreaIndicators = { level: string; area_code: string[] } & Record<Indicator, number[]>;
