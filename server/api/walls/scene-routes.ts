import { Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { type Caller, mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { sceneBody, sceneParam } from './bodies.ts';
import { keptScenes, names, readWallCatalogue } from './catalogue.ts';
import { dropScene, keepScene, listOwnScenes, listPlans } from './scenes-sql.ts';
import type { KeptScene } from './schema.ts';

/** What the product brings; read when the server starts, which a wrong entry stops. */
export const wallCatalogue = readWallCatalogue();
const productIds = new Set(wallCatalogue.scenes.map(({ id }) => id));
/** Scenes of a deployment's own. */
const MOST_OWN = 60;

/** The scenes that this deployment has. */
export async function listScenes(sql: Database): Promise<KeptScene[]> {
  return keptScenes(wallCatalogue.scenes, await listOwnScenes(sql));
}

/** What walls show: the product's scenes, as a deployment changed them, and its own. */
export const wallScenes = new Hono<ApiEnv>()
  .get('/', granted('wall'), async (c) => c.json<KeptScene[]>(await listScenes(c.get('sql'))))
  .put('/:scene', granted('wall'), validated('param', sceneParam), validated('json', sceneBody), async (c) => {
    const [sql, { scene }, body] = [c.get('sql'), c.req.valid('param'), c.req.valid('json')];
    requireAll(c.get('caller'));
    if (body.id !== scene) throw new AppError('bad_input', otherId, { field: 'id' });
    const kept = await listScenes(sql);
    const isNew = kept.every(({ id }) => id !== scene);
    if (isNew && kept.filter(({ origin }) => origin === 'own').length >= MOST_OWN)
      throw new AppError('conflict', tooMany);
    await keepScene(sql, body);
    await audit(sql, 'scene_changed', { detail: { scene } });
    return c.json<KeptScene>({ ...body, origin: productIds.has(scene) ? 'changed' : 'own' });
  })
  .delete('/:scene', granted('wall'), validated('param', sceneParam), async (c) => {
    const [sql, { scene }] = [c.get('sql'), c.req.valid('param')];
    requireAll(c.get('caller'));
    if (!productIds.has(scene)) await requireUnplanned(sql, scene);
    if (!(await dropScene(sql, scene)))
      throw notFound({ 'zh-CN': '改动过或自建的场景', en: 'scene changed or made here,' }, scene);
    await audit(sql, 'scene_reset', { detail: { scene } });
    return c.body(null, 204);
  });

/** @throws AppError 403: every wall of the deployment shows the scenes. */
function requireAll(caller: Caller): void {
  if (!mayIn(caller, 'wall', '')) {
    throw forbidden({
      'zh-CN': '场景由全区所有大屏共用，只有负责全区大屏的人可以修改。',
      en: 'All walls of the district show the scenes: only who looks after all of them may change one.',
    });
  }
}

/** @throws AppError 409 naming the walls whose plan has the scene. */
async function requireUnplanned(sql: Database, scene: string): Promise<void> {
  const walls = (await listPlans(sql)).filter(({ plan }) => names(plan, scene)).map(({ name }) => name);
  if (walls.length === 0) return;
  throw new AppError(
    'conflict',
    {
      'zh-CN': `这些大屏的计划仍在使用该场景，请先从计划中移除：${walls.join('、')}。`,
      en: `The plans of these walls still name this scene; take it out of them first: ${walls.join(', ')}.`,
    },
    { field: 'scene' },
  );
}

const otherId = {
  'zh-CN': '「id」有误：与地址中的场景标识不一致。',
  en: '“id” is wrong: it is not the scene that the address names.',
};
const tooMany = {
  'zh-CN': `自建场景已达${MOST_OWN}个，请先删除不用的场景。`,
  en: `There are ${MOST_OWN} scenes made here already; remove those that are not used.`,
};
