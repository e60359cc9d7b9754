import { z } from 'zod';
import { areaCode, bbox, day, id, type Located, type LonLat, latitude, longitude } from '../wire.ts';

export const incidentStatuses = [
  'found',
  'reported',
  'returned',
  'dispatched',
  'accepted',
  'handling',
  'suspended',
  'resolved',
  'verified',
  'evaluated',
  'closed',
  'merged',
  'withdrawn',
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** What happens to an incident; server/loop/moves.ts says from where each is legal and who may make it. */
export const eventKinds = [
  'found',
  'reported',
  'dispatched',
  'accepted',
  'handling',
  'resolved',
  'verified',
  'evaluated',
  'closed',
  'returned',
  'merged',
  'reopened',
  'escalated',
  'suspended',
  'resumed',
  'withdrawn',
  'noted',
  'corrected',
  'whistled',
  'arrived',
  'reminded',
  'joined',
  'imported',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What a filter may name beside a status: open is found to suspended; overdue is open past `due_at`; done is the rest. */
const statusGroups = ['open', 'overdue', 'done'] as const;
export type StatusGroup = (typeof statusGroups)[number];

const statusFilter = z.enum([...incidentStatuses, ...statusGroups], {
  error:
    'a status is a step of the loop such as reported or handling, or open, overdue or done | 状态应为闭环中的一步（如 reported、handling），或 open、overdue、done',
});

/** What narrows every answer about incidents. */
export const incidentFilter = {
  area_code: areaCode.optional(),
  /** Only what lies within `west,south,east,north`, such as what the map shows. */
  bbox: bbox.optional(),
  category: z.string().max(60).optional(),
  status: statusFilter.optional(),
  /** First and last day, both included, by `reported_at`. */
  from: day.optional(),
  to: day.optional(),
};
/** A beginning is not after its end; `orderedMessage` says so. */
export const ordered = (value: { from?: string | undefined; to?: string | undefined }) =>
  !value.from || !value.to || value.from <= value.to;
export const orderedMessage = { path: ['from'], message: 'the first day is after the last | 开始日期晚于结束日期' };

export const incidentParam = z.object({ id });
export const incidentPointsQuery = z.object(incidentFilter).refine(ordered, orderedMessage);
export const incidentCellsQuery = z
  .object({
    ...incidentFilter,
    /** H3 resolution: 7 is about 1.4 km from edge to edge, 9 about 200 m, 11 about 29 m of edge. */
    resolution: z.coerce
      .number({ error: 'a resolution is 6 to 11 | 分辨率应为6至11' })
      .int('a resolution is a whole number from 6 to 11 | 分辨率应为6至11的整数')
      .min(6, 'a resolution is 6 to 11 | 分辨率应为6至11')
      .max(11, 'a resolution is 6 to 11 | 分辨率应为6至11')
      .default(9),
  })
  .refine(ordered, orderedMessage);
export const incidentHistogramQuery = z.object(incidentFilter).refine(ordered, orderedMessage);

export interface Incident {
  id: number;
  incident_code: string;
  area_code: string | null;
  category: string;
  title: string;
  address: string | null;
  severity: Severity;
  status: IncidentStatus;
  overdue: boolean;
  /** ISO 8601, UTC. */
  reported_at: string;
  /** Null while the clock is stopped. */
  due_at: string | null;
  /** When it stopped being open. */
  closed_at: string | null;
  centre: LonLat;
  channel: string;
  /** An item of the catalogue; null: outside it. */
  item: string | null;
  /** Whose hands it is in: an area at its level, or a department serving it; null: nobody's yet. */
  holder_code: string | null;
  department: string | null;
  /** Number of its last event. */
  version: number;
}
export interface IncidentDetail extends Located {
  incident: Incident & IncidentMore;
  /** Everything that happened, oldest first. */
  events: IncidentEvent[];
  whistles: Whistle[];
  /** What the caller may do now, in the order of the table of moves. */
  moves: EventKind[];
  /** Departments that can be called to this place. */
  callable: string[];
  /** Open incidents that whoever reported it, or likeness, says are the same. */
  similar: SimilarIncident[];
  /** What everybody can read of it; null: nothing was published. */
  reply: { question: string; answer: string; hidden: boolean } | null;
}

export const severities = ['low', 'normal', 'high', 'urgent'] as const;
export type Severity = (typeof severities)[number];

/** What one incident tells beside what a list does. */
export interface IncidentMore {
  description: string | null;
  found_at: string | null;
  settled_at: string | null;
  /** Name of `holder_code`'s area. */
  holder_name: string | null;
  hand_count: number;
  /** Working time left while the clock is stopped, min. */
  clock_left_min: number | null;
  rating: number | null;
  merged_into: number | null;
  joined_count: number;
  /** True: the caller reported it. */
  own: boolean;
}

/** One event as the timeline shows it. */
export interface IncidentEvent {
  version: number;
  kind: EventKind;
  happened_at: string;
  /** What the sender's clock said; null: it did not differ by more than two minutes, or there was none. */
  device_at: string | null;
  actor: 'account' | 'reporter' | 'rule' | 'simulator' | 'import';
  actor_name: string | null;
  from_status: IncidentStatus | null;
  to_status: IncidentStatus;
  /** An area code, followed by a blank and a department where it is one's. */
  from_holder: string | null;
  to_holder: string | null;
  text: string | null;
  /** Names of photos: /api/photos/NAME. */
  photos: string[];
  changes: Record<string, unknown>;
}

/** A department that was called, and when it came. */
export interface Whistle {
  department: string;
  called_at: string;
  arrive_by: string;
  arrived_at: string | null;
}

/** An open incident to which departments were called. */
export interface CalledIncident {
  id: number;
  centre: LonLat;
  /** In the order in which they were called. */
  whistles: Whistle[];
}

/** An incident that may be the same as another. */
export interface SimilarIncident {
  id: number;
  incident_code: string;
  category: string;
  /** Null for whoever may not read cases. */
  title: string | null;
  status: IncidentStatus;
  reported_at: string;
  distance_m: number;
  /** 0 to 1. */
  likeness: number;
}

const text = z
  .string({ error: 'a text is needed | 请填写说明' })
  .trim()
  .max(2000, 'a text has at most 2,000 characters | 说明至多2000个字');
const someText = text.min(1, 'say why, or what was done | 请填写说明');
const photos = z
  .array(z.string().regex(/^[0-9a-f]{64}$/, 'this is no photo | 照片编号不正确'))
  .max(9, 'at most 9 photos | 照片至多9张')
  .default([]);
const category = z.string().regex(/^[\w.-]{1,60}$/, 'this is no category | 类别不正确');
/** An item of the catalogue. */
export const item = z.string().regex(/^[a-z0-9_.]{1,80}$/, 'this is no item of the catalogue | 事项编号不正确');
/** A department. */
export const department = z.string().regex(/^[a-z][a-z_]{0,40}$/, 'this is no department | 部门不正确');
/** How grave a matter is. */
export const severity = z.enum(severities, {
  error: 'a severity is low, normal, high or urgent | 等级应为轻微、一般、较重、紧急之一',
});
export const place = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], {
  error: 'a place is [longitude, latitude] | 位置应为[经度, 纬度]',
});
const common = {
  /** The version that the sender saw: somebody who was quicker is told of, not overwritten. */
  version: z.int32('the version is a whole number | 版本应为整数').min(1),
  photos,
  device_at: z.iso
    .datetime({ offset: true, error: 'a time is ISO 8601 | 时间格式不正确' })
    // No clock shows a year that the database does not know.
    .refine((text) => text >= '1900' && text < '2200', 'a time is from 1900 to 2199 | 时间应在1900至2199年之间')
    .optional(),
};
const plain = <Kind extends EventKind>(kind: Kind) =>
  z.object({ kind: z.literal(kind), ...common, text: text.default('') });
