import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, keepPhoto, type PhotoStore, readPhoto, removePhoto } from '../../../server/photos/store.ts';
import { phonePhoto, pictures, svg } from '../../fixtures/pictures.ts';
import { testSealer } from '../../helpers/sealer.ts';

let folder: string;
let store: PhotoStore;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-photos-'));
  store = { photoFolder: path.join(folder, 'photos'), scanCommand: undefined, sealer: testSealer };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below the store, from there. */
const files = () =>
  existsSync(store.photoFolder)
    ? readdirSync(store.photoFolder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(store.photoFolder, path.join(entry.parentPath, entry.name)))
        .sort()
    : [];
/** A scanner that is a shell script. */
function scanner(script: string): string {
  const file = path.join(folder, 'scan');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('keeping a photo', () => {
  it('writes it and a small one under its name, for this user only', async () => {
    const kept = await keepPhoto(store, await phonePhoto(), 7);
    const { name } = kept;
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    const place = `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
    expect(files()).toEqual([`${place}.jpg`, `${place}.small.jpg`]);
    const bytes = await readPhoto(store, name);
    expect(kept).toEqual({ name, width_px: 200, height_px: 300, byte_count: bytes!.length });
    expect((await readPhoto(store, name, 'small'))!.length).toBeGreaterThan(100);
    expect(statSync(fileOf(store, name)).mode & 0o777).toBe(0o600);
    await removePhoto(store, name);
    await removePhoto(store, name);
    expect([files(), await readPhoto(store, name)]).toEqual([[], undefined]);
  });

  it('gives an account one name for one photo, another account another, and anybody a new one each time', async () => {
    const sent = await pictures.png();
    const named = async (owner: number | null) => (await keepPhoto(store, sent, owner)).name;
    const names = [await named(7), await named(7), await named(8), await named(null), await named(null)];
    expect(names[0]).toBe(names[1]);
    expect(new Set(names).size).toBe(4);
  });

  it('leaves nothing of what it refuses', async () => {
    await expect(keepPhoto(store, svg, 7)).rejects.toMatchObject({ status: 400 });
    expect(files()).toEqual([]);
  });

  it('has no half file under a name when it is stopped before the last step', async () => {
    const { name } = await keepPhoto(store, await pictures.jpeg(), 7);
    await removePhoto(store, name);
    // A folder where the file would go: writing it is the step that fails.
    mkdirSync(fileOf(store, name));
    await expect(keepPhoto(store, await pictures.jpeg(), 7)).rejects.toThrow();
    expect(files()).toEqual([path.relative(store.photoFolder, fileOf(store, name, 'small'))]);
  });
});

describe('the scanner', () => {
  it('sees what was sent, by a file of its own that is gone afterwards', async () => {
    const seen = path.join(folder, 'seen');
    const scanCommand = `${scanner(`cp "$2" ${seen}; echo "$1" > ${seen}.1`)} --fast`;
    const sent = await phonePhoto();
    const { name } = await keepPhoto({ ...store, scanCommand }, sent, 7);
    expect(readFileSync(seen)).toEqual(sent);
    expect(readFileSync(`${seen}.1`, 'utf8')).toBe('--fast\n');
    expect(files().every((file) => file.includes(name))).toBe(true);
  });

  it.each([
    ['refuses', 'exit 1', { status: 400, options: { field: 'photo' } }],
    ['fails', 'exit 2', { status: 503, options: { retry_s: 60 } }],
    ['is killed', 'kill -9 $$', { status: 503 }],
  ])('that %s keeps the photo out; the operator is told where it gave no verdict', async (_, script, told) => {
    const faults: unknown[] = [];
    const failing = { ...store, scanCommand: scanner(script), onFault: (error: unknown) => faults.push(error) };
    await expect(keepPhoto(failing, await pictures.jpeg(), 7)).rejects.toMatchObject(told);
    expect(files()).toEqual([]);
    expect(faults.length).toBe(told.status === 503 ? 1 : 0);
  });

  it('that is not there keeps photos out, and no shell is asked', async () => {
    const scanCommand = `${path.join(folder, 'nowhere')} ; touch ${path.join(folder, 'evil')}`;
    await expect(keepPhoto({ ...store, scanCommand }, await pictures.jpeg(), 7)).rejects.toMatchObject({ status: 503 });
    expect([files(), existsSync(path.join(folder, 'evil'))]).toEqual([[], false]);
  });
});
