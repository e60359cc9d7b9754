import { z } from 'zod';
import { areaCode, id, type Located, type LonLat, limit, pageToken } from '../wire.ts';

export const deviceParam = z.object({ id });
export const deviceListQuery = z.object({
  area_code: areaCode,
  kind: z.string().max(40).optional(),
  limit,
  page: pageToken.optional(),
});

export interface Device {
  id: number;
  area_code: string | null;
  kind: string;
  name: string;
  address: string | null;
  operator: string | null;
  purpose: string | null;
  /** The notice that tells people of the device is in place. */
  sign_up: boolean;
  retention_days: number | null;
  status: 'working' | 'faulty' | 'off';
  confirmed_on: string | null;
  centre: LonLat;
}
export interface DeviceDetail extends Located {
  device: Device;
}
