import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { AppError } from '../../errors.ts';
import { expandTile } from '../../tiles/finished-tile.ts';
import type { TileService } from '../../tiles/service.ts';
import { type ApiEnv, validated } from '../context.ts';
import type { TileSet } from '../deployment/schema.ts';
import { answerTile } from './answer.ts';
import { tileJsonQuery, tileParam, tileSetParam } from './schema.ts';

/** Vector tiles and the TileJSON that describes them, for a set as a whole or for one of its layers. */
export const tiles = new Hono<ApiEnv>()
  .get('/:set', etag(), validated('param', tileSetParam), validated('query', tileJsonQuery), async (c) => {
    const { set } = c.req.valid('param');
    const { layer } = c.req.valid('query');
    const service = c.get('tiles');
    const { url, minzoom, maxzoom } = (await service.addresses())[set];
    const vector_layers = layersNamed(service, set, layer);
    return c.json({
      tilejson: '3.0.0' as const,
      name: layer ?? set,
      scheme: 'xyz' as const,
      tiles: [decodeURI(new URL(url, c.req.url).href)],
      minzoom: layer === undefined ? minzoom : vector_layers[0]!.minzoom,
      maxzoom,
      vector_layers,
    });
  })
  .get('/:set/:version/:z/:x/:y', validated('param', tileParam), async (c) => {
    const { set, version, z, x, y } = c.req.valid('param');
    const { version: current, tile } = await c.get('tiles').tile(set, z, x, y);
    const wish = { acceptEncoding: c.req.header('Accept-Encoding'), ifNoneMatch: c.req.header('If-None-Match') };
    const { status, headers, body, expand } = answerTile(tile, wish, version === current);
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
