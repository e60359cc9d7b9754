import { z } from 'zod';
import {
  department,
  type Incident,
  incidentFilter,
  item,
  ordered,
  orderedMessage,
  severity,
} from '../incidents/schema.ts';
import { limit, pageToken } from '../wire.ts';

/**
 * Orders of the list: newest or oldest report first; what is due first (then what has its clock stopped, then what is done); what
 * is gravest first (open before done, newest first among equals).
 */
export const incidentSorts = ['newest', 'oldest', 'due', 'severity'] as const;
export type IncidentSort = (typeof incidentSorts)[number];

/** Incidents counted at most: one more stands for more. */
export const MOST_COUNTED = 10_000;
/** Rows of an export at most. */
export const MOST_EXPORTED = 50_000;

const listFilter = {
  ...incidentFilter,
  severity: severity.optional(),
  item: item.optional(),
  department: department.optional(),
  /** mine: what lies in the hands of the very areas and departments that the caller works for. */
  holder: z.literal('mine', { error: 'a holder is mine or nothing | 办理人只能是 mine（在我手上）' }).optional(),
  /** Words of the title, the address or the code. */
  q: z.string().trim().max(60, 'at most 60 characters | 关键词至多60个字').optional(),
  sort: z
    .enum(incidentSorts, {
      error: 'a sort is newest, oldest, due or severity | 排序应为 newest、oldest、due、severity 之一',
    })
    .default('newest'),
};

export const incidentListQuery = z
  .object({ ...listFilter, limit, page: pageToken.optional() })
  .refine(ordered, orderedMessage);
export const incidentExportQuery = z
  .object({
    ...listFilter,
    format: z.enum(['csv', 'xlsx'], { error: 'a format is csv or xlsx | 格式应为 csv 或 xlsx' }),
  })
  .refine(ordered, orderedMessage);

/** One row of the work list. */
export interface ListedIncident extends Incident {
  /** Name of the grid that it lies in. */
  area_name: string | null;
  /** Name of `holder_code`'s area. */
  holder_name: string | null;
}

/** A page of the work list. */
export interface IncidentPage {
  items: ListedIncident[];
  next: string | null;
  /** All that match, `MOST_COUNTED` + 1 where there are more; null on later pages. */
  count: number | null;
}
