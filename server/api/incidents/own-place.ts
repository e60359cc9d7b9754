import type { Context } from 'hono';
import { mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { areaAt, othersPlace, outsideSentence } from '../../loop/report-place.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import type { LonLat } from '../wire.ts';

/**
 * The grid of a place at which the caller may report.
 * @throws AppError 400 (field `centre`) outside the district, told where it belongs; 403 in somebody else's area, told whose.
 */
export async function requireOwnPlace(c: Context<ApiEnv>, sql: Database, centre: LonLat): Promise<string> {
  const area_code = await areaAt(sql, centre);
  if (area_code === null) throw new AppError('bad_input', await outsideSentence(sql, centre), { field: 'centre' });
  if (!mayIn(c.get('caller'), 'report', area_code)) throw forbidden(await othersPlace(sql, area_code), 'centre');
  return area_code;
}
