import { z } from 'zod';
import { areaCode, id, limit, pageToken } from '../wire.ts';

export const changeQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });
export const changeParam = z.object({ id });
export const undoBody = z.strictObject({ note: z.string().trim().max(500).optional() });

/** What one person did at one moment, or one job, to the registers. */
export interface Change {
  id: number;
  made_at: string;
  /** Null: the system. */
  made_by: string | null;
  kind: string;
  area_code: string;
  source: string | null;
  true_from: string | null;
  /** Rows it touched, by register. */
  rows: Record<string, number>;
  undone: boolean;
}
