/**
 * The worker of a page that opens without its server: a wall's machine that starts while the server is away, a squad's phone where no
 * network is. It keeps the page and the scripts of one build, all together or not at all; what the server says under /api passes by.
 */

/** Path of the page; the build makes a worker for each and writes it here. */
declare const keptPage: string;
/** Addresses of the scripts, styles and pictures that the page of this build may ask for, the one it begins with first. */
declare const keptAssets: readonly string[];

// The types of workers and of pages cannot stand side by side; this is what is used of them.
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface PageWorker {
  readonly location: Location;
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Asked) => void): void;
}
const worker = globalThis as unknown as PageWorker;

/** Longest time that the server may take for the page before what is kept is shown, ms. */
const PATIENCE_MS = 5000;
const PREFIX = `jingwei-${keptPage.slice(1)} `;
/** The script that a page begins with is named after all that it leads to: another build has another. */
const name = PREFIX + keptAssets[0];

/** Keeps the page and all that it needs. @throws where one is missing, or the server has another build by now: the browser tries again. */
async function keepBuild(): Promise<void> {
  const page = await fetch(keptPage, { cache: 'no-cache' });
  const html = await page.clone().text();
  if (!page.ok || !html.includes(`src="${keptAssets[0]}"`))
    throw new Error('the server has no page of the build that this worker belongs to');
  const cache = await worker.caches.open(name);
  await cache.addAll(keptAssets);
  await cache.put(keptPage, page);
}

/** Forgets the builds before. */
async function forgetOthers(): Promise<void> {
  const names = await worker.caches.keys();
  const others = names.filter((other) => other.startsWith(PREFIX) && other !== name);
  await Promise.all(others.map((other) => worker.caches.delete(other)));
}

/** The page from the server, else the one that is kept. */
async function answerPage(request: Request): Promise<Response> {
  try {
    const page = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    // What stands before a server that is away answers for it.
    if (page.status < 500) return page;
    return (await kept(keptPage)) ?? page;
  } catch (error) {
    const page = await kept(keptPage);
    if (page) return page;
    throw error;
  }
}

async function kept(address: string): Promise<Response | undefined> {
  return (await worker.caches.open(name)).match(address);
}

const assets = new Set(keptAssets);

worker.addEventListener('install', (event) => {
  event.waitUntil(keepBuild().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && pathname.replace(/\/+$/, '') === keptPage) event.respondWith(answerPage(request));
  else if (assets.has(pathname)) event.respondWith(kept(pathname).then((answer) => answer ?? fetch(request)));
});

export {};
