import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** The part of the screen where the map lies free of panels, as shares of width and height: left, top, width, height. */
const FREE = [0.3, 0.2, 0.4, 0.5] as const;
/** The least that the brightness of a map's points differs (standard deviation, of 255): a city by night has some 20, a bare ground under 2. */
const LEAST_SPREAD = 4;

/** A picture that jumps is dim for at most a second and a half: what is empty is looked at once more after this, ms. */
const AGAIN_MS = 3000;

/** Takes a picture of the page. @returns whether there is a map on it. */
export async function takePicture(page: Page, file: string): Promise<boolean> {
  if (await hasMap(page, file)) return true;
  await pause(AGAIN_MS);
  return hasMap(page, file);
}

async function hasMap(page: Page, file: string): Promise<boolean> {
  const picture = sharp(await page.screenshot({ path: file }));
  const { width, height } = await picture.metadata();
  const [left, top, wide, high] = FREE;
  const free = picture.extract({
    left: Math.round(width * left),
    top: Math.round(height * top),
    width: Math.round(width * wide),
    height: Math.round(height * high),
  });
  // Statistics are made of the picture that went in, unless it is made anew.
  const { channels } = await sharp(await free.greyscale().png().toBuffer()).stats();
  return channels[0]!.stdev >= LEAST_SPREAD;
}
