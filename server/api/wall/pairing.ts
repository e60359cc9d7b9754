import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { addressOf } from '../../access/address.ts';
import { digestOf, newSecret } from '../../access/credential.ts';
import { enter } from '../../access/enter.ts';
import type { Database } from '../../db/open.ts';
import { type ApiEnv, validated } from '../context.ts';
import { tooBusy } from '../failures.ts';
import { entranceOf } from '../granted.ts';
import { setWallCredential } from '../session/cookies.ts';
import type { WallLimits } from '../walls/limits.ts';
import { digestOfPairing, newPairingCode } from '../walls/pairing-code.ts';
import { beginPairing, claimScreen } from './pairing-sql.ts';
import type { NewPairing, PairingState } from './schema.ts';

/** How long a code holds, ms, and how long a token of a screen, s; both as the functions of the database have it. */
const CODE_MS = 10 * 60_000;
const TOKEN_S = 365 * 86_400;
/** Codes that are tried before it is said that too many screens wait: of a million, at most 200 are taken. */
const MOST_TRIES = 5;

/** The secret that a waiting screen was given. */
const claimBody = z.object({
  secret: z
    .string({ error: 'the secret of the pairing is missing | 缺少配对凭据' })
    .regex(/^[\w-]{20,100}$/, 'this is no secret of a pairing | 配对凭据格式不正确'),
});

/** How a screen gets its token: it shows a code, somebody types it who may let screens in, and it claims the token. */
export function pairing(limits: WallLimits) {
  return new Hono<ApiEnv>()
    .post('/', async (c) => {
      await limits.countPairing(addressOf(c));
      const secret = newSecret();
      const code = await asAnybody(c, (sql) => waitingCode(c, sql, digestOf(secret)));
      const now_ms = c.get('now').getTime();
      c.header('Cache-Control', 'no-store');
      return c.json<NewPairing>({ code, secret, until_ms: now_ms + CODE_MS, now_ms }, 201);
    })
    .post('/claim', validated('json', claimBody), async (c) => {
      const token = newSecret();
      const digests = [digestOf(c.req.valid('json').secret), digestOf(token)] as const;
      const let_in = await asAnybody(c, (sql) => claimScreen(sql, ...digests));
      c.header('Cache-Control', 'no-store');
      if (let_in === null) return c.json<PairingState>({ state: 'over' });
      // Whoever knows such a secret was given it; eight screens of an office ask often.
      await c.get('limits').forgiveAddress(addressOf(c));
      if (!let_in) return c.json<PairingState>({ state: 'waiting' });
      setWallCredential(c, token, TOKEN_S);
      return c.json<PairingState>({ state: 'let_in' });
    });
}

/** A transaction without any rights, whoever is signed in beside the wall. */
function asAnybody<Result>(c: Context<ApiEnv>, work: (sql: Database) => Promise<Result>): Promise<Result> {
  return enter(c.get('database'), { ...entranceOf(c), digest: undefined }, work);
}

/** A code that no other screen waits with. @throws AppError 503 where too many wait. */
async function waitingCode(c: Context<ApiEnv>, sql: Database, secretDigest: Buffer): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = newPairingCode();
    if (await beginPairing(sql, secretDigest, digestOfPairing(c.get('sealer'), code))) return code;
  }
  throw tooBusy();
}
