import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';

/** Time over which wrong tries are counted, in seconds. */
const WINDOW_S = 15 * 60;
/** Wrong tries that a browser of the account's own gets. */
const KNOWN_TRIES = 10;
/** Wrong tries that an address gets at one login, and at one that is being guessed at. */
const ADDRESS_TRIES = 10;
const ATTACKED_TRIES = 3;
/** Wrong tries of strangers in an hour from which a login counts as being guessed at. */
const ATTACK_FROM = 30;
const ATTACK_WINDOW_S = 60 * 60;
/** Wrong tries that an address gets over all logins; a whole office may stand behind one. */
const ALL_LOGINS_TRIES = 100;

/** Who tries to sign in. */
export interface Attempt {
  /** What is guessed at: a login, or the number of an account. */
  login: string;
  address: string;
  /** Mark of a browser that has signed in to this account before. */
  device: string | undefined;
}

/**
 * Counts wrong tries in memory so that guessing is slow and nobody can be locked out by somebody else: a browser that signed
 * in before has a counter of its own, and an address that has not tried a login yet always gets some tries.
 */
export class SignInLimits {
  readonly #known = counter(WINDOW_S);
  readonly #addressAtLogin = counter(WINDOW_S);
  readonly #address = counter(WINDOW_S);
  readonly #strangersAtLogin = counter(ATTACK_WINDOW_S);

  /**
   * Counts a try before it is judged, so that many at once count, too; `succeeded` takes it back.
   * @throws AppError (429) with the seconds to wait where there were too many.
   */
  async begin({ login, address, device }: Attempt): Promise<void> {
    if (device) return spend([[this.#known, device, KNOWN_TRIES]]);
    const attacked = ((await this.#strangersAtLogin.get(login))?.consumedPoints ?? 0) >= ATTACK_FROM;
    await spend([
      [this.#addressAtLogin, atLogin({ login, address }), attacked ? ATTACKED_TRIES : ADDRESS_TRIES],
      [this.#address, address, ALL_LOGINS_TRIES],
    ]);
    await this.#strangersAtLogin.penalty(login);
  }

  /** Takes a try back that was right: earlier wrong ones at this login no longer count against this browser or address. */
  async succeeded({ login, address, device }: Attempt): Promise<void> {
    if (device) {
      await this.#known.delete(device);
      return;
    }
    await this.#addressAtLogin.delete(atLogin({ login, address }));
    await this.#address.reward(address);
    await this.#strangersAtLogin.reward(login);
  }
}

/** Points are counted without a ceiling; `spend` says what is too many. */
function counter(duration: number): RateLimiterMemory {
  return new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration });
}

/** Counts one try with every counter, or with none where one of them has had its most: whoever waits as told can go on. */
async function spend(counters: [RateLimiterMemory, key: string, most: number][]): Promise<void> {
  // Counted first and looked at then: tries that come together must not all see the count before them.
  const spent = await Promise.all(counters.map(([limiter, key]) => limiter.penalty(key)));
  const refused = spent.find(({ consumedPoints }, at) => consumedPoints > counters[at]![2]);
  if (!refused) return;
  await Promise.all(counters.map(([limiter, key]) => limiter.reward(key)));
  throw tooManyTries(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
}

function atLogin({ login, address }: Pick<Attempt, 'login' | 'address'>): string {
  return `${address} ${login}`;
}

function tooManyTries(retry_s: number): AppError {
  const minutes = Math.ceil(retry_s / 60);
  return new AppError(
    'too_many',
    {
      'zh-CN': `错误次数过多，请在${minutes}分钟后再试，或在曾经登录过的浏览器上登录。`,
      en: `Too many wrong tries. Try again in ${minutes} min, or sign in from a browser that you have used before.`,
    },
    { retry_s },
  );
}
