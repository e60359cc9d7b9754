import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { openDeployment } from '../../../server/db/deployment.ts';
import type { Database } from '../../../server/db/open.ts';
import { makeDemoCity } from '../../demo-city/index.ts';
import { benchServer, createDatabase } from '../../own-database.ts';

/** An empty deployment to measure on, with a database and a folder of its own. */
export interface OwnDeployment {
  sql: Database;
  databaseUrl: string;
  dataFolder: string;
  /** Fills it with the demo city. */
  makeDemo(): Promise<void>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/** Makes a deployment on the benchmarks' server. */
export async function openOwnDeployment(): Promise<OwnDeployment> {
  const made = await createDatabase(benchServer());
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const { sql, sealer, close } = await openDeployment({
    ...readConfig({ DATA_FOLDER: dataFolder }),
    databaseUrl: made.url,
  });
  return {
    ...{ sql, databaseUrl: made.url, dataFolder },
    async makeDemo() {
      const { timeZone } = readConfig({});
      await makeDemoCity(sql, { sealer, seed: 'bench', timeZone, now: new Date(), onProgress: () => {} });
    },
    async close() {
      await close();
      await made.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
