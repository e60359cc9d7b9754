import { nextPiece, pauseAfter, type Sample, secondsLeft, withSample } from './pieces.ts';

/** What a file on its way needs of the world. */
export interface UploadMeans {
  /** Sends a piece, and tells how much of the file is there. */
  send: (piece: Blob, offset: number, signal: AbortSignal) => Promise<number>;
  /** Whether something that failed may succeed by itself: seconds to wait at least; null: it will not. */
  passing: (error: unknown) => number | null;
  /** Waits so many seconds, less when the network comes back. Throws what the signal says. */
  pause: (seconds: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
  most: number;
}

/** How far a file has come. */
export interface UploadProgress {
  received: number;
  size: number;
  seconds_left: number | null;
  /** Seconds until it is tried again; 0: it is being sent. */
  waits_s: number;
}

/**
 * Sends the rest of a file piece by piece, as often as it takes.
 * @param begun how much is there already.
 * @throws what cannot pass by itself, a file that can no longer be read among it; the signal's reason.
 */
export async function sendFile(
  file: Blob,
  begun: number,
  { send, passing, pause, now, most }: UploadMeans,
  tell: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  let received = begun;
  let failures = 0;
  let samples: Sample[] = [{ at_ms: now(), bytes: begun }];
  const say = (waits_s: number) =>
    tell({ received, size: file.size, seconds_left: secondsLeft(samples, file.size), waits_s });
  say(0);
  for (let piece = nextPiece(received, file.size, most); piece; piece = nextPiece(received, file.size, most)) {
    signal.throwIfAborted();
    // Into memory first: a file that was changed or taken away meanwhile fails here and not as a lost network.
    const bytes = new Blob([await file.slice(piece.from, piece.to).arrayBuffer()], {
      type: 'application/octet-stream',
    });
    let wait: number;
    try {
      const there = await send(bytes, piece.from, signal);
      if (there !== piece.from) {
        failures = 0;
        received = there;
        samples = withSample(samples, { at_ms: now(), bytes: received });
        say(0);
        continue;
      }
      wait = 0;
    } catch (error) {
      signal.throwIfAborted();
      const least = passing(error);
      if (least === null) throw error;
      wait = least;
    }
    failures += 1;
    const seconds = pauseAfter(failures, wait);
    say(seconds);
    await pause(seconds, signal);
    samples = [{ at_ms: now(), bytes: received }];
    say(0);
  }
}
