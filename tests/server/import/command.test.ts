import os from 'node:os';
import { expect, test, vi } from 'vitest';
import { runImport } from './command.ts';
import { fixture } from './files.ts';

// Each test starts a process.
vi.setConfig({ testTimeout: 30_000 });

// A mistake is found before any database is asked for.
const unreachable = 'postgres://nobody@127.0.0.1:1/none';

test.each([
  [['osm'], 'KIND and FILE are needed, as in: npm run import -- buildings city.geojson (--help shows all)'],
  [['trees', 'x'], /^there is no kind "trees"; the kinds are osm, areas, land/],
  [['osm', '/nowhere/x.osm'], 'there is no file /nowhere/x.osm (--help shows all)'],
  [['osm', 'x', '--fast'], /^Unknown option '--fast'/],
  [['osm', fixture('town.osm'), '--map', 'name'], '--map takes OURS=THEIRS, not "name" (--help shows all)'],
  [
    ['osm', fixture('town.osm'), '--time-zone', 'Mars'],
    '"Mars" is no IANA time zone such as Asia/Shanghai (--help shows all)',
  ],
  [['places', fixture('town.osm'), '--crs', 'mars'], /^--crs takes one of wgs84, .*, EPSG:CODE, not "mars"/],
  [['places', fixture('town.osm'), '--crs', 'EPSG:32750'], /^EPSG:32750 cannot be converted here; .* control points/],
])('a mistake ends with one line and exit code 2: %j', async (args, message) => {
  const { code, stdout, stderr } = await runImport(args, { DATABASE_URL: unreachable, DATA_FOLDER: os.tmpdir() });
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
  expect(stderr.trimEnd()).toMatch(message);
});

test('help names every kind', async () => {
  const { code, stdout } = await runImport(['--help'], { DATABASE_URL: unreachable, DATA_FOLDER: os.tmpdir() });
  expect(code).toBe(0);
  for (const kind of ['osm', 'patrol-points', 'incidents', '--keep-good']) expect(stdout).toContain(kind);
});
