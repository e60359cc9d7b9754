import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where files lie that were uploaded: a folder for us alone, as they may be about persons. */
export const uploadFolder = (dataFolder: string) => path.join(dataFolder, 'uploads');

const known = /\.(csv|tsv|txt|xlsx|zip|shp|geojson|json|geojsonl|ndjson|gpkg|kml|kmz|gpx|dxf|osm|pbf|gz)$/i;

/** Where a batch's file lies: our name, and only an extension that we know of theirs. */
export function uploadPath(dataFolder: string, batchId: number, fileName: string): string {
  const extension = known.exec(fileName)?.[0].toLowerCase() ?? '';
  return path.join(uploadFolder(dataFolder), `${batchId}${extension}`);
}

/** Writes a piece of a file where it belongs. */
export async function writePiece(file: string, offset: number, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    await handle.write(bytes, 0, bytes.length, offset);
  } finally {
    await handle.close();
  }
}

/** Deletes a batch's file, if it is there. */
export function removeUpload(file: string): Promise<void> {
  return rm(file, { force: true });
}

/** SHA-256 of a file, hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Deletes uploaded files that were last written before a moment or belong to no batch that still has one; the numbers of their batches. */
export async function sweepUploads(
  dataFolder: string,
  before: Date,
  isWanted: (batchId: number) => boolean,
): Promise<number[]> {
  const folder = uploadFolder(dataFolder);
  const gone: number[] = [];
  for (const name of await readdir(folder).catch(() => [] as string[])) {
    const batchId = Number.parseInt(name, 10);
    const file = path.join(folder, name);
    if (isWanted(batchId) && (await stat(file)).mtime >= before) continue;
    await rm(file, { force: true });
    gone.push(batchId);
  }
  return gone;
}
