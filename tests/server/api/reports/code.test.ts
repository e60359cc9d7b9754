import { expect, it } from 'vitest';
import { Sealer } from '../../../../server/access/sealing.ts';
import { digestOfCode, followCodeOf } from '../../../../server/api/reports/code.ts';
import { followParam } from '../../../../server/api/reports/schema.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const key = '3f0c2c5e-8f7e-4d52-9f5e-0a1b2c3d4e5f';

it('gives a report one code, which the key of the deployment is needed for', () => {
  const code = followCodeOf(testSealer, key);
  expect(followParam.parse({ code })).toEqual({ code });
  expect(followCodeOf(testSealer, key.toUpperCase())).toBe(code);
  expect(followCodeOf(new Sealer([{ id: 1, secret: Buffer.alloc(32, 8) }]), key)).not.toBe(code);
  expect(digestOfCode(code)).toHaveLength(32);
});

it('uses all 32 letters and digits, and gives 2,000 reports 2,000 codes', () => {
  const codes = Array.from({ length: 2000 }, (_, at) => followCodeOf(testSealer, `${key}${at}`));
  expect(new Set(codes).size).toBe(2000);
  expect([...new Set(codes.join(''))].sort().join('')).toBe('23456789ABCDEFGHJKLMNPQRSTUVWXYZ');
});

it('is read as people type it', () => {
  expect(followParam.parse({ code: ' abcd-efgh 23' })).toEqual({ code: 'ABCDEFGH23' });
  for (const code of ['', 'ABCDEFGH2', 'ABCDEFGH1O', 'ABCDEFGH234', "ABCDEFGH2'"]) {
    expect([code, followParam.safeParse({ code }).success]).toEqual([code, false]);
  }
});
