import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/chromium.ts';
import { clientFiles } from '../../server/client-files.ts';
import { rootFolder } from '../../server/config.ts';
import { pageHeaders } from '../../server/page-headers.ts';

const built = path.join(rootFolder, 'client/dist');
/** What the build wrote before the worker's own code. */
const list = /^const keptAssets = .*\n/m;

let browser: Browser;
let context: BrowserContext;
let folder: string;
let server: Server | undefined;
let port = 0;
/** Answers for the page of a server that is away but for what stands before it. */
let gateway: number | null = null;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-worker-'));
  mkdirSync(path.join(folder, 'assets'));
  context = await browser.newContext();
  port = 0;
  gateway = null;
});
afterEach(async () => {
  await context.close();
  await stop();
  rmSync(folder, { recursive: true });
});

/** Serves a folder as the product does, always at the same address. */
async function start(files: string): Promise<void> {
  const app = new Hono();
  app.use(pageHeaders({ publicUrl: undefined }));
  app.get('/api/*', (c) => c.json({ said: 'by the server' }));
  app.use(async (c, next) => (gateway === null ? next() : c.text('away', gateway as 502)));
  app.route('/', clientFiles(files));
  await new Promise<void>((resolve) => {
    server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      port = info.port;
      resolve();
    }) as Server;
  });
}

async function stop(): Promise<void> {
  const ended = server;
  server = undefined;
  ended?.closeAllConnections();
  await new Promise<void>((resolve) => (ended ? ended.close(() => resolve()) : resolve()));
}

/** Writes a build that shows its name, with the worker of the real one. */
function writeBuild(name: string): void {
  const script = `/assets/${name}.js`;
  const html = `<!doctype html><title>${name}</title><script type="module" src="${script}"></script>`;
  writeFileSync(path.join(folder, 'wall.html'), html);
  writeFileSync(path.join(folder, script), `document.documentElement.dataset.ran = '${name}';`);
  const code = readFileSync(path.join(built, 'wall-worker.js'), 'utf8');
  expect(code).toMatch(list);
  writeFileSync(path.join(folder, 'wall-worker.js'), code.replace(list, `const keptAssets = ["${script}"];\n`));
}

async function openWall(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/wall`);
  return page;
}

/** Registers the worker as the page does, and waits until it has the page in hand. */
async function register(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/wall-worker.js', { scope: '/wall' });
    await registration.update();
    const coming = registration.installing ?? registration.waiting;
    if (coming) {
      await new Promise<void>((resolve, reject) => {
        coming.addEventListener('statechange', () => {
          if (coming.state === 'activated') resolve();
          if (coming.state === 'redundant') reject(new Error('the worker was not taken'));
        });
      });
    }
    await navigator.serviceWorker.ready;
  });
}

const caches = (page: Page) => page.evaluate(() => window.caches.keys());
const ran = (page: Page) => page.evaluate(() => document.documentElement.dataset.ran);

describe('the page of a wall without its server', () => {
  it('starts from what was kept, with its scripts', async () => {
    await start(built);
    const first = await openWall();
    await register(first);
    await first.close();
    await stop();
    const page = await openWall();
    await page.waitForFunction(() => document.querySelector('jw-wall')?.shadowRoot, undefined, { timeout: 20_000 });
    expect(await page.title()).toContain('经纬');
  });

  it('keeps nothing that the server says, and no other page', async () => {
    writeBuild('one');
    await start(folder);
    const page = await openWall();
    await register(page);
    await page.reload();
    expect(await page.evaluate(async () => (await fetch('/api/session')).json())).toEqual({ said: 'by the server' });
    await stop();
    expect(await page.evaluate(() => fetch('/api/session').then(String, ({ name }: Error) => name))).toBe('TypeError');
    // A page of its own: where it fails Chromium goes on to a page of errors, in its own time.
    const other = await page.context().newPage();
    await expect(other.goto(`http://127.0.0.1:${port}/wallpaper`)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    await page.goto(`http://127.0.0.1:${port}/wall?scene=today`);
    expect(await ran(page)).toBe('one');
  });

  it('is the kept one where only a gateway answers, and the server’s own else', async () => {
    writeBuild('one');
    await start(folder);
    await register(await openWall());
    gateway = 502;
    expect(await ran(await openWall())).toBe('one');
    gateway = 404;
    expect(await (await openWall()).textContent('body')).toBe('away');
  });
});

describe('a newer build', () => {
  it('takes the place of the one before, of which nothing is left', async () => {
    writeBuild('one');
    await start(folder);
    await register(await openWall());
    writeBuild('two');
    const page = await openWall();
    expect(await ran(page)).toBe('two');
    await register(page);
    expect(await caches(page)).toEqual(['jingwei-wall /assets/two.js']);
    await stop();
    expect(await ran(await openWall())).toBe('two');
  });

  it('is not kept by half: what was kept stays', async () => {
    writeBuild('one');
    await start(folder);
    await register(await openWall());
    writeBuild('two');
    const worker = path.join(folder, 'wall-worker.js');
    writeFileSync(worker, readFileSync(worker, 'utf8').replace(']', ',"/assets/missing.js"]'));
    const page = await openWall();
    await expect(register(page)).rejects.toThrow('the worker was not taken');
    await stop();
    expect(await ran(await openWall())).toBe('one');
  });
});
