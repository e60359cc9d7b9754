import { Secret, TOTP } from 'otpauth';

/** What authenticator apps can do without exception (RFC 6238): SHA-1, six digits, a new code every 30 s. */
const usual = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Codes this many steps before and after the present one are taken, for clocks that are a little wrong. */
const WINDOW_STEPS = 1;

/** A new secret of 160 bits and the address that an authenticator reads from a QR code. */
export function newFactor(login: string): { secret: string; otpauth_url: string } {
  const secret = new Secret({ size: 20 });
  const totp = new TOTP({ ...usual, issuer: 'Jingwei', label: login, secret });
  return { secret: secret.base32, otpauth_url: totp.toString() };
}

/** Number of the step that a code belongs to, counted from 1970 in 30 s; null where it is none of those now in force. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ ...usual, secret: Secret.fromBase32(secret) });
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW_STEPS });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
