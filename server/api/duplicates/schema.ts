import { z } from 'zod';
import { areaCode, id, limit, pageToken } from '../wire.ts';

const kind = z.enum(['resident', 'household'], {
  error: 'kind is resident or household | 类型应为 resident 或 household',
});
/** What a person may be kept with, from either line. */
export const mergedFields = ['name', 'phone', 'birth_date', 'relation'] as const;
const side = z.enum(['kept', 'gone'], { error: 'say kept or gone | 请选择保留哪一条的内容' });

export const duplicateQuery = z.object({ area_code: areaCode, kind, page: pageToken.optional(), limit });
export const mergingQuery = z.object({ area_code: areaCode, page: pageToken.optional(), limit });
const pair = { kind, kept_id: id, gone_id: id };
const different = {
  path: ['gone_id'],
  message: 'the two are one and the same line | 两条记录不能是同一条',
};
export const dismissBody = z.object(pair).refine((body) => body.kept_id !== body.gone_id, different);
export const mergeBody = z
  .object({
    ...pair,
    /** The versions that were compared. */
    kept_version: id,
    gone_version: id,
    /** Of persons: from which line each field is taken; from the kept one where nothing is said. */
    fields: z.partialRecord(z.enum(mergedFields), side).default({}),
    note: z.string().trim().max(500, 'a note has at most 500 characters | 说明至多500个字').optional(),
  })
  .refine((body) => body.kept_id !== body.gone_id, different);
export const mergingParam = z.object({ change_id: id });
export const undoMergingBody = z.object({
  note: z.string().trim().max(500, 'a note has at most 500 characters | 说明至多500个字').optional(),
});

/** A person as whoever merges may see them: surname and ends only. */
export interface MaskedResident {
  id: number;
  version: number;
  household_id: number;
  address: string;
  name: string;
  phone: string | null;
  birth_year: string;
  relation: string;
  registered_here: boolean;
  lives_here: boolean;
  /** Whether the caller has the household's file open, without which nothing is merged. */
  open: boolean;
}
/** A door with what stands behind it. */
export interface MergingHousehold {
  id: number;
  version: number;
  address: string;
  door_state: string;
  /** `YYYY-MM-DD`; null: never. */
  confirmed_on: string | null;
  resident_count: number;
  tag_count: number;
  visit_count: number;
  owed_count: number;
  open: boolean;
}
/** Why two are thought to be one. */
export type DuplicateReason = 'door' | 'phone' | 'birth_date' | 'building';
export type Duplicate =
  | { kind: 'resident'; one: MaskedResident; other: MaskedResident; reasons: DuplicateReason[] }
  | { kind: 'household'; one: MergingHousehold; other: MergingHousehold; reasons: DuplicateReason[] };
/** A merging that was done. */
export interface Merging {
  change_id: number;
  kind: 'resident' | 'household';
  area_code: string;
  /** ISO 8601, UTC. */
  made_at: string;
  /** Who did it, as colleagues are called. */
  made_by: string | null;
  address: string;
  undone: boolean;
}