const withText = <Kind extends EventKind>(kind: Kind) => z.object({ kind: z.literal(kind), ...common, text: someText });

/** What somebody does with an incident: an event to be added to its record. */
export const eventBody = z.discriminatedUnion(
  'kind',
  [
    z.object({
      ...plain('dispatched').shape,
      /** Who is to handle it; what is left out, the catalogue's routing says. */
      holder_code: areaCode.optional(),
      department: department.nullable().optional(),
      /** Reference of the approval by which something outside the catalogue goes to a grid. */
      approval_ref: z.string().trim().max(100).optional(),
    }),
    plain('accepted'),
    plain('handling'),
    withText('resolved'),
    plain('verified'),
    z.object({ ...plain('evaluated').shape, rating: z.int().min(1).max(5) }),
    plain('closed'),
    withText('returned'),
    z.object({ ...plain('merged').shape, into: id }),
    withText('reopened'),
    withText('escalated'),
    withText('suspended'),
    plain('resumed'),
    withText('withdrawn'),
    withText('noted'),
    z.object({
      ...plain('corrected').shape,
      category: category.optional(),
      item: item.nullable().optional(),
      severity: severity.optional(),
      centre: place.optional(),
    }),
    z.object({
      ...plain('whistled').shape,
      departments: z.array(department).min(1, 'name a department | 请选择部门').max(12),
    }),
    z.object({ ...plain('arrived').shape, department }),
    plain('reminded'),
  ],
  { error: 'this kind of event is not made by hand | 没有这种操作' },
);
export type EventBody = z.infer<typeof eventBody>;

