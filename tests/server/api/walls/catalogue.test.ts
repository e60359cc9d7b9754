import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keptScenes, names, readWallCatalogue, strangerIn } from '../../../../server/api/walls/catalogue.ts';
import type { WallScene } from '../../../../server/api/walls/schema.ts';
import { rootFolder } from '../../../../server/config.ts';

const product = readWallCatalogue();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Why a copy of the product's catalogues with one of them changed is refused. */
function refusalOf(file: 'wall-scene' | 'wall-plan', change: (content: never) => unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'walls-'));
  folders.push(folder);
  cpSync(path.join(rootFolder, 'data/codes'), folder, { recursive: true });
  const name = path.join(folder, `${file}.json`);
  writeFileSync(name, JSON.stringify(change(JSON.parse(readFileSync(name, 'utf8')) as never)));
  try {
    readWallCatalogue(folder);
    return 'nothing';
  } catch (error) {
    return (error as Error).message.replaceAll(/\s+/g, ' ');
  }
}
type Scenes = Record<string, unknown>[];
const withFirst = (change: Record<string, unknown>) =>
  refusalOf('wall-scene', ([first, ...rest]: Scenes) => [{ ...first, ...change }, ...rest]);

describe('the product’s scenes', () => {
  it('are at least the six that a wall comes with, night and emergency, all of them in its plan', () => {
    expect(product.scenes.map(({ id }) => id)).toEqual([
      ...['today', 'overdue', 'patrol', 'visits', 'living', 'replay', 'night', 'emergency'],
    ]);
    expect(product.scenes.filter(({ id }) => !names(product.plan, id))).toEqual([]);
    expect(strangerIn(product.plan, new Set(product.scenes.map(({ id }) => id)))).toBeUndefined();
  });

  it('are told by name where one is wrong', () => {
    expect(refusalOf('wall-scene', (scenes) => scenes)).toBe('nothing');
    expect(withFirst({ duration_s: 5 })).toContain(
      'data/codes/wall-scene.json cannot be used: scene “today”: ✖ a duration in seconds is a whole number from 10 to 3600',
    );
    expect(withFirst({ panels: { left: ['rosette'], right: [] } })).toContain('a panel is one of headline, loop, rose');
    expect(withFirst({ layers: ['roads'] })).toContain('a layer is one of buildings, grids');
    expect(withFirst({ extra: 1 })).toContain('Unrecognized key: "extra"');
    expect(refusalOf('wall-scene', (scenes: Scenes) => [...scenes, scenes[0]])).toContain(
      'scene “today”: stands twice',
    );
    expect(refusalOf('wall-scene', () => [{}])).toContain('scene 1: ');
    expect(refusalOf('wall-scene', () => [])).toContain('wall-scene.json cannot be used');
  });

  it('have a plan that names nothing else', () => {
    const change = (scenes: string[]) =>
      refusalOf('wall-plan', (plan: object) => ({
        ...plan,
        entries: [{ days: 'every', from: null, to: null, scenes }],
      }));
    expect(change(['today'])).toBe('nothing');
    expect(change(['today', 'disco'])).toContain('entries.0.scenes.1: there is no scene “disco”');
    expect(change([])).toContain('an entry of a plan names at least one scene');
  });
});

describe('the scenes of a deployment', () => {
  const [today] = product.scenes as [WallScene, ...WallScene[]];
  it('are the product’s in their order, some of them changed, and those made here', () => {
    const own = [
      { ...today, id: 'zoo' },
      { ...today, duration_s: 90 },
      { ...today, id: 'bridge' },
    ];
    const kept = keptScenes(product.scenes, own);
    expect(kept.map(({ id, origin }) => `${id} ${origin}`)).toEqual([
      'today changed',
      ...['overdue', 'patrol', 'visits', 'living', 'replay', 'night', 'emergency'].map((id) => `${id} product`),
      ...['bridge own', 'zoo own'],
    ]);
    expect(kept[0]).toEqual({ ...today, duration_s: 90, origin: 'changed' });
  });
});
