/** Bytes of a file, from the first to before the second. */
export interface Piece {
  from: number;
  to: number;
}

/** The piece that comes next, of at most `most` bytes; null where the whole file has come. */
export function nextPiece(received: number, size: number, most: number): Piece | null {
  return received >= size ? null : { from: received, to: Math.min(received + most, size) };
}

const longestPause_s = 30;

/** Seconds to wait after so many failures in a row, at least 1: 1, 2, 4 … 30; never less than the server asks for. */
export function pauseAfter(failures: number, retry_s = 0): number {
  return Math.max(retry_s, Math.min(longestPause_s, 2 ** (failures - 1)));
}

/** How much had come at a moment, in ms. */
export interface Sample {
  at_ms: number;
  bytes: number;
}

/** Pieces that the pace is reckoned from: a slow minute an hour ago says nothing. */
const kept = 12;

/** The samples with a new one, without those that are too old. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples, sample].slice(-kept);
}

/** Seconds until the whole file has come at the pace of the samples, rounded up; null while that cannot be told. */
export function secondsLeft(samples: readonly Sample[], size: number): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.bytes <= first.bytes || last.at_ms <= first.at_ms) return null;
  const pace = (last.bytes - first.bytes) / (last.at_ms - first.at_ms);
  return Math.ceil((size - last.bytes) / pace / 1000);
}
