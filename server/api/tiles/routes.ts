import { Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import type { Caller } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { isOpenSet } from '../../access/tile-gate.ts';
import { AppError } from '../../errors.ts';
import { expandTile } from '../../tiles/finished-tile.ts';
import type { TileService } from '../../tiles/service.ts';
import { type ApiEnv, validated } from '../context.ts';
import type { TileSet } from '../deployment/schema.ts';
import { entranceOf, owes, signedOut } from '../granted.ts';
import { answerTile, keepingOf } from './answer.ts';
import { tileJsonQuery, tileParam, tileSetParam } from './schema.ts';

/**
 * Lets anybody see the ground and the areas, and of the rest whoever is signed in, with a right or without: tiles hold places,
 * not persons. The database is asked at most every ten seconds of one credential, and not while a tile is cut.
 */
const tileGranted: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const entrance = entranceOf(c);
  if (isOpenSet(c.req.param('set') ?? '')) return next();
  if (!entrance.digest) throw signedOut();
  const gate = c.get('tileGate');
  if (!gate.allows(entrance.digest, Date.now())) {
    const step = async (_: unknown, caller: Caller | null) => {
      if (!caller) throw signedOut();
      if (caller.owed) throw owes(caller.owed);
    };
    await enter(c.get('database'), entrance, step);
    gate.allow(entrance.digest, Date.now());
  }
  await next();
};

/** Vector tiles and the TileJSON that describes them, for a set as a whole or for one of its layers. */
export const tiles = new Hono<ApiEnv>()
  .get('/:set', etag(), validated('param', tileSetParam), tileGranted, validated('query', tileJsonQuery), async (c) => {
    const { set } = c.req.valid('param');
    const { layer } = c.req.valid('query');
    const service = c.get('tiles');
    const { url, minzoom, maxzoom } = (await service.addresses())[set];
    const vector_layers = layersNamed(service, set, layer);
    return c.json({
      tilejson: '3.0.0' as const,
      name: layer ?? set,
      scheme: 'xyz' as const,
      tiles: [decodeURI(new URL(url, c.get('config').publicUrl ?? c.req.url).href)],
      minzoom: layer === undefined ? minzoom : vector_layers[0]!.minzoom,
      maxzoom,
      vector_layers,
    });
  })
  .get('/:set/:version/:z/:x/:y', validated('param', tileParam), tileGranted, async (c) => {
    const { set, version, z, x, y } = c.req.valid('param');
    const { version: current, tile } = await c.get('tiles').tile(set, z, x, y);
    const wish = { acceptEncoding: c.req.header('Accept-Encoding'), ifNoneMatch: c.req.header('If-None-Match') };
    const { status, headers, body, expand } = answerTile(tile, wish, keepingOf(set, version === current));
    if (status !== 200) return c.body(null, status, headers);
    const bytes = (expand ? await expandTile(tile) : body) as Uint8Array<ArrayBuffer>;
    return c.body(bytes, status, { ...headers, 'content-length': String(bytes.byteLength) });
  });

function layersNamed(service: TileService, set: TileSet, layer: string | undefined) {
  const all = service.vectorLayers(set);
  const found = layer === undefined ? all : all.filter(({ id }) => id === layer);
  if (found.length > 0) return found;
  const names = all.map(({ id }) => id);
  const sentence = {
    'zh-CN': `「layer」有误：该瓦片集的图层应为${names.join('、')}之一。`,
    en: `“layer” is wrong: a layer of this set is one of ${names.join(', ')}.`,
  };
  throw new AppError('bad_input', sentence, { field: 'layer' });
}
