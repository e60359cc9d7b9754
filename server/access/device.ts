import { randomBytes } from 'node:crypto';
import type { Sealer } from './sealing.ts';

/** Accounts that a browser is remembered for, as at the shared computer of an office. */
const MOST_ACCOUNTS = 5;
/** Time in seconds that a browser keeps the mark: the longest that browsers keep anything. */
export const DEVICE_S = 400 * 24 * 60 * 60;

const PURPOSE = 'device';

/**
 * The mark in a browser's cookie for an account that has signed in there before: own to this browser, and signed, so that
 * nobody can make one. Undefined where there is none.
 */
export function deviceOf(sealer: Sealer, cookie: string | undefined, accountId: number): string | undefined {
  return marksOf(sealer, cookie).find((mark) => accountOf(mark) === accountId);
}

/** The cookie of a browser in which this account has just signed in. It says numbers of accounts and nothing else. */
export function withDevice(sealer: Sealer, cookie: string | undefined, accountId: number): string {
  const marks = marksOf(sealer, cookie);
  const own =
    marks.find((mark) => accountOf(mark) === accountId) ?? `${accountId}.${randomBytes(12).toString('base64url')}`;
  return [own, ...marks.filter((mark) => mark !== own)]
    .slice(0, MOST_ACCOUNTS)
    .map((mark) => `${mark}.${sealer.sign(PURPOSE, mark)}`)
    .join('~');
}

function accountOf(mark: string): number {
  return Number(mark.split('.', 1)[0]);
}

/** Marks of the cookie whose signatures are right, the account used last first. */
function marksOf(sealer: Sealer, cookie: string | undefined): string[] {
  return (cookie ?? '')
    .split('~', MOST_ACCOUNTS)
    .map((entry) => /^(\d{1,10}\.[\w-]{16})\.([\w-]{43})$/.exec(entry) ?? [])
    .filter(([, mark, signature]) => mark && signature && sealer.isSigned(PURPOSE, mark, signature))
    .map(([, mark]) => mark!);
}
