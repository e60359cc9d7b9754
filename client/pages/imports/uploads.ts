import { MOST_PIECE_BYTES } from '../../../server/api/imports/schema.ts';
import { ApiError } from '../../api.ts';
import { sendFile, type UploadProgress } from '../../state/imports/upload.ts';
import { Signal } from '../../state/signals.ts';
import { beginReading, sendPiece } from './ask.ts';

/** A file that this page sends, or has stopped sending. */
export interface Upload extends UploadProgress {
  file: File;
  state: 'sending' | 'paused' | 'failed';
  /** Why it failed. */
  fault: Error | null;
}

/** Files on their way by their batch: they go on while one looks at another batch. A reload ends them; the server keeps what has come. */
export const uploads = new Signal<ReadonlyMap<number, Upload>>(new Map());
const controls = new Map<number, AbortController>();

/** Sends the rest of a batch's file, and has it read then. */
export async function startUpload(id: number, file: File, received: number): Promise<void> {
  controls.get(id)?.abort();
  const control = new AbortController();
  controls.set(id, control);
  const { signal } = control;
  let progress: UploadProgress = { received, size: file.size, seconds_left: null, waits_s: 0 };
  const tell = (told: UploadProgress) => {
    progress = told;
    if (!signal.aborted) note(id, { ...told, file, state: 'sending', fault: null });
  };
  try {
    await sendFile(
      file,
      received,
      {
        ...{ passing, pause, now: Date.now, most: MOST_PIECE_BYTES },
        send: (piece, offset, given) => sendPiece(id, piece, offset, given),
      },
      tell,
      signal,
    );
    await beginReading(id);
    note(id, null);
  } catch (error) {
    if (signal.aborted) return;
    note(id, { ...progress, file, state: 'failed', fault: error as Error });
  }
}

/** Sends no more of it for now; what has come stays. */
export function pauseUpload(id: number): void {
  const upload = uploads.value.get(id);
  controls.get(id)?.abort();
  if (upload) note(id, { ...upload, state: 'paused', waits_s: 0 });
}

/** Gives a file up; what has come stays with the server. */
export function dropUpload(id: number): void {
  controls.get(id)?.abort();
  controls.delete(id);
  note(id, null);
}

function note(id: number, upload: Upload | null): void {
  const next = new Map(uploads.value);
  if (upload) next.set(id, upload);
  else next.delete(id);
  uploads.set(next);
}

/** A lost network, a server that restarts or has too much to do. */
function passing(error: unknown): number | null {
  if (!(error instanceof ApiError)) return null;
  const { status, retry_s } = error;
  return status === 0 || status === 429 || status >= 500 ? (retry_s ?? 0) : null;
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
