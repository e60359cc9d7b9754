import { expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import { limitWords } from '../../../../client/pages/admin/limit-words.ts';

const hours: [string, string][] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];

it.each([
  [{ clock: 'working', accept_h: 4, resolve_h: 21 }, '4个工作小时签收', '3个工作日办结'],
  [{ clock: 'working', accept_h: 7, resolve_h: 10 }, '1个工作日签收', '10个工作小时办结'],
  [{ clock: 'round', accept_h: 1, resolve_h: 14 }, '1小时签收', '14小时办结'],
] as const)('tells %o in whole working days where it is some', (matter, accept, settle) => {
  expect(limitWords(matter, { hours }, words('zh-CN'))).toEqual({ accept, settle });
});

it('goes by the hours of the district, and speaks English', () => {
  const matter = { clock: 'working', accept_h: 4, resolve_h: 8 } as const;
  expect(limitWords(matter, { hours: [['08:30', '16:30']] }, words('en'))).toEqual({
    accept: 'accepted within 4 working h',
    settle: 'settled within 1 working day',
  });
});
