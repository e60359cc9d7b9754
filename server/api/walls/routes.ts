import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { AppError } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import {
  commandBody,
  isSplit,
  letInBody,
  type planBody,
  remoteBody,
  screenParam,
  tooManyScreens,
  wallBody,
  wallChange,
  wallParam,
} from './bodies.ts';
import { strangerIn } from './catalogue.ts';
import type { WallLimits } from './limits.ts';
import { digestOfPairing } from './pairing-code.ts';
import { isRemoteCode } from './remote.ts';
import { listScenes, wallCatalogue } from './scene-routes.ts';
import type { RemoteWalls, Wall } from './schema.ts';
import * as query from './sql.ts';
import { steered } from './steered.ts';
import { noScene, noWall, person, steeringOf, wallOf } from './steering.ts';
import { workingDays } from './working-days.ts';

/** How long whoever typed a wall's code may steer it. */
const REMOTE_HOURS = 12;
/** Screens that have a token for a wall: each of its parts may be shown in three places. */
const MOST_SCREENS = 24;

/** Walls: who looks after them, lets screens in and steers them, by right or by the code that a wall shows. */
export function walls(limits: WallLimits) {
  return new Hono<ApiEnv>()
    .get('/', person(), async (c) => {
      const [sql, now] = [c.get('sql'), c.get('now')];
      const answer: RemoteWalls = {
        walls: await query.listWalls(sql),
        scenes: await listScenes(sql),
        plan: wallCatalogue.plan,
        ...workingDays(c.get('loop').reference.calendar, dayOf(now, c.get('config').timeZone)),
        now_ms: now.getTime(),
      };
      return c.json(answer);
    })
    .post('/', granted('wall'), validated('json', wallBody), async (c) => {
      const [sql, body] = [c.get('sql'), c.req.valid('json')];
      if (!mayIn(c.get('caller'), 'wall', body.area_code)) throw forbidden(outsideDuty, 'area_code');
      if (!(await query.findBounds(sql, body.area_code))) throw noArea(body.area_code);
      const id = await query.insertWall(sql, body);
      const { name, area_code } = body;
      await audit(sql, 'wall_made', { area_code, detail: { wall: name } });
      return c.json<Wall>(await wallOf(c, id), 201);
    })
    .post('/remote', person(), validated('json', remoteBody), async (c) => {
      const wall = await takeRemote(c, limits, c.req.valid('json').code);
      return c.json<Wall>(wall);
    })
    .patch('/:id', granted('wall'), validated('param', wallParam), validated('json', wallChange), async (c) => {
      const [sql, { plan, ...change }] = [c.get('sql'), c.req.valid('json')];
      const wall = await ownWall(c, c.req.valid('param').id);
      if (!isSplit({ ...wall, ...withoutMissing(change) })) throw tooMany();
      if (plan) await requireScenes(c, plan);
      await query.updateWall(sql, wall.id, { ...withoutMissing(change), ...(plan !== undefined && { plan }) });
      const changed = [...Object.keys(withoutMissing(change)), ...(plan === undefined ? [] : ['plan'])];
      await audit(sql, 'wall_changed', { area_code: wall.area_code, detail: { wall: wall.name, changed } });
      return c.json<Wall>(await wallOf(c, wall.id));
    })
    .delete('/:id', granted('wall'), validated('param', wallParam), async (c) => {
      const { id, name, area_code } = await ownWall(c, c.req.valid('param').id);
      await query.deleteWall(c.get('sql'), id);
      await audit(c.get('sql'), 'wall_deleted', { area_code, detail: { wall: name } });
      return c.body(null, 204);
    })
    .post('/:id/screens', granted('wall'), validated('param', wallParam), validated('json', letInBody), async (c) => {
      const wall = await ownWall(c, c.req.valid('param').id);
      await letIn(c, limits, wall, c.req.valid('json'));
      return c.json<Wall>(await wallOf(c, wall.id));
    })
    .delete('/:id/screens/:token_id', granted('wall'), validated('param', screenParam), async (c) => {
      const [sql, { id, token_id }] = [c.get('sql'), c.req.valid('param')];
      const wall = await ownWall(c, id);
      const screen = await query.shutOut(sql, id, token_id);
      if (screen === undefined) throw noScreen(token_id);
      await query.touchWall(sql, id);
      await audit(sql, 'screen_shut_out', { area_code: wall.area_code, detail: { wall: wall.name, screen } });
      return c.json<Wall>(await wallOf(c, id));
    })
    .post('/:id/commands', person(), validated('param', wallParam), validated('json', commandBody), async (c) => {
      const [sql, body] = [c.get('sql'), c.req.valid('json')];
      const wall = await wallOf(c, c.req.valid('param').id);
      const steering = await steeringOf(c, wall, body);
      const state = await query.holdState(sql, wall.id);
      if (!state) throw noWall(wall.id);
      await query.updateState(sql, wall.id, steered(state, steering, c.get('now').getTime()));
      const { name, area_code } = wall;
      await audit(sql, 'wall_steered', { area_code, detail: { wall: name, ...body } });
      return c.json<Wall>(await wallOf(c, wall.id));
    });
}

