import { Hono, type MiddlewareHandler } from 'hono';
import { enter } from '../../access/enter.ts';
import { notFound } from '../../errors.ts';
import { keepPhoto, readPhoto } from '../../photos/store.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf } from '../granted.ts';
import { limitLoad } from '../guard.ts';
import { imageBody, readImage } from './body.ts';
import { type KeptPhoto, photoParam, photoQuery } from './schema.ts';
import { isSeen, notePhoto } from './sql.ts';

/** Photos that are being received at once, by accounts: each may hold 12 MB. */
const MOST_AT_ONCE = 16;

/** Lets pass who may say something about an incident, in a transaction that is over before anything is received. */
const mayShow: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await enter(c.get('database'), { ...entranceOf(c), readOnly: true }, (_, caller) =>
    admit(c, caller, ['report', 'dispatch', 'handle', 'serve']),
  );
  await next();
};

/**
 * Photos of those who work here: taken before the report or event that lists them, shown to who may see it. Neither
 * receiving nor drawing one holds a transaction.
 */
export const photos = new Hono<ApiEnv>()
  .post('/', limitLoad(MOST_AT_ONCE), mayShow, imageBody, async (c) => {
    const kept = await keepPhoto(c.get('photos'), await readImage(c), c.get('caller').account_id);
    await enter(c.get('database'), entranceOf(c), (sql) => notePhoto(sql, kept));
    return c.json<KeptPhoto>(kept, 201);
  })
  .get('/:name', validated('param', photoParam), validated('query', photoQuery), async (c) => {
    const { name } = c.req.valid('param');
    const isTheirs = await enter(c.get('database'), entranceOf(c), async (sql, caller) => {
      await admit(c, caller, []);
      return isSeen(sql, name);
    });
    const bytes = isTheirs ? await readPhoto(c.get('photos'), name, c.req.valid('query').size) : undefined;
    if (!bytes) throw notFound({ 'zh-CN': '照片', en: 'photo' }, name);
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'image/jpeg',
      'Content-Disposition': `inline; filename="photo-${name.slice(0, 8)}.jpg"`,
      // The bytes under a name never change.
      ETag: `"${name}${c.req.valid('query').size ?? ''}"`,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  });
