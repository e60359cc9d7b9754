// Builds the client when its sources are newer than what stands in client/dist.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './install.mjs';

const sources = ['client', 'server/api', 'data/codes', 'package-lock.json', 'tsconfig.json'];
const stamp = path.join(root, 'client/dist/.built');

/** Brings client/dist up to its sources; nothing to do takes some milliseconds. */
export function buildClient() {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.log('Building the page …');
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const build = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (build.status !== 0) fail('The page could not be built; the lines above say why.');
  writeFileSync(stamp, now);
}

/** Digest over the names, sizes and times of all sources. */
function fingerprint() {
  const digest = createHash('sha256');
  const visit = (file) => {
    const facts = statSync(file);
    if (facts.isDirectory()) {
      if (file.endsWith(`${path.sep}dist`)) return;
      for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    } else {
      digest.update(`${file} ${facts.size} ${facts.mtimeMs}\n`);
    }
  };
  for (const source of sources) visit(path.join(root, source));
  return digest.digest('hex');
}
