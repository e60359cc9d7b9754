import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { testDataKeys } from '../../helpers/sealer.ts';
import { forget } from './batches/batch.ts';
import { runImport } from './command.ts';
import { ownDatabase } from './database.ts';
import { fixture, temporaryFile } from './files.ts';

// Each command starts a process.
vi.setConfig({ testTimeout: 60_000 });

/** Runs the command against this file's database. */
async function command(...args: string[]) {
  const { address } = await ownDatabase();
  const { databaseUrl = '', dataFolder } = address;
  return runImport(args, { DATABASE_URL: databaseUrl, DATA_FOLDER: dataFolder, DATA_KEYS: testDataKeys });
}

test('loads a file, ends with one line of JSON and lists the rejects in a file', async () => {
  const { sql, address } = await ownDatabase();
  const rejectFolder = path.join(address.dataFolder, 'rejects');
  try {
    const { code, stdout, stderr } = await command('osm', fixture('town.osm'), '--source', 'command', '--json');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ loaded: true, read: 9, new: 6, changed: 0, same: 0, rejected: 3 });
    expect(stderr).toContain('rejected way/205: 1 of its 2 nodes are not in the file');
    const file = readdirSync(rejectFolder).find((name) => name.startsWith('command-'))!;
    expect(readFileSync(path.join(rejectFolder, file), 'utf8').split('\n')).toEqual([
      'row,column,原因,reason',
      'way/205,,"它的 2 个点有 1 个不在文件中","1 of its 2 nodes are not in the file"',
      'relation/901,,"它的 2 条线有 1 条不在文件中","1 of its 2 ways are not in the file"',
      'relation/902,,"外环没有闭合：有 2 个断头","its outer ring is not closed: 2 loose ends"',
      '',
    ]);
    const batch = /--undo (\d+)/.exec(stderr)![1]!;
    expect((await command('--list')).stderr).toContain(`${batch}  applied    osm  command`);
    expect(await command('--undo', batch)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`已撤销批次 ${batch}`),
    });
    for (const table of ['land', 'waterway', 'road', 'building', 'place'])
      expect(await sql`select id from ${sql(table)} where source = 'command'`, table).toEqual([]);
    expect((await command('--undo', batch)).code).toBe(1);
    const dry = await command('osm', fixture('town.osm'), '--source', 'command', '--json', '--dry');
    expect(JSON.parse(dry.stdout)).toMatchObject({ loaded: false, new: 6, rejected: 3 });
    expect(await sql`select id from place where source = 'command'`).toEqual([]);
  } finally {
    await sql`delete from audit_event where detail->>'source' = 'command'`;
    await sql`delete from import_batch where source = 'command'`;
    for (const table of ['land', 'waterway', 'road', 'building', 'place'])
      await sql`delete from ${sql(table)} where source = 'command'`;
    await sql`delete from attribution where source = 'command'`;
  }
});

test('coordinates are converted from the system that is named, which the list tells', async () => {
  const { sql } = await ownDatabase();
  try {
    // echo "112.1 32" | gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4546 -output_xy, and its northing first.
    const file = temporaryFile('plane.csv', '编号,名称,类型,x,y\n1,甲,toilet,3542381.22920776,603945.277284254\n');
    const { code, stderr } = await command('facilities', file, '--crs', 'EPSG:4546', '--swapped', '--source', 'plane');
    expect(code, stderr).toBe(0);
    const line = 'CGCS2000 Gauss-Krüger, 3-degree zone, central meridian 111°, no zone number, x and y swapped';
    expect(stderr).toContain(line);
    const [place] = await sql<{ lon: number; lat: number }[]>`
      select ST_X(geometry) as lon, ST_Y(geometry) as lat from facility where source = 'plane'`;
    expect(place!.lon).toBeCloseTo(112.1, 8);
    expect(place!.lat).toBeCloseTo(32, 8);
    const { stderr: list, stdout } = await command('--list', '--json');
    expect(list).toContain(`${line} CGCS2000 is taken for WGS 84, which is less than a metre off.`);
    expect(JSON.parse(stdout)[0]).toMatchObject({ crs: { kind: 'gauss-kruger', meridian: 111 } });
  } finally {
    await sql`delete from import_batch where source = 'plane'`;
    await sql`delete from facility where source = 'plane'`;
  }
});

test('rows without coordinates are placed by their address where that is asked for, and doubtful ones are asked about', async () => {
  const { sql } = await ownDatabase();
  const file = temporaryFile(
    'addressed.csv',
    'name,type,address\n岗亭,toilet,清河路18号1幢\n水泵,hydrant,红砖后面第二排\n',
  );
  try {
    const { code, stdout, stderr } = await command('facilities', file, '--by-address', '--keep-good', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ loaded: true, read: 2, new: 1, rejected: 1 });
    expect(stderr).toContain('waits in the address review');
    expect(await sql`select text from geocode_review`).toEqual([{ text: '红砖后面第二排' }]);
    expect(await sql`select name from facility where source = 'addressed'`).toEqual([{ name: '岗亭' }]);
  } finally {
    await sql`delete from geocode_review`;
    await forget(sql, 'addressed');
  }
});

test('a refused file ends with exit code 1, both languages and the figures', async () => {
  const file = temporaryFile('refused.csv', 'name,type,lon,lat\n甲,toilet,,\n');
  const { code, stdout, stderr } = await command('facilities', file, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ loaded: false, read: 1, new: 0, rejected: 1 });
  expect(stderr).toContain('有 1 行被退回，没有载入任何数据');
  expect(stderr).toContain('1 of 1 rows were rejected, so nothing was loaded');
  const { sql } = await ownDatabase();
  expect(await sql`delete from import_batch where source = 'refused' returning state`).toEqual([{ state: 'failed' }]);
});