type Body<Schema extends z.ZodType> = z.output<Schema>;

/** A wall over whose area the caller has the right. @throws AppError 404: of others they know nothing, or only its code. */
async function ownWall(c: Context<ApiEnv>, id: number): Promise<Wall> {
  const wall = await wallOf(c, id);
  if (!mayIn(c.get('caller'), 'wall', wall.area_code)) throw noWall(id);
  return wall;
}

/** Finds the wall that shows a code, among those that a duty of the caller's touches, and remembers it. */
async function takeRemote(c: Context<ApiEnv>, limits: WallLimits, code: string): Promise<Wall> {
  const [sql, sealer, now_ms] = [c.get('sql'), c.get('sealer'), c.get('now').getTime()];
  const id = await limits.judge(c.get('caller').account_id!, async () => {
    const ids = await query.listTouchedIds(sql);
    return ids.find((each) => isRemoteCode(sealer, each, code, now_ms));
  });
  if (id === undefined) throw wrongCode(noSuchWall);
  await query.takeRemote(sql, id, REMOTE_HOURS);
  const wall = await wallOf(c, id);
  await audit(sql, 'wall_remote_taken', { area_code: wall.area_code, detail: { wall: wall.name } });
  return wall;
}

/** Lets a waiting screen in. @throws AppError 400 naming the field where the part or the code is wrong, 409 where there are too many. */
async function letIn(
  c: Context<ApiEnv>,
  limits: WallLimits,
  wall: Wall,
  { code, part, name }: Body<typeof letInBody>,
): Promise<void> {
  const sql = c.get('sql');
  const count = wall.column_count * wall.row_count;
  if (part > count) throw noPart(count);
  if ((await query.countScreens(sql, wall.id)) >= MOST_SCREENS) throw new AppError('conflict', fullWall);
  const screen = name ?? (count === 1 ? wall.name : `${wall.name} ${part}/${count}`);
  const digest = digestOfPairing(c.get('sealer'), code);
  const found = await limits.judge(c.get('caller').account_id!, async () => {
    return (await query.letScreenIn(sql, digest, { id: wall.id, part, name: screen })) || undefined;
  });
  if (!found) throw wrongCode(noSuchScreen);
  await audit(sql, 'screen_let_in', { area_code: wall.area_code, detail: { wall: wall.name, screen, part } });
}

async function requireScenes(c: Context<ApiEnv>, plan: Body<typeof planBody>): Promise<void> {
  const known = new Set((await listScenes(c.get('sql'))).map(({ id }) => id));
  const stranger = strangerIn(plan, known);
  if (stranger) throw noScene(stranger.scene, `plan.${stranger.field}`);
}

/** Without what was not given, so that the rest stays as it is. */
function withoutMissing<Change extends Record<string, unknown>>(change: Change) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>;
  };
}

function tooMany(): AppError {
  const [en, zh] = tooManyScreens.split(' | ') as [string, string];
  const sentence = { 'zh-CN': `「column_count」有误：${zh}。`, en: `“column_count” is wrong: ${en}.` };
  return new AppError('bad_input', sentence, { field: 'column_count' });
}

function noArea(areaCode: string): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `「area_code」有误：没有区域 ${areaCode}。`,
      en: `“area_code” is wrong: there is no area ${areaCode}.`,
    },
    { field: 'area_code' },
  );
}

function noPart(count: number): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `「part」有误：这面大屏只有${count}块屏。`,
      en: `“part” is wrong: this wall has ${count} ${count === 1 ? 'screen' : 'screens'}.`,
    },
    { field: 'part' },
  );
}

function noScreen(tokenId: number): AppError {
  return new AppError('not_found', {
    'zh-CN': `这面大屏没有编号 ${tokenId} 的屏幕，可能已移除。`,
    en: `This wall has no screen ${tokenId}; it may have been shut out already.`,
  });
}

const wrongCode = (sentence: { 'zh-CN': string; en: string }) => new AppError('bad_input', sentence, { field: 'code' });
const noSuchWall = {
  'zh-CN': '没有大屏正在显示这组数字，或它不在您的职责范围内。数字每10分钟更换，请照屏幕重新输入。',
  en: 'No wall in your area shows this code. It changes every 10 minutes: please type the one that stands there now.',
};
const noSuchScreen = {
  'zh-CN': '没有屏幕正在显示这组数字。数字10分钟内有效，请照屏幕重新输入。',
  en: 'No screen waits with this code. It holds for 10 minutes: please type the one that stands there now.',
};
const outsideDuty = {
  'zh-CN': '「area_code」有误：该区域不在您的职责范围内。',
  en: '“area_code” is wrong: this area is not among those that you look after.',
};
const fullWall = {
  'zh-CN': `这面大屏已接入${MOST_SCREENS}块屏幕，请先移除不用的。`,
  en: `This wall has ${MOST_SCREENS} screens already; shut out those that are not used.`,
};
