import type { Context, MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { AppError, notFound } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import type { commandBody } from './bodies.ts';
import { listScenes } from './scene-routes.ts';
import type { Wall } from './schema.ts';
import { findBounds, findWall } from './sql.ts';
import type { Steering } from './steered.ts';

/** Lets every account through that `granted` does: a wall itself is nobody who could steer one. */
export function person(): MiddlewareHandler<ApiEnv> {
  const admitted = granted();
  return (c, next) =>
    admitted(c, async () => {
      if (c.get('caller').account_id === null) throw forbidden(noDisplay);
      await next();
    });
}

/** A wall that the caller may steer. @throws AppError 404 where there is none. */
export async function wallOf(c: Context<ApiEnv>, id: number): Promise<Wall> {
  const wall = await findWall(c.get('sql'), id);
  if (!wall) throw noWall(id);
  return wall;
}

/** There is no such wall in the caller's care. */
export const noWall = (id: number) =>
  notFound({ 'zh-CN': '可遥控的大屏', en: 'wall in your care with the number' }, id);

/** A command with what it needs. @throws AppError 400 where its scene does not exist, or its area lies outside the wall's. */
export async function steeringOf(
  c: Context<ApiEnv>,
  wall: Wall,
  body: z.output<typeof commandBody>,
): Promise<Steering> {
  const sql = c.get('sql');
  switch (body.command) {
    case 'show':
    case 'pin': {
      const known = (await listScenes(sql)).some(({ id }) => id === body.scene);
      if (!known) throw noScene(body.scene, 'scene');
      return body;
    }
    case 'focus': {
      const bounds = body.area_code.startsWith(wall.area_code) ? await findBounds(sql, body.area_code) : undefined;
      if (!bounds) throw outsideWall(wall);
      return { command: 'focus', bounds };
    }
    default:
      return body;
  }
}

/** A plan or a command names a scene that does not exist. @param field where it stands. */
export function noScene(scene: string, field: string): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `「${field}」有误：没有场景“${scene}”。`,
      en: `“${field}” is wrong: there is no scene “${scene}”.`,
    },
    { field },
  );
}

function outsideWall(wall: Wall): AppError {
  const area = wall.area_name ?? wall.area_code;
  return new AppError(
    'bad_input',
    {
      'zh-CN': `「area_code」有误：这面大屏只能看${area}范围内的区域。`,
      en: `“area_code” is wrong: this wall can look at areas within ${area} only.`,
    },
    { field: 'area_code' },
  );
}

const noDisplay = {
  'zh-CN': '大屏不能遥控大屏；请用手机登录个人账号操作。',
  en: 'A wall does not steer walls. Sign in to an account of your own, on a phone.',
};
