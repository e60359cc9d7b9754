import { z } from 'zod';
import { areaCode, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const facilityParam = z.object({ id });
export const facilityListQuery = z.object({
  area_code: areaCode,
  kind: z.string().max(40).optional(),
  limit,
  page: pageToken.optional(),
});

export interface Facility {
  id: number;
  area_code: string | null;
  kind: string;
  name: string;
  address: string | null;
  operator: string | null;
  confirmed_on: string | null;
  centre: LonLat;
}
export interface FacilityDetail extends Located {
  facility: Facility;
}
