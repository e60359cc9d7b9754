import { describe, expect, it } from 'vitest';
import { changedValues, fromText, toText } from '../../../../client/pages/register/field-value.ts';
import { fieldsOf } from '../../../../server/api/registers/schema.ts';

const fieldOf = (name: string) => fieldsOf.device.find((field) => field.name === name)!;

describe('what is typed into the form of a register', () => {
  it('is sent only where it differs from what is recorded', () => {
    const recorded = {
      name: '南门',
      retention_days: 30,
      sign_up: true,
      place: [112.1018, 32.0043] as [number, number],
    };
    const texts = { name: '南门', retention_days: '', sign_up: 'false', place: '112.10180, 32.00430' };
    expect(changedValues(fieldsOf.device, texts, recorded)).toEqual({
      values: { retention_days: null, sign_up: false },
      fault: undefined,
    });
  });

  it('names the field that cannot be read', () => {
    expect(changedValues(fieldsOf.device, { place: 'gate' }, {}).fault).toBe(fieldOf('place'));
    expect(changedValues(fieldsOf.device, { retention_days: 'x' }, {}).fault).toBe(fieldOf('retention_days'));
  });

  it('reads an outline back as it was written', () => {
    const outline = fieldsOf.building.find(({ kind }) => kind === 'outline')!;
    const ring: [number, number][] = [
      [112.1, 32],
      [112.2, 32],
      [112.2, 32.1],
    ];
    expect(fromText(outline, toText(outline, ring))).toEqual(ring);
    expect(fromText(outline, '112.1, 32\nnowhere')).toBeUndefined();
  });
});
