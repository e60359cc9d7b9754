import { z } from 'zod';
import { day, id } from '../wire.ts';

const text = (name: string, chinese: string, most: number) =>
  z
    .string({ error: `${name} is needed | 请填写${chinese}` })
    .trim()
    .min(1, `${name} is needed | 请填写${chinese}`)
    .max(most, `${name} has at most ${most} characters | ${chinese}至多${most}字`);

export const needTagQuery = z.object({ household_id: id });
export const needTagParam = z.object({ id });
export const needTagBody = z.strictObject({
  household_id: id,
  tag: z.string().max(40),
  purpose: text('the purpose', '用途', 60),
  basis: text('the basis', '依据', 120),
  /** The first day on which it is over; as late as the catalogue allows when not given. */
  expires_on: day.optional(),
});
/** Ends a tag today, or lets it last until another day. */
export const needTagChange = z.strictObject({ expires_on: day, basis: text('the basis', '依据', 120).optional() });

/** A tag that is valid today, of a household whose file is open; `basis` is `***` where the stated purpose does not need it. */
export interface NeedTag {
  id: number;
  household_id: number;
  tag: string;
  purpose: string;
  basis: string;
  starts_on: string;
  /** The first day on which it is over. */
  expires_on: string;
}
