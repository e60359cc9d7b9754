import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { languageOf } from './language.ts';

const compressed = promisify(gzip);

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const compressible = /^(text\/|image\/svg|application\/(json|manifest))/;

/** Addresses that the page's own router shows. */
const pages = [
  ...[
    '/',
    '/account',
    '/admin',
    '/areas',
    '/doors',
    '/duplicates',
    '/quality',
    '/reviews',
    '/duties',
    '/duty-chain',
    '/emergency',
    '/imports',
    '/exports',
    '/mediation',
  ],
  ...['/patrol', '/register', '/reports', '/sign-in', '/statistics'],
];
/** Those of them that are opened on any phone: their page does not ask for the map before it is wanted. */
const lightPages = ['/report', '/replies', '/remote', '/walk'];

interface StoredFile {
  changed_ms: number;
  /** Tag of the content; the file's time and size are nobody's business. */
  etag: string;
  bytes: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer> | null;
}

/**
 * The built client. Files under /assets have their content's hash in their name and never change; index.html is asked
 * for again each time. Nothing outside the folder can be reached, nor a file or folder whose name begins with a dot.
 */
export function clientFiles(folder: string): Hono {
  const stored = new Map<string, StoredFile>();

  async function load(file: string): Promise<StoredFile | null> {
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return null;
    const kept = stored.get(file);
    if (kept?.changed_ms === found.mtimeMs) return kept;
    const bytes = new Uint8Array(await readFile(file));
    const small = bytes.length < 1024 || !compressible.test(types[path.extname(file)] ?? '');
    const gzipped = small ? null : new Uint8Array(await compressed(bytes, { level: constants.Z_BEST_COMPRESSION }));
    const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
    const made = { changed_ms: found.mtimeMs, etag, bytes, gzipped };
    stored.set(file, made);
    return made;
  }

  /** The page itself says, in the reader's language, that there is nothing at this address, and leads home. */
  async function missingPage(c: Context) {
    const page = await load(path.join(folder, 'index.html'));
    c.header('Cache-Control', 'no-cache');
    return page ? c.html(new TextDecoder().decode(page.bytes), 404) : c.notFound();
  }

  return new Hono().get('*', async (c) => {
    const asked = c.req.path;
    const name = pageOf(asked.replace(/(.)\/$/, '$1')) ?? asked;
    const file = inside(folder, name);
    const found = file && (await load(file));
    if (!found && name !== asked) return c.text(unbuilt(c.req.header('Accept-Language')), 503);
    if (!found) return isPageRequest(asked, c.req.header('Accept')) ? missingPage(c) : c.notFound();
    c.header('Cache-Control', name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
    c.header('ETag', found.etag);
    if (found.gzipped) c.header('Vary', 'Accept-Encoding');
    if (c.req.header('If-None-Match') === found.etag) return c.body(null, 304);
    if (!found.gzipped || !/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.body(found.bytes);
    c.header('Content-Encoding', 'gzip');
    return c.body(found.gzipped);
  });
}

/** The page that shows an address of the page's own router; null where it is none. */
function pageOf(asked: string): string | null {
  // Its own modules are asked for with it.
  if (asked === '/wall') return '/wall.html';
  if (lightPages.includes(asked)) return '/light.html';
  return pages.includes(asked) ? '/index.html' : null;
}

/** True for a person's browser that was sent to an address which names no file. */
function isPageRequest(asked: string, accept = ''): boolean {
  return path.extname(asked) === '' && accept.includes('text/html');
}

/** The file of an address, or null when the address leads out of the folder or to a hidden file. */
function inside(folder: string, asked: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(asked);
  } catch {
    return null;
  }
  if (/[\0\\]|\/\.|\/\//.test(decoded)) return null;
  const file = path.join(folder, decoded);
  return file.startsWith(folder + path.sep) ? file : null;
}

function unbuilt(acceptLanguage: string | undefined): string {
  return languageOf(acceptLanguage) === 'en'
    ? 'The pages have not been built yet. Run “npm run build”, or start with “npm start”, which builds them.\n'
    : '页面尚未构建。请运行 npm run build，或用 npm start 启动（会自动构建）。\n';
}
