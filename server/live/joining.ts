import type { Database } from '../db/open.ts';
import { oldestKept, readMissed } from './feed.ts';
import { changesText, eventText, helloText, type Reach } from './frames.ts';
import { type Hub, MOST_MISSED, type Screen } from './hub.ts';
import type { FeedReader } from './reader.ts';

/** What letting a screen in needs. */
export interface Entry {
  sql: Database;
  hub: Hub;
  reader: Pick<FeedReader, 'read'>;
}

/**
 * Lets a screen in with all that it missed, or tells it to ask anew where that is too much or no longer kept.
 * @param after last number that the screen has; undefined: it begins now.
 * @throws Error where the database cannot tell what was missed; the connection is closed then, and the screen comes again.
 */
export async function letIn({ sql, hub, reader }: Entry, screen: Screen, after: number | undefined): Promise<void> {
  if (after === undefined) return hub.join(screen);
  // It comes from a server that had read further.
  if (after > hub.seq) await reader.read();
  try {
    const missed = await missedBy(sql, hub, screen, after);
    if (screen.outlet.destroyed) return;
    const { floor, seq } = hub;
    if (missed === null || missed.upTo < floor) {
      hub.join(screen, seq, helloText(seq) + eventText('reset', '{}', seq));
    } else {
      hub.join(screen, missed.upTo, helloText(after) + missed.text);
    }
  } catch (error) {
    screen.outlet.destroy();
    throw error;
  }
}

/** What was missed of what is no longer in memory, and up to which number; null: too much, or it is no longer known. */
async function missedBy(
  sql: Database,
  { floor, seq }: Hub,
  reach: Reach,
  after: number,
): Promise<{ upTo: number; text: string } | null> {
  if (after > seq) return null;
  if (after >= floor) return { upTo: after, text: '' };
  const oldest = await oldestKept(sql);
  if (oldest === null || after < oldest - 1) return null;
  const rows = await readMissed(sql, { after, upTo: seq, areas: reach.areas, most: MOST_MISSED + 1 });
  return rows.length > MOST_MISSED ? null : { upTo: seq, text: changesText(reach, rows) };
}
