import { describe, expect, it } from 'vitest';
import { maskFor, maskName, maskPhone } from '../../../server/access/masking.ts';

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

describe('maskFor', () => {
  it.each([
    ['resident.name', '欧阳娜', '欧阳*'],
    ['resident.phone', '13800001234', '138****1234'],
    ['resident.birth_date', '1955-03-02', '1955'],
    ['duty_holder.phone', '13311112222', '133****2222'],
    ['need_tag.basis', '本人申请', '***'],
    ['resident.relation', 'head', '***'],
    ['no_table.that_is_known', 'secret', '***'],
    ['resident.phone', null, null],
  ])('of %s shows %s as %s', (column, value, masked) => {
    expect(maskFor(column, value)).toBe(masked);
  });
});
