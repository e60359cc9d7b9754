import { z } from 'zod';
import { areaCode, day, id, limit, pageToken } from '../wire.ts';

export const auditQuery = z.object({
  area_code: areaCode.optional(),
  account_id: id.optional(),
  kind: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'a kind is a word such as sign_in | 操作类型格式不正确')
    .optional(),
  /** First and last day, both included. */
  from: day.optional(),
  to: day.optional(),
  limit,
  page: pageToken.optional(),
});

/** Something that was done with accounts, duties, tokens, records or settings; never its content. */
export interface AuditEvent {
  id: number;
  /** ISO 8601, UTC. */
  happened_at: string;
  /** Null for what nobody signed in did. */
  account_id: number | null;
  account_name: string | null;
  kind: string;
  /** '' for what concerns the whole deployment. */
  area_code: string;
  area_name: string | null;
  detail: Record<string, unknown>;
}
