import { describe, expect, it } from 'vitest';
import { maskName, maskPhone, maskResident } from '../../../server/access/masking.ts';

describe('maskName', () => {
  it.each([
    ['张伟', '张*'],
    ['李秀英', '李*'],
    ['欧阳娜', '欧阳*'],
    ['司马光明', '司马*'],
    // Two characters are a surname and a name, also where they look like a compound surname.
    ['欧阳', '欧*'],
    ['阿依古丽', '阿*'],
    ['古丽·买买提', '古*'],
    ['Alice Smith', 'A*'],
    ['𠮷田', '𠮷*'],
    [' 王强 ', '王*'],
    ['', '*'],
  ])('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('maskPhone', () => {
  it.each([
    ['13800001234', '138****1234'],
    ['+86 138-0000-1234', '138****1234'],
    ['010-1234 5678', '010****5678'],
    ['62345678', '****78'],
    ['', '****'],
    [null, null],
  ])('%s becomes %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

it('keeps of a resident only what may be shown', () => {
  const row = {
    id: 51,
    name: '张伟',
    relation: 'head',
    sex: 'male' as const,
    birth_date: '1955-03-02',
    phone: '13800001234',
    registered_here: true,
    lives_here: true,
  };
  expect(maskResident(row)).toEqual({
    name: '张*',
    relation: 'head',
    sex: 'male',
    birth_year: 1955,
    phone: '138****1234',
    registered_here: true,
    lives_here: true,
  });
});
