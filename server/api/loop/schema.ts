import type { EventKind, IncidentStatus, Severity } from '../incidents/schema.ts';

// Lists without zod, which the browser need not load for them.

/** Statuses in which somebody still has to do something; the partial index `incident_open` has the same. */
export const openStatuses = [
  'found',
  'reported',
  'returned',
  'dispatched',
  'accepted',
  'handling',
  'suspended',
] as const satisfies IncidentStatus[];

/** The way that every matter goes; the other statuses lie beside it. */
export const forward = [
  'found',
  'reported',
  'dispatched',
  'accepted',
  'handling',
  'resolved',
  'verified',
  'evaluated',
  'closed',
] as const satisfies IncidentStatus[];

/** One step of the district's own loop, and the canonical kinds of event that it takes together. */
export interface LoopStep {
  id: string;
  zh: string;
  en: string;
  covers: EventKind[];
}

/** One matter of the catalogue (事项指导目录). */
export interface Matter {
  /** `category.small_class.item`. */
  id: string;
  /** Large class: a category of incidents. */
  category: string;
  /** Small class. */
  class_zh: string;
  class_en: string;
  zh: string;
  en: string;
  severity: Severity;
  /** True: may be dispatched to a grid without an approval. */
  grid_duty: boolean;
  /** Working hours, or hours round the clock, within which it is to be accepted and settled. */
  clock: 'working' | 'round';
  accept_h: number;
  resolve_h: number;
  /** Who handles it: an area at this level, or a department at that level. */
  level: HoldingLevel;
  department: string | null;
  /** What must be there to resolve it. */
  evidence: ('text' | 'photo')[];
}

/** Levels of areas that can hold a matter, from the lowest; it is escalated from one to the next. */
export const holdingLevels = ['grid', 'community', 'street', 'district'] as const;
export type HoldingLevel = (typeof holdingLevels)[number];

/** Who handles something in one area other than the catalogue says; the longest area counts, then a matter before a category. */
export interface RoutingException {
  /** The area and all below it. */
  area_code: string;
  /** One of the two, the other null. */
  category: string | null;
  matter: string | null;
  level: HoldingLevel;
  department: string | null;
  zh: string;
  en: string;
}

/** A public holiday as it is announced; days are `YYYY-MM-DD`. */
export interface Holiday {
  zh: string;
  en: string;
  /** First and last day off, weekends included. */
  first: string;
  last: string;
  /** Weekend days that are worked instead. */
  worked: string[];
}

/** Working time. */
export interface WorkingCalendar {
  /** Hours of a working day in order, `HH:MM`. */
  hours: [string, string][];
  /** Years of which the public holidays are known; of others, weekends only. */
  years: { year: number; holidays: Holiday[] }[];
}

/** The district's loop and catalogue: public, as anybody may report. */
export interface LoopReference {
  variant: { id: string; zh: string; en: string; steps: LoopStep[] };
  catalogue: { version: string; effective_on: string; matters: Matter[] };
  routing: RoutingException[];
  calendar: WorkingCalendar;
}
