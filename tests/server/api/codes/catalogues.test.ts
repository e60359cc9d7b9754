import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readCatalogues } from '../../../../server/api/codes/catalogues.ts';
import { catalogueNames } from '../../../../server/api/codes/schema.ts';
import { eventKinds, incidentStatuses } from '../../../../server/api/incidents/schema.ts';

let folder: string | undefined;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = undefined;
});

function folderWith(entries: unknown): string {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-codes-'));
  for (const name of catalogueNames) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(entries));
  }
  return folder;
}

it('reads every catalogue that the product brings', () => {
  const catalogues = readCatalogues();
  expect(Object.keys(catalogues).sort()).toEqual([...catalogueNames]);
  expect(catalogues['incident-status'].map((entry) => entry.id)).toEqual([...incidentStatuses]);
  expect(catalogues['incident-event'].map((entry) => entry.id)).toEqual([...eventKinds]);
  // What of a purpose the server keeps to itself is not among it.
  expect(catalogues.purpose[0]).toEqual({ id: 'visit', zh: '走访', en: 'Visit', minutes: 20 });
  expect(catalogues.role.map((entry) => entry.id)).toContain('grid_worker');
});

it.each([
  ['no entry', []],
  ['a name that is missing', [{ id: 'a', zh: '甲' }]],
  [
    'an id that stands twice',
    [
      { id: 'a', zh: '甲', en: 'A' },
      { id: 'a', zh: '乙', en: 'B' },
    ],
  ],
  ['a field that is unknown', [{ id: 'a', zh: '甲', en: 'A', colour: 'red' }]],
  ['an icon from elsewhere', [{ id: 'a', zh: '甲', en: 'A', icon: 'https://example.org/a.svg' }]],
])('refuses a catalogue with %s and names its file', (_, entries) => {
  expect(() => readCatalogues(folderWith(entries))).toThrow('data/codes/area-level.json cannot be used');
});

it('names a file that is missing', () => {
  expect(() => readCatalogues(path.join(os.tmpdir(), 'jingwei-no-such-folder'))).toThrow('area-level.json');
});
