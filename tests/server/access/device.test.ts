import { describe, expect, it } from 'vitest';
import { deviceOf, withDevice } from '../../../server/access/device.ts';
import { Sealer } from '../../../server/access/sealing.ts';
import { testSealer } from '../../helpers/sealer.ts';

describe('the mark of a known browser', () => {
  it('is the account’s alone, and stays the same', () => {
    const cookie = withDevice(testSealer, undefined, 309);
    const mark = deviceOf(testSealer, cookie, 309);
    expect(mark).toMatch(/^309\.[\w-]{16}$/);
    expect(deviceOf(testSealer, cookie, 30)).toBeUndefined();
    expect(deviceOf(testSealer, withDevice(testSealer, cookie, 309), 309)).toBe(mark);
    expect(deviceOf(testSealer, withDevice(testSealer, undefined, 309), 309)).not.toBe(mark);
  });

  it('cannot be made or moved to another account', () => {
    const cookie = withDevice(testSealer, undefined, 309);
    expect(deviceOf(testSealer, cookie.replace(/^309/, '310'), 310)).toBeUndefined();
    expect(deviceOf(testSealer, `${cookie.slice(0, -1)}!`, 309)).toBeUndefined();
    const other = new Sealer([{ id: 1, secret: Buffer.alloc(32, 8) }]);
    expect(deviceOf(other, cookie, 309)).toBeUndefined();
    expect(deviceOf(testSealer, undefined, 309)).toBeUndefined();
    expect(deviceOf(testSealer, '~~.~309', 309)).toBeUndefined();
  });

  it('is kept for the five accounts that signed in last', () => {
    let cookie: string | undefined;
    for (const id of [1, 2, 3, 4, 5, 1, 6]) cookie = withDevice(testSealer, cookie, id);
    expect([1, 2, 3, 4, 5, 6].filter((id) => deviceOf(testSealer, cookie, id))).toEqual([1, 3, 4, 5, 6]);
  });

  it('stands after the key was changed, as long as the old one is at hand', () => {
    const cookie = withDevice(testSealer, undefined, 309);
    const rotated = new Sealer([
      { id: 1, secret: Buffer.alloc(32, 7) },
      { id: 2, secret: Buffer.alloc(32, 9) },
    ]);
    expect(deviceOf(rotated, cookie, 309)).toBeDefined();
  });
});
