import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-import-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file that is gone after the test file; returns its path. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Path of a file under tests/fixtures/import. */
export function fixture(name: string): string {
  return path.join(import.meta.dirname, '../../fixtures/import', name);
}

/** All that an asynchronous generator of lists yields, in one list. */
export async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}
