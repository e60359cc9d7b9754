import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractFiles, extractName } from '../../../../scripts/demo-city/extract/files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function made(name: string, ...files: string[]): string {
  const inside = path.join(folder, name);
  mkdirSync(inside);
  for (const file of files) writeFileSync(path.join(inside, file), '');
  return inside;
}

const listed = (extract: string) => extractFiles(extract).map(({ kind, file }) => [kind, path.basename(file)]);

describe('files of an extract', () => {
  it('are the .osm.pbf of a folder before all others, then the .osm.gz', () => {
    expect(listed(made('pbf', 'a.osm.gz', 'b.osm.pbf', 'buildings.geojsonl.gz'))).toEqual([['osm', 'b.osm.pbf']]);
    expect(listed(made('gz', 'a.osm.gz', 'buildings.geojsonl.gz'))).toEqual([['osm', 'a.osm.gz']]);
  });

  it('are all GeoJSON files whose names say what they hold, buildings first', () => {
    const extract = made(
      'json',
      'SOURCE.md',
      'named.geojsonl.gz',
      'roads.geojson',
      'buildings.geojsonl',
      'odd.geojson',
    );
    expect(listed(extract)).toEqual([
      ['buildings', 'buildings.geojsonl'],
      ['roads', 'roads.geojson'],
      ['places', 'named.geojsonl.gz'],
    ]);
  });

  it('are refused with a reason when there is nothing to import', () => {
    expect(() => extractFiles(path.join(folder, 'none'))).toThrow(/no extract at/);
    expect(() => extractFiles(made('empty', 'notes.txt'))).toThrow(/holds no buildings/);
    expect(() => extractFiles(path.join(made('odd', 'x.geojson'), 'x.geojson'))).toThrow(
      /not clear what x.geojson holds/,
    );
  });

  it('are named after the folder or the file without its endings', () => {
    expect(extractName('/somewhere/osm-town/')).toBe('osm-town');
    expect(extractName('town.osm.pbf')).toBe('town');
    expect(extractName('a/buildings.geojsonl.gz')).toBe('buildings');
  });
});
