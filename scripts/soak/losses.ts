import type { Page } from 'playwright-core';

/** What became of a graphics context that was taken away. */
export interface Repair {
  /** Whether the browser gave it back, after a while. */
  isRestored: boolean;
  /** Until the map was complete again, ms; null: it was not in time. */
  took_ms: number | null;
  /** When it was taken away, and when the waiting ended, ms since the page was loaded. */
  from_ms: number;
  to_ms: number;
}

/** How long a lost context stays away where it is given back, ms. */
const AWAY_MS = 500;
/** Longest time that a repair is waited for, ms. */
const PATIENCE_MS = 30_000;

/**
 * Takes the map's graphics context away and waits until the map is complete again, on a context that lives.
 * @throws Error where the page shows no map.
 */
export function loseContext(page: Page, isRestored: boolean): Promise<Repair> {
  return page.evaluate(
    async ({ isRestored, away_ms, patience_ms }) => {
      const map = document.querySelector('jw-wall')?.shadowRoot?.querySelector('jw-wall-map');
      const canvas = (map?.shadowRoot ?? map)?.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas');
      const loss = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      if (!map || !loss) throw new Error('the page shows no map whose context could be lost');
      const from_ms = performance.now();
      const took_ms = await new Promise<number | null>((resolve) => {
        map.addEventListener('jw-wall-rebuilt', () => resolve(performance.now() - from_ms), { once: true });
        setTimeout(() => resolve(null), patience_ms);
        loss.loseContext();
        if (isRestored) setTimeout(() => loss.restoreContext(), away_ms);
      });
      const now = (map.shadowRoot ?? map).querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas');
      const lives = now?.getContext('webgl2')?.isContextLost() === false;
      return { isRestored, took_ms: lives ? took_ms : null, from_ms, to_ms: performance.now() };
    },
    { isRestored, away_ms: AWAY_MS, patience_ms: PATIENCE_MS },
  );
}
