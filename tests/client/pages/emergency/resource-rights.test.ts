import { expect, it } from 'vitest';
import { mayCount } from '../../../../client/pages/emergency/resource-rights.ts';
import { callerWith } from '../../callers.ts';

it.each([
  ['the street leader', { emergency: ['990106001'] }, '990106001002', true],
  ['an officer there', { serve: ['990106'] }, '990106001002', true],
  ['somebody of another community', { handle: ['990106001001'] }, '990106001002', false],
  ['somebody of a part of it', { handle: ['990106001002003'] }, '990106001002', false],
  ['somebody who only looks', { map: [''], places: [''] }, '990106001002', false],
])('offers the counter of a resource to %s as is right', (_, rights, area_code, expected) => {
  expect(mayCount({ area_code }, callerWith({ rights }))).toBe(expected);
});

it('offers nothing outside every area but to whoever has a right everywhere', () => {
  expect(mayCount({ area_code: null }, callerWith({ rights: { handle: ['99'] } }))).toBe(false);
  expect(mayCount({ area_code: null }, callerWith({ rights: { emergency: [''] } }))).toBe(true);
  expect(mayCount({ area_code: '99' }, null)).toBe(false);
});
