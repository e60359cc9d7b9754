import type { Context } from 'hono';
import { mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { areaAt, misplaced } from '../../loop/report-place.ts';
import type { ApiEnv } from '../context.ts';
import type { LonLat } from '../wire.ts';

/**
 * The grid of a place at which the caller may report.
 * @throws AppError 400 (field `centre`) outside the district, told where it belongs; 403 in somebody else's area, told whose.
 */
export async function requireOwnPlace(c: Context<ApiEnv>, sql: Database, centre: LonLat): Promise<string> {
  const area_code = await areaAt(sql, centre);
  if (area_code !== null && mayIn(c.get('caller'), 'report', area_code)) return area_code;
  throw await misplaced(sql, centre, area_code);
}
