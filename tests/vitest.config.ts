import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

/** Suites: `unit` needs nothing; `embedded` and `postgis` run the same files on the two databases; `e2e` needs Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', 'tests/**/*.db.test.ts'] },
      },
      ...['embedded', 'postgis'].map((engine) => ({
        root,
        test: {
          name: engine,
          include: ['tests/**/*.db.test.ts'],
          globalSetup: ['tests/helpers/database-setup.ts'],
          env: { TEST_ENGINE: engine },
          // The embedded database is one session: files that hold transactions would only wait for each other.
          fileParallelism: engine === 'postgis',
          // Its code is interpreted: what plans many statements takes ten times as long in it.
          testTimeout: engine === 'postgis' ? 60_000 : 180_000,
          hookTimeout: 120_000,
        },
      })),
      {
        root,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/helpers/server-setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A page is waited for as long as by Playwright; the default, a second, is less than a busy machine takes to open one.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
