import { z } from 'zod';
import { travelModes } from '../patrol-plans/schema.ts';
import { areaCode, type LonLat, latitude, longitude } from '../wire.ts';

const mode = z
  .enum(travelModes, { error: 'a mode is foot, bicycle or car | 方式应为foot、bicycle或car' })
  .default('foot');

/** `lon,lat` in degrees. */
const place = z.string().transform((text, context): LonLat => {
  const parts = text.split(',').map((part) => part.trim());
  const [lon, lat] = [longitude.safeParse(parts[0] || undefined), latitude.safeParse(parts[1] || undefined)];
  if (parts.length === 2 && lon.success && lat.success) return [lon.data, lat.data];
  context.addIssue({ code: 'custom', message: 'a place is lon,lat in degrees | 地点应为“经度,纬度”' });
  return z.NEVER;
});

/** GET /api/roads/reach */
export const reachQuery = z.object({
  at: place,
  minutes: z.coerce
    .number({ error: 'minutes are a number from 1 to 60 | 分钟数应为1至60' })
    .min(1, 'minutes are at least 1 | 分钟数至少为1')
    .max(60, 'minutes are at most 60 | 分钟数至多为60'),
  mode,
});

/** GET /api/roads/path */
export const pathQuery = z.object({ from: place, to: place, mode });

/** GET /api/roads/components; an area is needed only in a deployment of very many roads. */
export const componentsQuery = z.object({ mode, area_code: areaCode.optional() });
