import path from 'node:path';
import type { Browser } from 'playwright-core';
import { wallCookieName } from '../server/access/credential.ts';
import type { WallScene } from '../server/api/walls/schema.ts';

/** Screens of command centres, px. */
const sizes = { '4k': { width: 3840, height: 2160 }, 'full-hd': { width: 1920, height: 1080 } };
/** Longest time until a scene is complete, ms: the processor draws. */
const LONGEST_MS = 90_000;

/**
 * Takes a picture of every scene of a wall in both sizes; prints their names.
 * @param token display token of the wall
 * @param out folder that the pictures are put into
 */
export async function takeScenes(
  browser: Browser,
  { address, token, out }: { address: string; token: string; out: string },
): Promise<void> {
  const answer = await fetch(`${address}/api/wall`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`the wall's token is refused: ${await answer.text()}`);
  const { scenes } = (await answer.json()) as { scenes: WallScene[] };
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const { id } of scenes) {
      const context = await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' });
      const name = wallCookieName({ publicUrl: address });
      await context.addCookies([{ name, value: token, url: address, httpOnly: true }]);
      const page = await context.newPage();
      const file = path.join(out, `wall-${id}-${size}.png`);
      page.on('pageerror', (error) => console.error(`${path.basename(file)}: ${error.message}`));
      await page.goto(`${address}/wall?scene=${id}`);
      const isDrawn = () => document.documentElement.dataset.wallDrawn === 'true';
      await page
        .waitForFunction(isDrawn, undefined, { timeout: LONGEST_MS })
        .catch(() => console.error(`${path.basename(file)}: the scene was not complete in ${LONGEST_MS / 1000} s`));
      await page.screenshot({ path: file });
      console.log(file);
      await context.close();
    }
  }
}
