import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import type { Right } from '../session/schema.ts';

/**
 * Lets through what `granted` does, if it comes with a display token: what a wall gets is made for nobody in particular.
 * @throws AppError as `granted` does, and 403 for every session and api token.
 */
export function display(...anyOf: Right[]): MiddlewareHandler<ApiEnv> {
  const admitted = granted(...anyOf);
  return (c, next) =>
    admitted(c, async () => {
      if (c.get('caller').kind !== 'display') throw forbidden(displayOnly);
      await next();
    });
}

const displayOnly = {
  'zh-CN': '大屏只凭大屏令牌运行；请在大屏页面配对，个人账号不能使用。',
  en: 'The wall runs with a display token only. Pair the screen on its own page; an account of a person cannot be used.',
};
