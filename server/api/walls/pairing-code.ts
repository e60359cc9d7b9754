import { randomInt } from 'node:crypto';
import type { Sealer } from '../../access/sealing.ts';

/** Six random digits that a screen shows while it waits. */
export function newPairingCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** What the database keeps of such a code: a keyed digest, as a million values are soon tried. */
export function digestOfPairing(sealer: Sealer, code: string): Buffer {
  return Buffer.from(sealer.sign('screen pairing', code), 'base64url');
}
