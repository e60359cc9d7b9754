import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { startRetention } from './access/retention.ts';
import { TileGate } from './access/tile-gate.ts';
import type { TilesHealth } from './api/health/schema.ts';
import { hotTiles } from './api/tiles/hot.ts';
import { type AppOptions, createApp } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import type { OpenDeployment } from './db/deployment.ts';
import { startVacuuming } from './db/vacuuming.ts';
import { startGeneration } from './duties/generation.ts';
import { startUploadCleaning } from './import/batches/cleaning.ts';
import { ImportRuns } from './import/batches/runs.ts';
import { inThread } from './import/batches/threaded.ts';
import { type Live, startLive } from './live/live.ts';
import { createLog, describeFailure } from './log.ts';
import { type Loop, readLoop } from './loop/catalogue.ts';
import { startRules } from './loop/rules.ts';
import { startPacks } from './packs/nightly.ts';
import { startPhotoCleaning } from './photos/cleaning.ts';
import { startQuality } from './quality/nightly.ts';
import { startSimulator } from './simulator/job.ts';
import { openTiles, type TileEngine } from './tiles/engine.ts';

/** A server that is listening. */
export interface RunningServer {
  /** Where it can be reached, without a slash at the end. */
  url: string;
  /** How its tiles are doing, as `/api/health` tells whoever keeps the deployment. */
  tilesHealth(): TilesHealth;
  /** Takes no more requests, lets those in work finish for up to five seconds, and leaves the database open. */
  close(): Promise<void>;
}

/** Requests in work get this long to finish when the server closes. */
const CLOSE_MS = 5000;
/**
 * What one client may take, in ms: sending its headers, its whole request, saying nothing within an answer, and between two
 * requests, longer than a proxy keeps a connection. 4,096 connections are a city's consoles; each costs some kB.
 */
const CLIENT_LIMITS: ClientLimits = {
  headersMs: 10_000,
  // A photo of 12 MB at 2 Mbit/s.
  requestMs: 60_000,
  silenceMs: 120_000,
  keepAliveMs: 65_000,
  checkMs: 2_000,
  mostConnections: 4096,
  mostHeaders: 100,
};
/** Time in ms between two looks for what has changed in the tiles. */
const POLL_MS = 250;
/** More threads than this cut tiles no faster than a browser can draw them. */
const MOST_CUTTERS = 4;

/**
 * Opens the tiles of a migrated database and listens.
 * @throws ConfigError with one line when the port is taken or may not be used.
 */
export async function startServer(config: Config, database: OpenDeployment): Promise<RunningServer> {
  const loop = loopOf(config);
  const tiles = await openTiles(database.sql, {
    address: database.address,
    embedded: database.embedded,
    cutterThreads: Math.min(MOST_CUTTERS, Math.max(1, os.availableParallelism())),
    pollMs: POLL_MS,
    memoryBytes: config.tileMemoryMb * 2 ** 20,
    cacheBytes: config.tileCacheMb * 2 ** 20,
  });
  void tiles.warm.then(() => sayLeftOut(tiles));
  const log = createLog(config);
  const told = (job: string) => (error: unknown) => log.error(describeFailure(error as Error), job);
  const importRuns = new ImportRuns(inThread(config), told('imports'));
  let live: Live | undefined;
  try {
    live = await startLive({ sql: database.sql, embedded: database.embedded, config, onFault: told('live') });
    const server = await listen(
      await listenerOf({ config, sql: database.api, tiles, sealer: database.sealer, live, loop, log, importRuns }),
      config,
    );
    const retention = startRetention(database.sql, config, told('retention'));
    const generation = startGeneration(database.sql, config, told('duties'));
    const packs = startPacks(database.sql, config, told('packs'));
    const quality = startQuality(database.sql, config, told('quality'));
    const rules = startRules({ sql: database.sql, loop, config }, () => live?.poke(), told('rules'));
    const cleaning = startPhotoCleaning(database.sql, config, told('photos'));
    const uploads = startUploadCleaning(database.sql, config, told('uploads'));
    const { sql, embedded, sealer } = database;
    const photos = { photoFolder: config.photoFolder, scanCommand: undefined, sealer };
    const vacuuming = embedded ? startVacuuming(sql, told('vacuum')) : undefined;
    const simulator = startSimulator({ sql, embedded, loop, photos, config }, () => live?.poke(), told('simulator'));
    const { port } = server.address() as AddressInfo;
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return {
      url: `http://${host}:${port}`,
      tilesHealth: () => tiles.health(),
      async close() {
        // Open feeds would hold it for as long as it waits.
        const closed = close(server);
        await live?.close();
        await closed;
        await retention.stop();
        await generation.stop();
        await packs.stop();
        await quality.stop();
        await rules.stop();
        await cleaning.stop();
        await uploads.stop();
        await importRuns.close();
        await simulator.stop();
        await vacuuming?.stop();
        await tiles.close();
      },
    };
  } catch (error) {
    await live?.close();
    await tiles.close();
    throw error;
  }
}

/** The district's loop. @throws ConfigError naming the setting, or the file and entry, that cannot be used. */
function loopOf({ loopVariant: variant, timeZone }: Config): Loop {
  try {
    return readLoop({ variant, timeZone });
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

/** Finished tiles take a short way; everything else goes through the app. */
async function listenerOf(options: AppOptions): Promise<RequestListener> {
  const { tiles, config, tileGate = new TileGate() } = options;
  const usual = getRequestListener(createApp({ ...options, tileGate }).fetch, { hostname: config.host });
  const hot = await hotTiles({ tiles, gate: tileGate, config });
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

/** How slow and how many clients may be; times in ms. */
export interface ClientLimits {
  headersMs: number;
  requestMs: number;
  silenceMs: number;
  keepAliveMs: number;
  /** Time between two looks for requests that take too long. */
  checkMs: number;
  mostConnections: number;
  mostHeaders: number;
}

/** An HTTP server that gives up on clients who would hold it by sending or reading slowly, and turns more away than it can hold. */
export function createLimitedServer(listener: RequestListener, limits: ClientLimits = CLIENT_LIMITS): Server {
  const { headersMs, requestMs, keepAliveMs, checkMs, mostConnections, mostHeaders, silenceMs } = limits;
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: checkMs,
    },
    listener,
  );
  server.maxConnections = mostConnections;
  server.maxHeadersCount = mostHeaders;
  server.setTimeout(silenceMs);
  return server;
}

function listen(listener: RequestListener, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createLimitedServer(listener);
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
