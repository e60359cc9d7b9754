import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readConfig, rootFolder } from '../../../server/config.ts';
import { openDeployment } from '../../../server/db/deployment.ts';
import type { Database } from '../../../server/db/open.ts';
import { makeDemoCity } from '../../demo-city/index.ts';
import { benchServer, createDatabase } from '../../own-database.ts';

/** A database with streets to measure on. */
export interface RoadMap {
  /** `astana`, or `demo` where the extract is not there. */
  name: 'astana' | 'demo';
  sql: Database;
  close(): Promise<void>;
}

/** The streets of Astana from the shared data (SHARED_DATA, default ../shared/data), else those of the demo city, in a database of their own. */
export async function openRoadMap(): Promise<RoadMap> {
  const data = path.resolve(process.env.SHARED_DATA ?? path.join(rootFolder, '../shared/data'));
  const extract = path.join(data, 'osm-astana/roads.geojsonl.gz');
  const isThere = existsSync(extract);
  const made = await createDatabase(benchServer());
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const database = await openDeployment({ ...readConfig({ DATA_FOLDER: dataFolder }), databaseUrl: made.url });
  if (isThere) await importRoads(made.url, dataFolder, extract);
  else await makeDemo(database);
  return {
    name: isThere ? 'astana' : 'demo',
    sql: database.sql,
    async close() {
      await database.close();
      await made.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function importRoads(databaseUrl: string, dataFolder: string, file: string): Promise<void> {
  const script = path.join(rootFolder, 'scripts/import.ts');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'roads', file, '--keep-good', '--json'], {
    cwd: rootFolder,
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_FOLDER: dataFolder },
  });
}

async function makeDemo({ sql, sealer }: Awaited<ReturnType<typeof openDeployment>>): Promise<void> {
  const { timeZone } = readConfig({});
  await makeDemoCity(sql, { sealer, seed: 'bench', timeZone, now: new Date(), onProgress: () => {} });
}
