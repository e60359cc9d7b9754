import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';
import { type ApiEnv, validated } from '../context.ts';
import { tileParam, tileSetParam } from './schema.ts';

const compressed = promisify(gzip);
/** Media type registered for Mapbox Vector Tiles. */
const TILE_TYPE = 'application/vnd.mapbox-vector-tile';
/** Smaller tiles gain nothing from compression. */
const COMPRESSED_FROM_BYTES = 1024;

/** Vector tiles and the TileJSON that describes them. */
export const tiles = new Hono<ApiEnv>()
  .get('/:set', validated('param', tileSetParam), async (c) => {
    const { set } = c.req.valid('param');
    const service = c.get('tiles');
    const { url, minzoom, maxzoom } = (await service.addresses())[set];
    return c.json({
      tilejson: '3.0.0' as const,
      name: set,
      scheme: 'xyz' as const,
      tiles: [decodeURI(new URL(url, c.req.url).href)],
      minzoom,
      maxzoom,
      vector_layers: service.vectorLayers(set),
    });
  })
  .get('/:set/:version/:z/:x/:y', validated('param', tileParam), async (c) => {
    const { set, version, z, x, y } = c.req.valid('param');
    const { version: current, bytes } = await c.get('tiles').tile(set, z, x, y);
    // An old address shows what is there now, but may not be kept: it would outlive the next change.
    c.header('Cache-Control', version === current ? 'public, max-age=31536000, immutable' : 'no-store');
    if (!bytes) return c.body(null, 204);
    const etag = `"${current}-${z}-${x}-${y}"`;
    c.header('ETag', etag);
    c.header('Vary', 'Accept-Encoding');
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
    c.header('Content-Type', TILE_TYPE);
    if (bytes.length < COMPRESSED_FROM_BYTES || !/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) {
      return c.body(bytes as Uint8Array<ArrayBuffer>);
    }
    c.header('Content-Encoding', 'gzip');
    return c.body((await compressed(bytes)) as Uint8Array<ArrayBuffer>);
  });
