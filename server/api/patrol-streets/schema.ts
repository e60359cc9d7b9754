import type { Squad } from '../patrol/schema.ts';
import type { LonLat } from '../wire.ts';

// What goes out, without zod: the browser loads this file. What comes in is in bodies.ts.

/** A street that must be passed. */
export interface PatrolStreet {
  id: number;
  /** The grid that holds its middle. */
  area_code: string | null;
  name: string;
  /** 2: each side once, or in each direction. */
  sides: 1 | 2;
  /** Local time `HH:MM`; a window whose end is before its start runs over midnight. */
  window_start: string;
  window_end: string;
  /** 1 (may wait) to 5 (comes first). */
  priority: number;
  optional: boolean;
  /** People that it takes. */
  people: number;
  squad: Squad | null;
  line: LonLat[];
  length_m: number;
  version: number;
}
