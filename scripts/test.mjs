// npm test: everything there is to check, from a bare checkout. Ends with one line: N passed, N failed, N skipped.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installMissing, root } from './install.mjs';

installMissing();
const { buildClient } = await import('./build.mjs');
const { findChromium, installSystemPackages } = await import('./debian.mjs');
const { findPostgres, startPostgres } = await import('./throw-away-postgres.mjs');

installSystemPackages();
const totals = { passed: 0, failed: 0, skipped: 0 };
const troubles = [];
const scratch = mkdtempSync(path.join(os.tmpdir(), 'jingwei-tests-'));
const bin = (name) => path.join(root, 'node_modules/.bin', name);

/** A check that passes or fails as a whole. */
function check(name, command, args) {
  console.log(`\n── ${name}`);
  const passed = spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
  totals[passed ? 'passed' : 'failed'] += 1;
  if (!passed) troubles.push(name);
}

/** Vitest projects, one after the other in one run. */
function suites(names, env = {}) {
  console.log(`\n── ${names.join(', ')}`);
  const outputFile = path.join(scratch, `${names[0]}.json`);
  const args = ['run', '--config', 'tests/vitest.config.ts', ...names.flatMap((name) => ['--project', name])];
  const run = spawnSync(
    bin('vitest'),
    [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    },
  );
  const result = readResult(outputFile);
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  // A file that does not load has no tests to fail.
  if (run.status !== 0 && result.numFailedTests === 0) totals.failed += 1;
  if (run.status !== 0) troubles.push(names.join(', '));
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}

/** A suite that this machine cannot run: told, counted, and a failure where everything must run. */
function cannotRun(name, why) {
  console.log(`\n── ${name}: not run, ${why}`);
  if (process.env.CI === 'true') {
    totals.failed += 1;
    troubles.push(`${name} (${why})`);
  } else {
    totals.skipped += 1;
  }
}

check('types', bin('tsc'), ['--noEmit']);
check('lint', bin('biome'), ['check', '--config-path=scripts/lint.json', '--error-on-warnings', '.']);
check('unused code', bin('knip'), ['--config', 'scripts/knip.json']);

const postgres = findPostgres();
const server = postgres ? await startPostgres(postgres) : null;
try {
  suites(['unit', 'embedded', ...(server ? ['postgis'] : [])], server ? { TEST_DATABASE_URL: server.url } : {});
  if (!server)
    cannotRun('postgis', 'PostgreSQL with PostGIS was not found (on Debian: apt-get install postgresql-postgis)');
  const chromium = findChromium();
  if (chromium) {
    buildClient();
    suites(['e2e'], { CHROMIUM: chromium });
  } else {
    cannotRun('e2e', 'Chromium was not found (set CHROMIUM to its path)');
  }
} finally {
  server?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
if (troubles.length > 0) console.log(`\nfailed: ${troubles.join('; ')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
