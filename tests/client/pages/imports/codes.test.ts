import { describe, expect, it } from 'vitest';
import { agreedCodes, codedFields, codeOf, isDoubtful, withColumn } from '../../../../client/pages/imports/codes.ts';
import { batch, facilities } from './batch.ts';

const said = (codes: Record<string, Record<string, string>>) => ({ settings: { ...batch().settings, codes } });

describe('codes', () => {
  it('are asked of the fields that a column fills', () => {
    expect(codedFields(batch(), facilities).map(({ field, column }) => [field.name, column])).toEqual([
      ['kind', '类别'],
    ]);
    const { kind: _, ...mapping } = batch().settings.mapping;
    expect(codedFields(batch({ settings: { ...batch().settings, mapping } }), facilities)).toEqual([]);
  });

  it('are to be listed first where nobody has read them', () => {
    const unread = batch({ findings: { ...batch().findings!, codes: [] } });
    expect(codedFields(unread, facilities)[0]!.values).toBeNull();
  });

  it('are as a person said, else as they are taken', () => {
    const match = { value: '卫生室', code: 'clinic' };
    expect(codeOf(batch(), 'kind', match)).toBe('clinic');
    expect(codeOf(batch(said({ kind: { 卫生室: 'toilet' } })), 'kind', match)).toBe('toilet');
    expect(codeOf(batch(), 'kind', { value: '亭子', code: null })).toBeNull();
  });

  it('are agreed to as they stand on the sheet, guesses too, and nothing for what is unknown', () => {
    expect(agreedCodes(batch(), facilities)).toEqual({ kind: { 卫生室: 'clinic' } });
    expect(agreedCodes(batch(said({ kind: { 亭子: 'toilet' } })), facilities)).toEqual({
      kind: { 卫生室: 'clinic', 亭子: 'toilet' },
    });
  });
});

describe('columns', () => {
  const mapping = { name: '名称', kind: '类别' };

  it('fill one field each, and a field has one column', () => {
    expect(withColumn(mapping, '备注', 'address')).toEqual({ ...mapping, address: '备注' });
    expect(withColumn(mapping, '备注', 'name')).toEqual({ kind: '类别', name: '备注' });
    expect(withColumn(mapping, '名称', 'address')).toEqual({ kind: '类别', address: '名称' });
    expect(withColumn(mapping, '名称', '')).toEqual({ kind: '类别' });
  });
});

it('a column on the field that it was merely taken for is to be looked at', () => {
  expect(isDoubtful({ field: 'name', confidence: 0.89 }, 'name')).toBe(true);
  expect(isDoubtful({ field: 'name', confidence: 0.9 }, 'name')).toBe(false);
  expect(isDoubtful({ field: 'name', confidence: 0.6 }, 'address')).toBe(false);
});
