import { z } from 'zod';
import { areaCode, day, id, limit, pageToken } from '../wire.ts';

export const openingBody = z.object({
  /** An entry of `data/codes/purpose.json` that the caller's role may state. */
  purpose: z
    .string({ error: 'state a purpose | 请选择查看目的' })
    .regex(/^[a-z][a-z0-9_]{0,40}$/, 'state a purpose | 请选择查看目的'),
  note: z.string().trim().max(200, 'a note has at most 200 characters | 说明至多200个字').optional(),
});
export const openingParam = z.object({ id });
export const openingQuery = z.object({
  area_code: areaCode.optional(),
  account_id: id.optional(),
  household_id: id.optional(),
  from: day.optional(),
  to: day.optional(),
  limit,
  page: pageToken.optional(),
});

/** One look into a household's file. */
export interface Opening {
  id: number;
  household_id: number;
  area_code: string | null;
  area_name: string | null;
  /** Building, unit and door, never who lives there; null where the household is gone. */
  address: string | null;
  account_id: number;
  account_name: string;
  role: string;
  purpose: string;
  note: string | null;
  opened_at: string;
  /** When the view ended or will end. */
  ends_at: string;
}
