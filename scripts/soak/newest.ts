import type { Page } from 'playwright-core';
import type { WallMove, WallMoves } from '../../server/api/wall/schema.ts';
import type { WallStage } from './wall-stage.ts';

/** How many of the newest moves are looked for on the screen. */
const LOOKED_FOR = 500;

/** Numbers of the moves that the page shows in its ticker or would. */
function shownMoves(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const stage = document.querySelector('jw-wall')?.shadowRoot?.querySelector('jw-wall-stage');
    const { view } = (stage ?? {}) as { view?: { moves: readonly WallMove[] } };
    return (view?.moves ?? []).map(({ id }) => id);
  });
}

/** Number of the newest move that the page shows; 0: none. */
export async function newestMove(page: Page): Promise<number> {
  return Math.max(0, ...(await shownMoves(page)));
}

/** How many of the newest moves that the server has for this wall the page does not know. */
export async function missedMoves(page: Page, { server, tokens }: WallStage): Promise<number> {
  const answer = await fetch(`${server.url}/api/wall/moves?hours=1`, {
    headers: { Authorization: `Bearer ${tokens[0]}` },
  });
  if (!answer.ok) throw new Error(`the moves of the wall were answered ${answer.status}: ${await answer.text()}`);
  const { items } = (await answer.json()) as WallMoves;
  const shown = new Set(await shownMoves(page));
  return items.slice(-LOOKED_FOR).filter(({ id }) => !shown.has(id)).length;
}
