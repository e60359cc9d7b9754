import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { tooBusy } from '../api/failures.ts';
import { Turns } from '../api/turns.ts';

/** Cost of a hash: 2 ** `log2_n` rounds. 16 with a `block` of 8 takes 64 MiB and about 0.15 s. */
interface Cost {
  log2_n: number;
  block: number;
  parallel: number;
}
const cost: Cost = { log2_n: 16, block: 8, parallel: 1 };
const HASH_BYTES = 32;

/** Which queue a hash waits in: strangers who try passwords by the hundred do not hold up who is known. */
export type Queue = 'known' | 'unknown';
/** One hash at once for those who are known (signed in, or at a browser of theirs), and one for everybody else. */
const queues: Record<Queue, { turns: Turns; waiting: number }> = {
  known: { turns: new Turns(1), waiting: 0 },
  unknown: { turns: new Turns(1), waiting: 0 },
};
/** Whoever waits behind more than these is told to come back: it would take over five seconds. */
const MOST_WAITING = 40;

/** What to store of a password: `$scrypt$ln=16,r=8,p=1$salt$hash`, salted anew each time. */
export async function hashPassword(password: string, queue: Queue = 'known'): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost, queue);
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$scrypt$ln=${cost.log2_n},r=${cost.block},p=${cost.parallel}$${text(salt)}$${text(hash)}`;
}

/**
 * Whether a password is the one that was stored. Where there is none (null) it takes as long to say no.
 * @throws AppError 503 when too many wait to be checked.
 */
export async function checkPassword(password: string, stored: string | null, queue: Queue = 'known'): Promise<boolean> {
  const known = stored === null ? undefined : parse(stored);
  const hash = await derive(password, known?.salt ?? Buffer.alloc(16), known?.cost ?? cost, queue);
  return timingSafeEqual(hash, known?.hash ?? randomBytes(HASH_BYTES)) && known !== undefined;
}

/** Whether a stored hash was made with less than today's cost and is to be made again while the password is at hand. */
export function isOutdated(stored: string): boolean {
  const known = parse(stored)?.cost;
  return known?.log2_n !== cost.log2_n || known.block !== cost.block || known.parallel !== cost.parallel;
}

/** Letters and digits that nobody mistakes for another when reading them aloud. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password, three groups of four (59 bits): easy to read out and to type, to be changed at the first sign-in. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => CLEAR[randomInt(CLEAR.length)]).join('');
  return [group(), group(), group()].join('-');
}

function parse(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } | undefined {
  const [, n, r, p, salt, hash] =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]{43})$/.exec(stored) ?? [];
  if (!salt || !hash) return undefined;
  return {
    cost: { log2_n: Number(n), block: Number(r), parallel: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** The same characters may be typed in several ways; NFKC makes one of them. */
async function derive(
  password: string,
  salt: Buffer,
  { log2_n, block, parallel }: Cost,
  queue: Queue,
): Promise<Buffer> {
  const N = 2 ** log2_n;
  const options: ScryptOptions = { N, r: block, p: parallel, maxmem: 256 * N * block };
  const line = queues[queue];
  if (line.waiting >= MOST_WAITING) throw tooBusy();
  line.waiting++;
  try {
    return await line.turns.take(() => scryptOf(password.normalize('NFKC'), salt, options));
  } finally {
    line.waiting--;
  }
}

function scryptOf(text: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
