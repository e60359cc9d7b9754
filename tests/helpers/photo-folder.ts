import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { KeptPhoto } from '../../server/api/photos/schema.ts';
import { createApp } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db/open.ts';
import { townNow } from '../fixtures/town.ts';
import type { AskedApp } from './app.ts';
import { fakeTiles, testConfig } from './fakes.ts';
import { testSealer } from './sealer.ts';

/** A folder for photos that is gone after the test. */
export function photoFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-photos-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The app on the fixture town with a folder for photos, its clock at the town's noon, asked as nobody. */
export async function photoApp(sql: Database, settings: Partial<Config> = {}): Promise<AskedApp> {
  const now = await townNow(sql);
  const config = { ...testConfig, photoFolder: photoFolder(), logLevel: 'error' as const, ...settings };
  return createApp({ sql, config, tiles: fakeTiles(), sealer: testSealer, now: () => now });
}

/** Sends a photo's bytes and reads the JSON answer, which is that of a failure where it was refused. */
export async function sendPhoto(app: AskedApp, address: string, bytes: Uint8Array, type = 'image/jpeg') {
  const headers = { 'Content-Type': type, 'Accept-Language': 'zh-CN' };
  const response = await app.request(address, { method: 'POST', headers, body: new Uint8Array(bytes) });
  return { status: response.status, body: (await response.json()) as KeptPhoto };
}
