import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../fresh-server.ts';

/** An answer that nginx is to give, as it goes over the wire. */
export interface StoredAnswer {
  /** Path of its address, from the slash. */
  path: string;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/** An nginx of one's own. */
export interface Nginx {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

/** Headers that nginx makes itself, or that belong to one connection. */
const OWN_HEADERS = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'etag', 'content-type'];
/** Milliseconds within which it must listen. */
const START_MS = 5000;

/** Starts nginx with files of the answers' bodies and sends them with the same headers; all from a temporary folder. */
export async function startNginx(answers: readonly StoredAnswer[]): Promise<Nginx> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-nginx-'));
  for (const answer of answers) {
    const file = path.join(folder, 'files', answer.path);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, answer.body);
  }
  const port = await freePort();
  writeFileSync(path.join(folder, 'nginx.conf'), configOf(folder, port, answers[0]!.headers));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      complaint += error.message;
      resolve();
    });
  });
  // It does not end by itself when this process is stopped halfway.
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const stop = async () => {
    end();
    await ended;
    process.off('exit', end);
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const listening = await Promise.race([ended.then(() => false), answersAt(url + answers[0]!.path)]);
  if (listening) return { url, stop };
  await stop();
  throw new Error(`nginx did not start: ${complaint}`);
}

async function answersAt(address: string): Promise<boolean> {
  const end = performance.now() + START_MS;
  while (performance.now() < end) {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/** As one would set it up to serve files fast: a process a core, no log, open files kept, connections for good. */
function configOf(folder: string, port: number, headers: Record<string, string>): string {
  const added = Object.entries(headers)
    .filter(([name]) => !OWN_HEADERS.includes(name))
    .map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`);
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off; worker_processes auto; pid nginx.pid; error_log error.log;
    events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; keepalive_timeout 60;
      open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join(' ')}
      types { } default_type ${headers['content-type']};
      server { listen 127.0.0.1:${port} backlog=1024; root ${path.join(folder, 'files')}; ${added.join(' ')} }
    }`;
}
