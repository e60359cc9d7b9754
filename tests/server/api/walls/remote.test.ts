import { expect, it } from 'vitest';
import { Sealer } from '../../../../server/access/sealing.ts';
import { digestOfPairing, newPairingCode } from '../../../../server/api/walls/pairing-code.ts';
import { isRemoteCode, remoteCodeOf } from '../../../../server/api/walls/remote.ts';
import { testSealer } from '../../../helpers/sealer.ts';

/** The beginning of a step of ten minutes. */
const began = 1_800_000_000_000;
const other = new Sealer([{ id: 1, secret: Buffer.alloc(32, 8) }]);

it('is six digits for ten minutes, and gives way then', () => {
  const { code, until_ms } = remoteCodeOf(testSealer, 7, began);
  expect(code).toMatch(/^\d{6}$/);
  expect(until_ms).toBe(began + 600_000);
  expect(remoteCodeOf(testSealer, 7, began + 599_999)).toEqual({ code, until_ms });
  expect(remoteCodeOf(testSealer, 7, began + 600_000)).toMatchObject({ until_ms: began + 1_200_000 });
  expect(remoteCodeOf(testSealer, 7, began + 600_000).code).not.toBe(code);
});

it('holds in its step and the one after, and no longer or sooner', () => {
  const { code } = remoteCodeOf(testSealer, 7, began);
  const moments = [-1, 0, 599_999, 600_000, 1_199_999, 1_200_000];
  expect(moments.map((after) => isRemoteCode(testSealer, 7, code, began + after))).toEqual([
    ...[false, true, true, true, true, false],
  ]);
});

it('is another for another wall and another deployment', () => {
  const { code } = remoteCodeOf(testSealer, 7, began);
  expect(isRemoteCode(testSealer, 8, code, began)).toBe(false);
  expect(isRemoteCode(other, 7, code, began)).toBe(false);
  const codes = Array.from({ length: 2000 }, (_, wall) => remoteCodeOf(testSealer, wall, began).code);
  // Of 2,000 draws from a million, two are the same twice or so; a poor spread would show at once.
  expect(new Set(codes).size).toBeGreaterThan(1985);
});

it('pairs by random codes, of which only a keyed digest is kept', () => {
  const codes = Array.from({ length: 2000 }, newPairingCode);
  expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(1985);
  expect(digestOfPairing(testSealer, '123456')).toHaveLength(32);
  expect(digestOfPairing(testSealer, '123456')).toEqual(digestOfPairing(testSealer, '123456'));
  expect(digestOfPairing(testSealer, '123456')).not.toEqual(digestOfPairing(other, '123456'));
});
