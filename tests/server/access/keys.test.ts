import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newKey, readKeys, replaceKeys } from '../../../server/access/keys.ts';
import { REREAD_MS, SealError, Sealer } from '../../../server/access/sealing.ts';

let folder: string;
let source: { dataKeys: string | undefined; dataKeyFile: string };
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-keys-'));
  source = { dataKeys: undefined, dataKeyFile: path.join(folder, 'data-keys') };
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

it('keys are written as they are read, for this user only, and leave no other file', () => {
  const keys = [newKey(1), newKey(2)];
  replaceKeys(source, keys);
  expect(readKeys(source)).toEqual(keys);
  expect(statSync(source.dataKeyFile).mode & 0o777).toBe(0o600);
  writeFileSync(`${source.dataKeyFile}.new`, 'left by a stop in the middle');
  replaceKeys(source, [keys[1]!]);
  expect(readKeys(source)).toEqual([keys[1]]);
  expect(readFileSync(source.dataKeyFile, 'utf8')).toMatch(/^2:[\w+/]{43}=\n$/);
});

it('keys of a setting are not written to the file', () => {
  const dataKeys = `1:${Buffer.alloc(32, 1).toString('base64')}`;
  expect(() => replaceKeys({ ...source, dataKeys }, [newKey(2)])).toThrow('must be changed there');
});

it('a running server seals with a key that was added, and opens what is sealed with it at once', () => {
  vi.useFakeTimers();
  const [first, second] = [newKey(1), newKey(2)];
  replaceKeys(source, [first]);
  const running = new Sealer([first], () => readKeys(source));
  const old = running.seal('resident.name', '张伟');
  replaceKeys(source, [first, second]);
  const theirs = new Sealer([first, second]).seal('resident.name', '李雷');
  vi.advanceTimersByTime(1);
  expect(running.open('resident.name', theirs)).toBe('李雷');
  expect([running.keyId, running.open('resident.name', old)]).toEqual([2, '张伟']);
  expect(running.digests('resident.name', '张伟')).toHaveLength(2);
  replaceKeys(source, [second]);
  vi.advanceTimersByTime(REREAD_MS);
  running.seal('resident.name', '张伟');
  expect(() => running.open('resident.name', old)).toThrow(SealError);
});

it('a key file that is away leaves a running server its keys', () => {
  vi.useFakeTimers();
  const key = newKey(1);
  const running = new Sealer([key], () => {
    throw new Error('away');
  });
  vi.advanceTimersByTime(REREAD_MS);
  expect(running.open('resident.name', running.seal('resident.name', '张伟'))).toBe('张伟');
});
