import type { Squad } from '../patrol/schema.ts';
import type { TravelMode } from '../patrol-plans/schema.ts';
import type { LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts.

/** A squad as its coordinator keeps it. */
export interface KeptSquad extends Squad {
  area_code: string;
  mode: TravelMode;
  start: LonLat;
  /** Null: it ends wherever it is. */
  end: LonLat | null;
  version: number;
}

export const shiftPurposes = ['routine', 'safety', 'emergency'] as const;
export type ShiftPurpose = (typeof shiftPurposes)[number];

/** One squad on duty once. */
export interface PatrolShift {
  id: number;
  squad_id: number;
  squad_name: string;
  area_code: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** Local time `HH:MM`; an end at or before the start is on the next day. */
  starts_at: string;
  ends_at: string;
  people: number;
  purpose: ShiftPurpose;
  purpose_reason: string | null;
  note: string | null;
  version: number;
  handovers: Handover[];
}

export interface Handover {
  id: number;
  /** Who wrote it. */
  author: string | null;
  body: string;
  written_at: string;
}
