import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';

/** A tile as it is kept and sent. */
export interface FinishedTile {
  /** The encoded tile, compressed where `gzipped`; null where nothing lies. */
  body: Uint8Array | null;
  gzipped: boolean;
  /** 16 characters of the hash of the uncompressed tile, which tell bodies apart; empty where nothing lies. */
  digest: string;
}

/** Smaller tiles gain nothing from compression. */
const GZIPPED_FROM_BYTES = 1024;
/** Of gzip: 6, the usual one, makes a tile 3 % smaller and takes twice the time, longer than the cutting. */
const LEVEL = 4;

/** Compresses a tile, once for all who will ask for it; its body has a buffer of its own, which may be transferred. */
export function finishTile(bytes: Uint8Array | null): FinishedTile {
  if (bytes === null) return { body: null, gzipped: false, digest: '' };
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  const gzipped = bytes.length >= GZIPPED_FROM_BYTES;
  return { body: new Uint8Array(gzipped ? gzipSync(bytes, { level: LEVEL }) : bytes), gzipped, digest };
}

const gunzipped = promisify(gunzip);

/** The uncompressed tile; null where nothing lies. */
export async function expandTile({ body, gzipped }: FinishedTile): Promise<Uint8Array | null> {
  return body !== null && gzipped ? gunzipped(body) : body;
}
