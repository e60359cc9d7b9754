import type { IncomingMessage, ServerResponse } from 'node:http';
import { Hono } from 'hono';
import { digestOf, secretOf } from '../../access/credential.ts';
import { isOpenSet, type TileGate } from '../../access/tile-gate.ts';
import type { Config } from '../../config.ts';
import { tileHeaders } from '../../page-headers.ts';
import type { FinishedTile } from '../../tiles/finished-tile.ts';
import type { TileService } from '../../tiles/service.ts';
import { acceptsGzip, answerTile, keepingOf, type TileAnswer } from './answer.ts';

const PREFIX = '/api/tiles/';

/** Answers a request where a finished tile is at hand; false where it has to go the usual way. */
export type HotTiles = (request: IncomingMessage, response: ServerResponse) => boolean;

/** An answer ready to be written: names and values of its headers in turn. */
interface Prepared {
  status: TileAnswer['status'];
  headers: string[];
  body: Uint8Array | null;
}

/** What the short way works with. */
interface HotOptions {
  tiles: TileService;
  /** Shared with the route, which lets credentials in. */
  gate: TileGate;
  config: Pick<Config, 'publicUrl'>;
}

/**
 * The short way of the tiles that most requests are for: those already cut, under their current address, for whoever was
 * let in a moment ago. What it answers is what the route answers, byte by byte, many times faster.
 */
export async function hotTiles({ tiles, gate, config }: HotOptions): Promise<HotTiles> {
  const everywhere = await headersOfEveryTile();
  // Apart, as two sets may share a tile: the empty one.
  const preparedOpen = new WeakMap<FinishedTile, Prepared>();
  const preparedClosed = new WeakMap<FinishedTile, Prepared>();

  function prepare(set: string, tile: FinishedTile, request: IncomingMessage): Prepared | undefined {
    const prepared = isOpenSet(set) ? preparedOpen : preparedClosed;
    const acceptEncoding = request.headers['accept-encoding'] as string | undefined;
    const ifNoneMatch = request.headers['if-none-match'];
    const usual = ifNoneMatch === undefined && (!tile.gzipped || acceptsGzip(acceptEncoding));
    const known = usual ? prepared.get(tile) : undefined;
    if (known) return known;
    const { status, headers, body, expand } = answerTile(tile, { acceptEncoding, ifNoneMatch }, keepingOf(set, true));
    if (expand) return undefined;
    const pairs = Object.entries({ ...everywhere, ...headers }).sort(([a], [b]) => (a < b ? -1 : 1));
    // A view of the same bytes: the system takes a Buffer as it is, and wraps any other array anew for each answer.
    const view = body && Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const answer = { status, headers: pairs.flat(), body: view };
    if (usual) prepared.set(tile, answer);
    return answer;
  }

  function isLetIn({ headers }: IncomingMessage): boolean {
    const secret = secretOf(headers, config);
    return secret !== undefined && gate.allows(digestOf(secret), Date.now());
  }

  return (request, response) => {
    const { url, method } = request;
    if (!url?.startsWith(PREFIX) || (method !== 'GET' && method !== 'HEAD')) return false;
    const set = url.slice(PREFIX.length, url.indexOf('/', PREFIX.length));
    const tile = tiles.kept(url.slice(PREFIX.length));
    if (!tile || !(isOpenSet(set) || isLetIn(request))) return false;
    const answer = prepare(set, tile, request);
    if (!answer) return false;
    response.writeHead(answer.status, answer.headers);
    response.end(method === 'HEAD' ? undefined : (answer.body ?? undefined));
    return true;
  };
}

async function headersOfEveryTile(): Promise<Record<string, string>> {
  const app = new Hono().use(tileHeaders).get('/', (c) => c.body(null));
  return Object.fromEntries((await app.request('/')).headers);
}
