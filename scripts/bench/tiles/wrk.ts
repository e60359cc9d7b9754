import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const THREADS = 2;
const CONNECTIONS = 64;

/**
 * Requests the paths in turn over 64 connections that stay open, each as soon as the one before is answered.
 * @returns answers a second.
 * @throws Error when one of the answers was not a success.
 */
export async function requestRate(url: string, paths: readonly string[], seconds: number): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-wrk-'));
  const script = path.join(folder, 'paths.lua');
  writeFileSync(script, scriptOf(paths));
  try {
    const args = ['-t', String(THREADS), '-c', String(CONNECTIONS), '-d', `${seconds}s`, '-s', script, url];
    const { stdout } = await promisify(execFile)('wrk', args, { timeout: (seconds + 20) * 1000 });
    const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
    if (/Non-2xx|Socket errors/.test(stdout) || !(rate > 0)) throw new Error(`wrk on ${url}: ${stdout}`);
    return rate;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every request is made once, before the clock runs. */
function scriptOf(paths: readonly string[]): string {
  return `
    local paths = { ${paths.map((each) => JSON.stringify(each)).join(', ')} }
    local requests = {}
    local at = 0
    function init()
      for i, path in ipairs(paths) do
        requests[i] = wrk.format("GET", path, { ["Accept-Encoding"] = "gzip" })
      end
    end
    function request()
      at = at % #requests + 1
      return requests[at]
    end`;
}
