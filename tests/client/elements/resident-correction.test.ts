import { describe, expect, it } from 'vitest';
import { correctionOf } from '../../../client/elements/resident-correction.ts';

const read = (fields: Record<string, string>) => correctionOf((name) => fields[name] ?? '');

describe('a correction', () => {
  it('holds what was filled in and nothing else', () => {
    expect(read({ name: '林之遥', phone: '', sex: 'female' })).toEqual({ name: '林之遥', sex: 'female' });
    expect(read({ birth_date: '1950-03-02', relation: 'head' })).toEqual({
      birth_date: '1950-03-02',
      relation: 'head',
    });
  });

  it('is none where nothing fits', () => {
    expect(read({})).toBe(null);
    expect(read({ sex: 'unknown' })).toBe(null);
  });
});
