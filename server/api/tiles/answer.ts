import { isOpenSet } from '../../access/tile-gate.ts';
import type { FinishedTile } from '../../tiles/finished-tile.ts';

/** Media type registered for Mapbox Vector Tiles. */
const TILE_TYPE = 'application/vnd.mapbox-vector-tile';

/** What a request says of the answer that it wants. */
export interface TileWish {
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
}

/** What is answered to a request for a tile, but for the headers that every answer has. */
export interface TileAnswer {
  status: 200 | 204 | 304;
  headers: Record<string, string>;
  body: Uint8Array | null;
  /** The body is compressed and has to be expanded: who asks takes no gzip. `Content-Length` is missing then. */
  expand: boolean;
}

/** Who may keep a tile: any cache on the way, only the browser of whoever asked, or nobody. */
export type Keeping = 'public' | 'private' | 'nobody';

/** Who may keep a tile of a set. @param current the tile was asked for under the version that its set has now. */
export function keepingOf(set: string, current: boolean): Keeping {
  // An old address shows what is there now, but may not be kept: it would outlive the next change.
  if (!current) return 'nobody';
  return isOpenSet(set) ? 'public' : 'private';
}

/** Answers a request for a tile. */
export function answerTile({ body, gzipped, digest }: FinishedTile, wish: TileWish, keeping: Keeping): TileAnswer {
  const kept = { 'cache-control': keeping === 'nobody' ? 'no-store' : `${keeping}, max-age=31536000, immutable` };
  if (body === null) return { status: 204, headers: kept, body: null, expand: false };
  const compressed = gzipped && acceptsGzip(wish.acceptEncoding);
  const etag = compressed ? `"${digest}-gzip"` : `"${digest}"`;
  const headers = { ...kept, etag, vary: 'Accept-Encoding' };
  if (holds(wish.ifNoneMatch, etag)) return { status: 304, headers, body: null, expand: false };
  const expand = gzipped && !compressed;
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': TILE_TYPE,
      ...(compressed && { 'content-encoding': 'gzip' }),
      ...(!expand && { 'content-length': String(body.byteLength) }),
    },
    body,
    expand,
  };
}

/** Whether gzip is among the encodings that are taken, by name or as any, and not refused by a weight of 0. */
export function acceptsGzip(acceptEncoding = ''): boolean {
  let accepted = known.get(acceptEncoding);
  if (accepted === undefined) {
    accepted = readsGzip(acceptEncoding);
    if (known.size >= 100) known.clear();
    known.set(acceptEncoding, accepted);
  }
  return accepted;
}
/** The few values that browsers send. */
const known = new Map<string, boolean>();

function readsGzip(acceptEncoding: string): boolean {
  const weights = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((word) => word.trim()));
  const named =
    weights.find(([name]) => name === 'gzip' || name === 'x-gzip') ?? weights.find(([name]) => name === '*');
  return named !== undefined && !named.slice(1).some((parameter) => /^q=0(\.0*)?$/.test(parameter));
}

/** Whether who asks has the answer with this tag already. */
function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
}
