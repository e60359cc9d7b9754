import type { Context } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { refused } from '../../emergencies/refusals.ts';
import { AppError, notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { isDepartment } from '../../loop/words.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import type { Right } from '../session/schema.ts';
import { emergencyOf } from './detail.ts';
import { findResource, isNear, setFree } from './resource-sql.ts';
import type { EmergencyResource } from './schema.ts';

/** Who looks after resources, and who counts what of them is free. */
const keepers: readonly Right[] = ['dispatch', 'emergency'];
const counters: readonly Right[] = ['handle', 'serve', 'emergency'];

/** A resource. @throws AppError 404 where there is none. */
export async function resourceOf(c: Context<ApiEnv>, id: number): Promise<EmergencyResource> {
  const found = await findResource(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '应急资源', en: 'resource' }, id);
  return found;
}

/** @throws AppError 403 where nobody looks after resources in this area by a duty of the caller's. */
export function requireKeeper(c: Context<ApiEnv>, area_code: string | null): void {
  requireAny(c, keepers, area_code);
}

function requireAny(c: Context<ApiEnv>, rights: readonly Right[], area_code: string | null): void {
  if (area_code !== null && rights.some((right) => mayIn(c.get('caller'), right, area_code))) return;
  throw forbidden({
    'zh-CN': '这处应急资源不在您的职责区域内，由所在社区、街道维护。',
    en: 'This resource lies outside your area; those who answer for its place look after it.',
  });
}

/** @throws AppError 400 for a department that the catalogue does not have, or more free than there is. */
export function requireSound(given: { department?: string | null | undefined; quantity: number; free: number }): void {
  if (given.department != null && !isDepartment(given.department)) {
    throw wrongInput('department', '部门目录中没有这个部门。', 'this is no department of the catalogue.');
  }
  if (given.free > given.quantity) {
    throw wrongInput(
      'free',
      `可用数不能超过总数 ${given.quantity}。`,
      `no more can be free than there are: ${given.quantity}.`,
    );
  }
}

/** Counts anew what of a resource is free while an emergency lasts. @throws AppError 409 where somebody did so meanwhile. */
export async function countFree(
  c: Context<ApiEnv>,
  id: number,
  resourceId: number,
  counted: { free: number; was: number },
): Promise<void> {
  const sql = c.get('sql');
  const held = await emergencyOf(c, id);
  const resource = await resourceOf(c, resourceId);
  if (!(await isNear(sql, resourceId, held.area_code))) {
    throw notFound({ 'zh-CN': '应急资源', en: 'resource' }, resourceId);
  }
  if (held.ended_at !== null) throw refused('over', null);
  requireAny(c, counters, resource.area_code);
  requireSound({ quantity: resource.quantity, free: counted.free });
  if (await setFree(sql, resourceId, counted)) return;
  const { name, free, unit } = await resourceOf(c, resourceId);
  throw new AppError(
    'conflict',
    {
      'zh-CN': `${name}的可用数刚刚改为 ${free} ${unit}，请看过再提交。`,
      en: `What is free at ${name} has just become ${free}; please look at it and send again.`,
    },
    { field: 'version' },
  );
}
