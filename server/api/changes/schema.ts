import { z } from 'zod';
import { areaCode, day, id, limit, pageToken } from '../wire.ts';

/** Kinds of changes, as the table `change` takes them. */
export const changeKinds = [
  'edit',
  'visit',
  'import',
  'generation',
  'reorganisation',
  'merge',
  'undo',
  'system',
] as const;
export const changeQuery = z.object({
  area_code: areaCode,
  kind: z.enum(changeKinds).optional(),
  /** The day on which it was made. */
  day: day.optional(),
  limit,
  page: pageToken.optional(),
});
export const changeParam = z.object({ id });
export const undoBody = z.strictObject({ note: z.string().trim().max(500).optional() });

/** What one person did at one moment, or one job, to the registers. */
export interface Change {
  id: number;
  made_at: string;
  /** Null: the system. */
  made_by: string | null;
  kind: (typeof changeKinds)[number];
  area_code: string;
  source: string | null;
  true_from: string | null;
  /** Rows it touched, by register. */
  rows: Record<string, number>;
  undone: boolean;
}
