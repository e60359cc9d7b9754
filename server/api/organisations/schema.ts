import { z } from 'zod';
import { areaCode, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const organisationParam = z.object({ id });
export const organisationListQuery = z.object({
  area_code: areaCode,
  kind: z.string().max(40).optional(),
  limit,
  page: pageToken.optional(),
});

export interface Organisation {
  id: number;
  area_code: string | null;
  building_id: number | null;
  kind: string;
  name: string;
  address: string | null;
  staff_count: number | null;
  confirmed_on: string | null;
  centre: LonLat;
}
export interface OrganisationDetail extends Located {
  organisation: Organisation;
}
