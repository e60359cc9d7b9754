import type { ServerResponse } from 'node:http';
import { dayOf } from '../api/calendar.ts';
import { tooBusy } from '../api/failures.ts';
import { BEAT_S } from '../api/live/schema.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { Faults } from './faults.ts';
import { readNewest, trimFeed } from './feed.ts';
import { Hub, MOST_MISSED, type Screen } from './hub.ts';
import { letIn } from './joining.ts';
import { FeedReader } from './reader.ts';
import { listenForMoves, type Wake } from './wake.ts';
import { checkCredentials, NewsWatch } from './watch.ts';

/** Longest time until a change begins to move of which nobody tells, such as one of an import, ms. */
const LOOK_MS = 1000;
/** Time between two looks at whether credentials are still good, and whether others' moves are still heard, ms. */
const CHECK_MS = 60_000;
/** Time between two removals of what is too old, ms. */
const TRIM_MS = 3_600_000;
/** Open feeds of this process; the rest of its 4,096 connections is for requests. */
const MOST_FEEDS = 3000;
/** Open feeds of one credential: a page opens one a browser. */
const MOST_OF_CREDENTIAL = 20;

/** The feed of changes to open screens. */
export interface Live {
  /** Says that something was committed: it reaches the screens without waiting for the next look. */
  poke(): void;
  /** @throws AppError 429 or 503 where there are too many feeds of a credential, or at all. */
  checkRoom(digest: Buffer): void;
  /** Lets an answer whose head was sent be a screen's feed until either side closes it. */
  open(outlet: ServerResponse, listener: Listener): void;
  /** Ends all feeds and reads no more. */
  close(): Promise<void>;
}

/** Who listens, and from where on. */
export interface Listener {
  /** SHA-256 of the credential. */
  digest: Buffer;
  /** Prefixes of the codes of the areas whose incidents may be placed; none: only `news` comes. */
  areas: readonly string[];
  /** True for a display, whose places are coarse. */
  coarse: boolean;
  /** Last number that the screen has; undefined: it begins now. */
  after: number | undefined;
}

/** What the feed needs. */
export interface LiveOptions {
  /** The owner's pool. */
  sql: Database;
  /** True where `listen` does not work. */
  embedded: boolean;
  config: Pick<Config, 'timeZone'>;
  /** Is told what failed, such as a database that is away; once, until that has worked again. */
  onFault?: (error: unknown) => void;
}

/** Begins to move the outbox into the feed, and the feed to the screens that are opened. */
export async function startLive({ sql, embedded, config, onFault = () => {} }: LiveOptions): Promise<Live> {
  const hub = new Hub();
  const faults = new Faults(onFault);
  const reader = new FeedReader(sql, hub, faults);
  const poke = () => void reader.read();
  hub.begin(await readNewest(sql, MOST_MISSED));
  const wake = embedded
    ? null
    : await listenForMoves(sql, (newest) => {
        if (newest > hub.seq) poke();
      });
  let closed = false;
  const timers = startTimers(sql, hub, { faults, poke, wake, timeZone: config.timeZone });
  return {
    poke,
    checkRoom: (digest) => checkRoom(hub, digest.toString('hex')),
    open(outlet, { digest, areas, coarse, after }) {
      if (closed) return void outlet.end();
      const screen: Screen = { outlet, areas, coarse, credential: digest.toString('hex') };
      // What a broken connection says is followed by its closing.
      outlet.on('error', () => {});
      outlet.once('close', () => hub.leave(screen));
      void faults.guard('resume', () => letIn({ sql, hub, reader }, screen, after));
    },
    async close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      hub.close();
      await reader.close();
      await wake?.stop();
    },
  };
}

function startTimers(
  sql: Database,
  hub: Hub,
  { faults, poke, wake, timeZone }: { faults: Faults; poke: () => void; wake: Wake | null; timeZone: string },
): NodeJS.Timeout[] {
  const news = new NewsWatch();
  const today = () => dayOf(new Date(), timeZone);
  const jobs: [number, () => void][] = [
    [LOOK_MS, poke],
    [LOOK_MS, () => void faults.guard('news', () => news.look(sql, hub))],
    [BEAT_S * 1000, () => hub.beat()],
    [CHECK_MS, () => void faults.guard('check', () => checkCredentials(sql, hub, today()))],
    [CHECK_MS, () => void faults.guard('listen', async () => wake?.renew())],
    [TRIM_MS, () => void faults.guard('trim', () => trimFeed(sql))],
  ];
  return jobs.map(([every_ms, job]) => setInterval(job, every_ms).unref());
}

function checkRoom(hub: Hub, credential: string): void {
  if (hub.count >= MOST_FEEDS) throw tooBusy();
  if (hub.countOf(credential) < MOST_OF_CREDENTIAL) return;
  throw new AppError(
    'too_many',
    {
      'zh-CN': `同一登录至多同时打开${MOST_OF_CREDENTIAL}个实时连接，请关闭其他页面。`,
      en: `One session may have ${MOST_OF_CREDENTIAL} live connections open. Please close other pages.`,
    },
    { retry_s: BEAT_S },
  );
}
