import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MadeDatabase } from '../../scripts/own-database.ts';
import { rootFolder } from '../../server/config.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { createTestDatabase } from '../helpers/postgres.ts';

describe('npm run geocode on a deployment', { timeout: 120_000 }, () => {
  let made: MadeDatabase | undefined;
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-geocode-'));

  beforeAll(async () => {
    // The embedded database lets only one process in: here one of this file's own, closed before the command opens it.
    made = inject('database').databaseUrl ? await createTestDatabase() : undefined;
    const database = await openDatabase({ databaseUrl: made?.url, dataFolder });
    await migrate(database.sql);
    await database.sql`insert into building (id, kind, name, address, geometry) overriding system value
      values (7, 'apartments', '3幢', '桥南路18号3幢', ST_Multi(ST_MakeEnvelope(112, 32, 112.0002, 32.0001, 4326)))`;
    await database.sql`insert into road (kind, name, geometry)
      values ('residential', '桥南路', 'SRID=4326;MULTILINESTRING((112 32,112.01 32))')`;
    await database.sql`insert into unit (id, building_id, unit_no, name) overriding system value values (8, 7, 1, '1单元')`;
    await database.sql`insert into household (id, building_id, unit_id, floor, door) overriding system value values (9, 7, 8, 5, '501')`;
    await database.close();
  });
  afterAll(async () => {
    await made?.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  function geocode(args: string[], input: string): Promise<{ code: number | null; stdout: string }> {
    const env = { ...process.env, DATABASE_URL: made?.url ?? '', DATA_FOLDER: dataFolder };
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/geocode.ts', ...args], {
      cwd: rootFolder,
      env,
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stdin.end(input);
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout })));
  }

  it('prints candidates as JSON, a line each', async () => {
    const { code, stdout } = await geocode(['--json', '--limit', '1'], '桥南路18号三号楼501\n火星\n');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { text: '桥南路18号三号楼501', candidates: [{ level: 'door', id: '7', household_id: 9, unit_id: 8 }] },
      { text: '火星', candidates: [] },
    ]);
  });

  it('prints the best to read', async () => {
    const { stdout } = await geocode([], '桥南路18号三号楼501\n火星\n');
    expect(stdout).toMatch(/^\d\.\d\d door 112\.000100,32\.000050 桥南路18号3幢1单元501室\n-\n$/);
  });
});
