import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { hotTiles } from './api/tiles/hot.ts';
import { type AppOptions, createApp } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import type { OpenDeployment } from './db/deployment.ts';
import { openTiles, type TileEngine } from './tiles/engine.ts';

/** A server that is listening. */
export interface RunningServer {
  /** Where it can be reached, without a slash at the end. */
  url: string;
  /** Takes no more requests, lets those in work finish for up to five seconds, and leaves the database open. */
  close(): Promise<void>;
}

/** Requests in work get this long to finish when the server closes. */
const CLOSE_MS = 5000;
/** Time in ms between two looks for what has changed in the tiles. */
const POLL_MS = 250;
/** More threads than this cut tiles no faster than a browser can draw them. */
const MOST_CUTTERS = 4;

/**
 * Opens the tiles of a migrated database and listens.
 * @throws ConfigError with one line when the port is taken or may not be used.
 */
export async function startServer(config: Config, database: OpenDeployment): Promise<RunningServer> {
  const tiles = await openTiles(database.sql, {
    address: database.address,
    embedded: database.embedded,
    cutterThreads: Math.min(MOST_CUTTERS, Math.max(1, os.availableParallelism())),
    pollMs: POLL_MS,
    memoryBytes: config.tileMemoryMb * 2 ** 20,
    cacheBytes: config.tileCacheMb * 2 ** 20,
  });
  void tiles.warm.then(() => sayLeftOut(tiles));
  try {
    const server = await listen(await listenerOf({ config, sql: database.api, tiles, sealer: database.sealer }), config);
    const { port } = server.address() as AddressInfo;
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return {
      url: `http://${host}:${port}`,
      async close() {
        await close(server);
        await tiles.close();
      },
    };
  } catch (error) {
    await tiles.close();
    throw error;
  }
}

/** Finished tiles take a short way; everything else goes through the app. */
async function listenerOf(options: AppOptions): Promise<RequestListener> {
  const usual = getRequestListener(createApp(options).fetch, { hostname: options.config.host });
  const hot = await hotTiles(options.tiles);
  return (request, response) => {
    if (!hot(request, response)) void usual(request, response);
  };
}

/** Tells the operator once, in a line, of rows that no map shows; `/api/health` always does. */
function sayLeftOut(tiles: TileEngine): void {
  const layers = tiles.health().layers.filter(({ left_out_count }) => left_out_count > 0);
  if (layers.length === 0) return;
  const parts = layers.map(({ layer, left_out_count, left_out: [first] }) => {
    return `${left_out_count} of ${layer} (${first?.key}: ${first?.reason})`;
  });
  console.warn(`Rows that no map can show: ${parts.join(', ')}. /api/health names them.`);
}

function listen(listener: RequestListener, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, config)));
    server.listen(config.port, config.host);
  });
}

/** Why an address cannot be listened on, in one line that names the setting; other failures come back as they are. */
export function listenFault(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(`PORT ${port} is in use by another program; stop it or set PORT to another number`);
    case 'EACCES':
      return new ConfigError(`PORT ${port} may not be used by this user; set PORT to a number from 1024`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`HOST ${host} is not an address of this machine; set HOST to one that is`);
    default:
      return error;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
