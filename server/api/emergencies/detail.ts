import type { Context } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { emergencyActors, isMine } from '../../emergencies/authority.ts';
import { movesOfOrder } from '../../emergencies/moves.ts';
import { type AppError, notFound } from '../../errors.ts';
import { departmentsOf } from '../../loop/authority.ts';
import type { ApiEnv } from '../context.ts';
import type { Emergency } from './schema.ts';
import { type EmergencyRow, findEmergency, listLog, listNear, listOrders } from './sql.ts';

/** There is no such emergency, or none that touches a duty of the caller. */
export function noEmergency(id: number): AppError {
  return notFound({ 'zh-CN': '应急响应', en: 'emergency' }, id);
}

/** An emergency that the caller sees. @throws AppError 404 where there is none. */
export async function emergencyOf(c: Context<ApiEnv>, id: number): Promise<EmergencyRow> {
  const found = await findEmergency(c.get('sql'), id);
  if (!found) throw noEmergency(id);
  return found;
}

/** The whole of an emergency, with what the caller may do in it. @throws AppError 404 where there is none that they see. */
export async function readEmergency(c: Context<ApiEnv>, id: number): Promise<Emergency> {
  const sql = c.get('sql');
  const caller = c.get('caller');
  const found = await emergencyOf(c, id);
  const { area_code } = found;
  const ended = found.ended_at !== null;
  const served = await departmentsOf(sql, caller);
  const rows = await listOrders(sql, id, area_code);
  const orders = rows.map((order) => ({
    ...order,
    mine: isMine(caller, served, order, area_code),
    moves: movesOfOrder(order, ended, emergencyActors(caller, served, order, area_code)),
  }));
  const [log, resources] = [await listLog(sql, id), await listNear(sql, area_code)];
  const can = { command: !ended && mayIn(caller, 'emergency', area_code), note: !ended };
  return { ...found, orders, log, resources, can };
}
