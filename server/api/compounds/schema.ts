import { z } from 'zod';
import { areaCode, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const compoundParam = z.object({ id });
export const compoundListQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });

export interface Compound {
  id: number;
  area_code: string | null;
  kind: 'walled' | 'open';
  name: string;
  address: string | null;
  /** Null: 无物业小区. */
  property_company: string | null;
  owners_committee: boolean;
  confirmed_on: string | null;
  building_count: number;
  /** Null for those who may not see the doors. */
  household_count: number | null;
  centre: LonLat;
}
export interface CompoundDetail extends Located {
  compound: Compound;
}
