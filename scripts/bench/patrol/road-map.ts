import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { rootFolder } from '../../../server/config.ts';
import type { Database } from '../../../server/db/open.ts';
import { type OwnDeployment, openOwnDeployment } from './own-deployment.ts';

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
  const own = await openOwnDeployment();
  if (isThere) await importRoads(own, extract);
  else await own.makeDemo();
  return { name: isThere ? 'astana' : 'demo', sql: own.sql, close: own.close };
}

async function importRoads({ databaseUrl, dataFolder }: OwnDeployment, file: string): Promise<void> {
  const script = path.join(rootFolder, 'scripts/import.ts');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'roads', file, '--keep-good', '--json'], {
    cwd: rootFolder,
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_FOLDER: dataFolder },
  });
}
