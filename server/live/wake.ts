import type { Database } from '../db/open.ts';
import { feedChannel } from './feed.ts';

/** Hears from other servers that they moved something. */
export interface Wake {
  /** Listens anew. @throws Error where the database is away; the next renewal tries again. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Begins to listen. The driver listens anew by itself when its connection breaks, but gives up for good where the database
 * is still away then: that shows by nothing, so whoever holds this renews it from time to time.
 * @param heard is told the newest number of the feed.
 */
export async function listenForMoves(sql: Pick<Database, 'listen'>, heard: (newest: number) => void): Promise<Wake> {
  const listen = () => sql.listen(feedChannel, (newest) => heard(Number(newest)));
  let held: Awaited<ReturnType<typeof listen>> | undefined = await listen();
  const stop = async () => {
    const old = held;
    held = undefined;
    await old?.unlisten();
  };
  return {
    stop,
    async renew() {
      await stop();
      held = await listen();
    },
  };
}
