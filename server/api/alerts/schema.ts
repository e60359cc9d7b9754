import { z } from 'zod';
import { id, limit, pageToken } from '../wire.ts';

export const alertQuery = z.object({ open: z.stringbool().optional(), limit, page: pageToken.optional() });
export const alertParam = z.object({ id });
export const alertBody = z.object({
  note: z
    .string()
    .trim()
    .min(1, 'say what was found | 请填写核查结果')
    .max(500, 'a note has at most 500 characters | 说明至多500个字'),
});

/** Something that the auditor is to look at. */
export interface AccessAlert {
  id: number;
  /** openings_rate: many more files opened than this person used to. openings_bulk: refused for opening too many. */
  kind: 'openings_rate' | 'openings_bulk';
  account_id: number;
  account_name: string;
  area_code: string;
  area_name: string | null;
  raised_at: string;
  /** Files opened on that day, and how many this person opens on a usual day. */
  detail: { opened_count: number; usual_count: number };
  handled_at: string | null;
  handled_by_name: string | null;
  note: string | null;
}
