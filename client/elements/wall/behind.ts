import type { WallView } from './panel.ts';

/** Figures younger than that are as good as new, ms: they are asked for every minute at least. */
const FRESH_MS = 120_000;
/** A feed that is only beginning is nothing to speak of, ms. */
const BEGINNING_MS = 10_000;

/** Since when the screen may be behind, ms; null: it shows what is. */
export function behindSince({
  feed,
  figures,
  own,
  now_ms,
}: Pick<WallView, 'feed' | 'figures' | 'own' | 'now_ms'>): number | null {
  const known_ms = figures ? Date.parse(figures.at) : own.now_ms;
  const isOld = now_ms - known_ms >= FRESH_MS;
  if (feed.state === 'live') return isOld ? known_ms : null;
  if (isOld || feed.state === 'late') return isOld ? known_ms : Math.min(feed.since, now_ms);
  return now_ms - feed.since >= BEGINNING_MS ? known_ms : null;
}