/** The same event for many: each is done or told why not, by itself. */
export const bulkBody = z.object({
  incidents: z
    .array(z.object({ id, version: common.version }))
    .min(1, 'choose incidents | 请选择事件')
    .max(200, 'at most 200 at once | 一次至多200件'),
  kind: z.enum(['dispatched', 'accepted', 'closed', 'reminded', 'verified'], {
    error: 'this cannot be done with many at once | 该操作不能批量进行',
  }),
  holder_code: areaCode.optional(),
  department: department.nullable().optional(),
  text: text.default(''),
});
export interface BulkResult {
  done: number[];
  refused: { id: number; message: string }[];
}

/** A report by somebody who works here. */
export const reportBody = z.object({
  /** Made by the sender once a report; the same again is the same report. */
  report_key: z.uuid('the key of a report is a UUID | 上报编号应为UUID'),
  centre: place,
  category,
  item: item.optional(),
  severity: severity.optional(),
  title: z
    .string()
    .trim()
    .min(2, 'say in a few words what it is | 请用几个字说明是什么事')
    .max(80, 'at most 80 characters | 标题至多80个字'),
  description: text.default(''),
  address: z.string().trim().max(200).default(''),
  photos,
  found_at: common.device_at,
  device_at: common.device_at,
  channel: z.enum(['worker', 'patrol', 'device', 'hotline']).default('worker'),
  /** on_the_spot: found and settled in one (现场办). at_once: taken in hand by the reporter's own grid (马上办). online: to be dispatched (网上办). */
  way: z.enum(['on_the_spot', 'at_once', 'online']).default('online'),
  /** What was done; with on_the_spot. */
  settled_text: text.default(''),
  /** The incident that this is the same as: it is made, and merged into that one. */
  merge_into: id.optional(),
});
export type ReportBody = z.input<typeof reportBody>;
export interface Reported {
  id: number;
  incident_code: string;
  /** True: this report had come before, and nothing was made anew. */
  again: boolean;
}

/** Where and what, to find what may be the same. */
export const similarQuery = z.object({
  longitude,
  latitude,
  category: category,
  title: z.string().max(80).default(''),
});

/** Media type of the binary answer of points. */
export type PointsMediaType = 'application/vnd.jingwei.incident-points';

/**
 * Names and number types of the columns of the binary answer, in the order in which they lie in it. `position` has two numbers a
 * point, longitude and latitude in 1e-7 degrees; `day` counts from `first_day`; `category` and `status` are places in the lists of
 * the header; `urgency` is 0 done, 1 open, 2 due within 24 h, 3 overdue; `course` says in its high 4 bits at which level it was
 * settled (0 not, 1 grid, 2 community, 3 street, 4 district), in its low 4 through how many hands it passed, 15 at most.
 */
export interface PointColumnTypes {
  id: 'uint32';
  position: 'int32';
  day: 'uint16';
  category: 'uint8';
  status: 'uint8';
  urgency: 'uint8';
  course: 'uint8';
}

/**
 * What the binary answer of points says of itself. The answer is, little-endian: the 4 letters `JWIP`, a uint32 version (2), a uint32
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
