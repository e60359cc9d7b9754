import type { Deployment } from '../../server/api/deployment/schema.ts';
import { tileSets } from '../../server/api/deployment/schema.ts';
import { createApp } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db/open.ts';
import type { TileService } from '../../server/tiles/service.ts';
import { townNow } from '../fixtures/town.ts';
import { testDatabase } from './database.ts';

/** Settings as tests use them; no file is touched. */
export const testConfig: Config = {
  port: 8080,
  host: '127.0.0.1',
  databaseUrl: undefined,
  dataFolder: '/nowhere',
  timeZone: 'Asia/Shanghai',
  mapApprovalNumber: undefined,
};

/** Tiles of version `v2`, of which only 0/0/0 of every set holds something: `size` bytes. */
export function fakeTiles(size = 4): TileService {
  return {
    addresses: async () =>
      Object.fromEntries(
        tileSets.map((set) => [set, { url: `/api/tiles/${set}/v2/{z}/{x}/{y}`, minzoom: 0, maxzoom: 15 }]),
      ) as Deployment['tiles'],
    tile: async (_, z) => (z === 0 ? { version: 'v2', bytes: new Uint8Array(size).fill(7) } : null),
    vectorLayers: (set) => [{ id: set, minzoom: 0, maxzoom: 15, fields: { name: 'String' } }],
  };
}

/** The app on a database that holds the fixture town, its clock at the town's noon. */
export async function townApp(sql?: Database) {
  const database = sql ?? (await testDatabase()).sql;
  const now = await townNow(database);
  return createApp({ sql: database, config: testConfig, tiles: fakeTiles(), now: () => now });
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
