import { createHash } from 'node:crypto';
import type { Sealer } from '../../access/sealing.ts';

/** Letters and digits of a code, 32 of them: without I, O, 0 and 1, which are mistaken for each other. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 10;

/**
 * The code by which a report is followed, 50 random bits: it follows from the report's key and the deployment's, so that a report
 * that is sent twice has one code though only its digest is kept.
 */
export function followCodeOf(sealer: Sealer, reportKey: string): string {
  const bytes = Buffer.from(sealer.sign('follow code', reportKey.toLowerCase()), 'base64url');
  return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** What the database keeps of a code: its SHA-256. */
export function digestOfCode(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
