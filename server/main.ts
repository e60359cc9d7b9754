import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import type { OpenDatabase } from './db/open.ts';
import { openTiles } from './tiles/engine.ts';

/** A server that is listening. */
export interface RunningServer {
  /** Where it can be reached, without a slash at the end. */
  url: string;
  /** Takes no more requests, lets those in work finish for up to five seconds, and leaves the database open. */
  close(): Promise<void>;
}

/** Requests in work get this long to finish when the server closes. */
const CLOSE_MS = 5000;

/**
 * Opens the tiles of a migrated database and listens.
 * @throws ConfigError with one line when the port is taken or may not be used.
 */
export async function startServer(config: Config, database: OpenDatabase): Promise<RunningServer> {
  const tiles = await openTiles(database.sql);
  const app = createApp({ sql: database.sql, config, tiles });
  const server = await listen(app.fetch, config);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], config: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host });
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, config)));
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

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
