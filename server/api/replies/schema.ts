import { z } from 'zod';
import { areaCode, limit, pageToken } from '../wire.ts';

export const repliesQuery = z.object({
  area_code: areaCode.optional(),
  category: z.string().max(60).optional(),
  limit,
  page: pageToken.optional(),
});
/** What is to be read by everybody, in words without names. */
export const replyBody = z.object({
  question: z
    .string()
    .trim()
    .min(1, 'the question is needed | 请填写群众的问题')
    .max(500, 'at most 500 characters | 问题至多500个字'),
  answer: z
    .string()
    .trim()
    .min(1, 'the answer is needed | 请填写答复')
    .max(1000, 'at most 1,000 characters | 答复至多1000个字'),
  hidden: z.boolean().default(false),
});
/** A question and its answer. */
export interface Reply {
  incident_id: number;
  area_code: string;
  area_name: string;
  category: string;
  question: string;
  answer: string;
  /** `YYYY-MM-DD`. */
  asked_on: string;
  published_at: string;
  rating: number | null;
}
