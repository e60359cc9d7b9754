import { z } from 'zod';
import { areaCode, bbox, day, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const incidentStatuses = ['reported', 'dispatched', 'handling', 'resolved', 'closed'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** What a filter may name beside a status: open is reported, dispatched or handling; overdue is open past `due_at`; done is resolved or closed. */
const statusGroups = ['open', 'overdue', 'done'] as const;
export type StatusGroup = (typeof statusGroups)[number];

const statusFilter = z.enum([...incidentStatuses, ...statusGroups], {
  error:
    'a status is reported, dispatched, handling, resolved, closed, open, overdue or done | 状态应为已上报、已分流、处理中、已办结、已评价、未办结、逾期或办结之一',
});

const filter = {
  area_code: areaCode.optional(),
  /** Only what lies within `west,south,east,north`, such as what the map shows. */
  bbox: bbox.optional(),
  category: z.string().max(60).optional(),
  status: statusFilter.optional(),
  /** First and last day, both included, by `reported_at`. */
  from: day.optional(),
  to: day.optional(),
};
const ordered = (value: { from?: string | undefined; to?: string | undefined }) =>
  !value.from || !value.to || value.from <= value.to;
const orderedMessage = { path: ['from'], message: 'the first day is after the last | 开始日期晚于结束日期' };

export const incidentParam = z.object({ id });
export const incidentListQuery = z
  .object({ ...filter, limit, page: pageToken.optional() })
  .refine(ordered, orderedMessage);
export const incidentPointsQuery = z.object(filter).refine(ordered, orderedMessage);
export const incidentCellsQuery = z
  .object({
    ...filter,
    /** H3 resolution: 7 is about 1.4 km from edge to edge, 9 about 200 m, 11 about 29 m of edge. */
    resolution: z.coerce
      .number({ error: 'a resolution is 6 to 11 | 分辨率应为6至11' })
      .int('a resolution is a whole number from 6 to 11 | 分辨率应为6至11的整数')
      .min(6, 'a resolution is 6 to 11 | 分辨率应为6至11')
      .max(11, 'a resolution is 6 to 11 | 分辨率应为6至11')
      .default(9),
  })
  .refine(ordered, orderedMessage);
export const incidentHistogramQuery = z.object(filter).refine(ordered, orderedMessage);

export interface Incident {
  id: number;
  incident_code: string;
  area_code: string | null;
  category: string;
  title: string;
  address: string | null;
  severity: 'low' | 'normal' | 'high' | 'urgent';
  status: IncidentStatus;
  overdue: boolean;
  /** ISO 8601, UTC. */
  reported_at: string;
  due_at: string;
  closed_at: string | null;
  centre: LonLat;
}
export interface IncidentDetail extends Located {
  incident: Incident & { description: string | null; channel: string; settled_at: string | null };
}

/** Media type of the binary answer of points. */
export type PointsMediaType = 'application/vnd.jingwei.incident-points';

/**
 * Names and number types of the columns of the binary answer, in the order in which they lie in it. `position` has two numbers a
 * point, longitude and latitude in 1e-7 degrees; `day` counts from `first_day`; `category` and `status` are places in the lists of
 * the header; `urgency` is 0 done, 1 open, 2 due within 24 h, 3 overdue.
 */
export interface PointColumnTypes {
  id: 'uint32';
  position: 'int32';
  day: 'uint16';
  category: 'uint8';
  status: 'uint8';
  urgency: 'uint8';
}

/**
 * What the binary answer of points says of itself. The answer is, little-endian: the 4 letters `JWIP`, a uint32 version (1), a uint32
 * length of this header in bytes and a uint32 0; this header as JSON in UTF-8, filled with spaces to a multiple of 8 bytes; the columns.
 */
export interface PointsHeader {
  count: number;
  /** Bytes from the end of the header to where each column begins; multiples of 8. */
  offsets: Record<keyof PointColumnTypes, number>;
  categories: string[];
  statuses: readonly IncidentStatus[];
  /** Day 0 of the time zone, `YYYY-MM-DD`. */
  first_day: string;
  time_zone: string;
  /** True: there were more than could be sent. */
  truncated: boolean;
  /** Where truncated: from this day on every incident that matches is here; those of earlier days are left out. */
  complete_from: string | null;
}

/** Parallel arrays: H3 cells with their counts and outlines. */
export interface IncidentCells {
  resolution: number;
  cell: string[];
  count: number[];
  /** Closed ring a cell, `[lon, lat]`. */
  ring: LonLat[][];
}

/** One entry a day from `from` to `to` without gaps. */
export interface IncidentHistogram {
  from: string;
  to: string;
  count: number[];
  open_count: number[];
}
