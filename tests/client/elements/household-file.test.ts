import { describe, expect, it } from 'vitest';
import { ageOn, phoneLink } from '../../../client/elements/household-file.ts';
import { words } from '../../../client/locales/index.ts';

describe('an age', () => {
  it('is of full years: the birthday counts, the day before does not', () => {
    expect([
      ageOn('1950-03-02', '2026-03-02'),
      ageOn('1950-03-02', '2026-03-01'),
      ageOn('2026-01-01', '2026-05-20'),
    ]).toEqual([76, 75, 0]);
  });
});

describe('a phone', () => {
  const made = (phone: string | null) => {
    const piece = phoneLink(phone, words('zh-CN'));
    return typeof piece === 'symbol' ? '' : piece.strings.join('').includes('href') ? 'link' : 'text';
  };

  it('can be dialled where it is shown in full, and only there', () => {
    expect(['19900003518', '025-8330 1234', '+86 19900003518', '199****3518', '***', null].map(made)).toEqual([
      'link',
      'link',
      'link',
      'text',
      'text',
      '',
    ]);
  });
});
