import type { TileSet } from '../api/deployment/schema.ts';

/** Sets that anybody may see: the ground and the names and borders of areas. */
const openSets: ReadonlySet<string> = new Set<TileSet>(['ground', 'areas']);
/** How long a credential that was good is taken to be good, in ms: a page asks for dozens of tiles in a moment. */
const REMEMBERED_MS = 10_000;
/** Credentials remembered at once; a map of hex digests of this size takes about 2 MB. */
const MOST_REMEMBERED = 10_000;

/** Whether everybody may see the tiles of a set; of any name that is no set, not. */
export function isOpenSet(set: string): boolean {
  return openSets.has(set);
}

/**
 * Remembers for ten seconds which credentials may see tiles, so that the short way of tiles need not ask the database. Who
 * signs out may be shown tiles for so long; they hold places, not persons.
 */
export class TileGate {
  readonly #until = new Map<string, number>();

  /** Whether a credential was found good within the last ten seconds. @param now in ms. */
  allows(digest: Buffer, now: number): boolean {
    return (this.#until.get(digest.toString('hex')) ?? 0) > now;
  }

  /** Remembers that a credential is good. @param now in ms. */
  allow(digest: Buffer, now: number): void {
    const key = digest.toString('hex');
    // Moved to the end: those at the beginning are the ones that were found good longest ago.
    this.#until.delete(key);
    this.#until.set(key, now + REMEMBERED_MS);
    for (const oldest of this.#until.keys()) {
      if (this.#until.size <= MOST_REMEMBERED) break;
      this.#until.delete(oldest);
    }
  }
}
