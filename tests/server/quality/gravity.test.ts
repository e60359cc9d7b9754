import { describe, expect, it } from 'vitest';
import { qualityCodes } from '../../../server/api/quality/schema.ts';
import { checkedLayers, checkOf, checksOf } from '../../../server/quality/checks.ts';
import { gravityOf } from '../../../server/quality/gravity.ts';

describe('gravityOf', () => {
  it('takes what counts or maps wrongly first, however rare', () => {
    expect(gravityOf('gap', 1, null)).toBe('grave');
    expect(gravityOf('far_outside', 1, null)).toBe('grave');
    expect(gravityOf('sliver', 1000, null)).toBe('slight');
  });

  it('goes by the share where that is what matters', () => {
    expect(gravityOf('empty', 24, 100)).toBe('slight');
    expect(gravityOf('empty', 25, 100)).toBe('medium');
    expect(gravityOf('stale', 3, null)).toBe('slight');
  });
});

describe('checks', () => {
  it('are of known codes, one of a kind a layer and field', () => {
    for (const layer of checkedLayers) {
      const keys = checksOf[layer].map(({ code, field }) => `${code} ${field}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { group, code } of checksOf[layer]) expect(qualityCodes[group]).toContain(code);
    }
  });

  it('look for empty fields that may be empty, and at catalogues', () => {
    const fields = (code: string) => checksOf.facility.filter((one) => one.code === code).map(({ field }) => field);
    expect(fields('empty')).toEqual(['address', 'operator']);
    expect(fields('unknown_value')).toEqual(['kind']);
  });

  it('are found by layer, code and field', () => {
    expect(checkOf('building', 'empty', 'address')?.field).toBe('address');
    expect(checkOf('building', 'empty', undefined)).toBeUndefined();
    expect(checkOf('resident', 'never_confirmed', undefined)).toBeUndefined();
    expect(checkOf(undefined, 'stale', undefined)).toBeUndefined();
  });
});
