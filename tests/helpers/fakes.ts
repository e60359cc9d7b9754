import type { Deployment } from '../../server/api/deployment/schema.ts';
import { tileSets } from '../../server/api/deployment/schema.ts';
import type { Page } from '../../server/api/wire.ts';
import type { Config } from '../../server/config.ts';
import { type FinishedTile, finishTile } from '../../server/tiles/finished-tile.ts';
import type { TileService } from '../../server/tiles/service.ts';

/** Settings as tests use them; no file is touched. */
export const testConfig: Config = {
  port: 8080,
  host: '127.0.0.1',
  databaseUrl: undefined,
  databaseApiUrl: undefined,
  dataFolder: '/nowhere',
  photoFolder: '/nowhere/photos',
  scanCommand: undefined,
  timeZone: 'Asia/Shanghai',
  mapApprovalNumber: undefined,
  publicUrl: undefined,
  dataKeys: undefined,
  dataKeyFile: '/nowhere/data-keys',
  trustedProxyCount: 0,
  rateLimitPerMin: 0,
  logLevel: 'silent',
  sessionIdleMin: 120,
  sessionHours: 12,
  openid: undefined,
  loopVariant: 'five',
  demoLife: false,
  tileMemoryMb: 256,
  tileCacheMb: 16,
};

/** Tiles of version `v2`, of which only 0/0/0 of every set holds something: `size` bytes; `kept` are at hand. */
export function fakeTiles(size = 4, kept: Record<string, FinishedTile> = {}): TileService {
  const tile = finishTile(new Uint8Array(size).fill(7));
  const empty = finishTile(null);
  return {
    addresses: async () =>
      Object.fromEntries(
        tileSets.map((set) => [set, { url: `/api/tiles/${set}/v2/{z}/{x}/{y}`, minzoom: 0, maxzoom: 15 }]),
      ) as Deployment['tiles'],
    tile: async (_, z) => ({ version: 'v2', tile: z === 0 ? tile : empty }),
    kept: (path) => kept[path],
    vectorLayers: (set): ReturnType<TileService['vectorLayers']> => [
      { id: set, minzoom: 0, maxzoom: 15, fields: { name: 'String' } },
      { id: `${set}_label`, minzoom: 9, maxzoom: 15, fields: {} },
    ],
    health: () => ({
      layers: [],
      bytes: 1000,
      budget_bytes: 2000,
      cache_bytes: 0,
      cutter_thread_count: 2,
      error: null,
    }),
  };
}

/** Asks an app and reads the JSON answer. */
export async function ask(
  app: { request(path: string, init?: RequestInit): Response | Promise<Response> },
  path: string,
  language = 'zh-CN',
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await app.request(path, { headers: { 'Accept-Language': language } });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

/** Sends a request with or without a JSON body, and reads the JSON answer. */
export async function send(
  app: Parameters<typeof ask>[0],
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): ReturnType<typeof ask> {
  const headers = { 'Accept-Language': 'zh-CN', ...(body !== undefined && { 'Content-Type': 'application/json' }) };
  const response = await app.request(path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

/** Every row of a paged list, following `next`; fails where a page is longer than asked for, or never ends. */
export async function allPages(app: Parameters<typeof ask>[0], path: string, limit: number): Promise<unknown[]> {
  const rows: unknown[] = [];
  let next: string | null = null;
  for (let page = 0; page < 100; page++) {
    const address: string = next === null ? path : `${path}&page=${encodeURIComponent(next)}`;
    const body = (await ask(app, address)).body as Page<unknown>;
    if (body.items.length > limit) throw new Error(`a page of ${address} holds ${body.items.length} rows`);
    rows.push(...body.items);
    next = body.next;
    if (next === null) return rows;
  }
  throw new Error(`${path} has more than 100 pages`);
}
