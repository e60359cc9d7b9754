import type { EventKind, Severity } from '../incidents/schema.ts';

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
  level: 'grid' | 'community' | 'street' | 'district';
  department: string | null;
  /** What must be there to resolve it. */
  evidence: ('text' | 'photo')[];
}

/** The district's loop and catalogue: public, as anybody may report. */
export interface LoopReference {
  variant: { id: string; zh: string; en: string; steps: LoopStep[] };
  catalogue: { version: string; effective_on: string; matters: Matter[] };
  /** Years of which the public holidays are known, and the hours of a working day, `HH:MM`. */
  calendar: { years: number[]; hours: [string, string][] };
}
