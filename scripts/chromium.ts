import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './debian.mjs';

/** Software WebGL, no calls home, no Vulkan or sandbox that a container lacks. */
const flags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the system's Chromium, headless.
 * @throws Error when there is none.
 */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('Chromium was not found (on Debian: apt-get install chromium; or set CHROMIUM to its path)');
  return chromium.launch({ executablePath, args: flags });
}
