import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFailed } from 'vitest';
import { launchChromium } from '../../scripts/chromium.ts';
import { type SignedIn, signIn } from '../../scripts/sign-in.ts';

/** How a page is opened: as a browser has it, and signed in as whom; `null`: as nobody. */
type OpenOptions = BrowserContextOptions & { as?: string | null };

const sessions = new Map<string, Promise<SignedIn>>();

/** A session of somebody who has an account on the tested server, one a test file. */
export function sessionOf(login = 'leader'): Promise<SignedIn> {
  const known = sessions.get(login) ?? signIn(inject('address'), login, inject('accounts')[login] ?? '');
  sessions.set(login, known);
  return known;
}

/**
 * One Chromium a test file; `open` gives a page, signed in as `leader` unless said otherwise, that fails its test on any
 * error in the console or call to another host.
 */
export function useBrowser(): { open(path: string, options?: OpenOptions): Promise<OpenPage> } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  return {
    async open(path, { as = 'leader', ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'zh-CN',
        reducedMotion: 'reduce',
        ...options,
      });
      if (as !== null) await context.addCookies([{ ...(await sessionOf(as)).cookie, url: inject('address') }]);
      const page = await context.newPage();
      const faults = watch(page);
      let last = '';
      onTestFailed(() => console.error(`The page as it was last, ${last}`));
      await page.goto(inject('address') + path);
      const close = async () => {
        last = await said(page);
        await context.close();
      };
      return { page, faults, [Symbol.asyncDispose]: close };
    },
  };
}

/** A page and what went wrong in it so far. */
export interface OpenPage extends AsyncDisposable {
  page: Page;
  faults: string[];
}

/** Characters of a page that a failed test prints. */
const MOST_SAID = 8000;

/** The address of a page and what it says to who cannot see it; why not, where it cannot be asked. */
async function said(page: Page): Promise<string> {
  const tree = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5000 })
    .catch((error: Error) => error.message);
  return `${page.url()}\n${tree.slice(0, MOST_SAID)}`;
}

function watch(page: Page): string[] {
  const faults: string[] = [];
  const own = new URL(inject('address')).host;
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`.trimEnd());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== own) faults.push(`call to another host: ${url.host}`);
  });
  return faults;
}

/** Resolves when the map has drawn all it has. */
export async function mapDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.mapDrawn === 'true', undefined, {
    timeout: 60_000,
  });
}
