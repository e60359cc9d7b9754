import { expect, it } from 'vitest';
import { privateWords } from '../../../server/loop/private-words.ts';

it.each([
  ['请拨13812345678联系', [['phone', '13812345678']]],
  [
    '请拨 138-1234-5678 或 +86 139 1234 5678',
    [
      ['phone', '138-1234-5678'],
      ['phone', '+86 139 1234 5678'],
    ],
  ],
  ['全角１３８１２３４５６７８也算', [['phone', '13812345678']]],
  [
    '座机0710-3512345，或(0710)3512345',
    [
      ['phone', '0710-3512345'],
      ['phone', '(0710)3512345'],
    ],
  ],
  ['证号11010519491231002X', [['id_card', '11010519491231002X']]],
  ['旧证号110105491231002', [['id_card', '110105491231002']]],
  ['信箱：wang.li@mail.example.com。', [['email', 'wang.li@mail.example.com']]],
  [
    '先13812345678，后a@b.cn',
    [
      ['email', 'a@b.cn'],
      ['phone', '13812345678'],
    ],
  ],
])('finds what tells who somebody is in %s', (text, expected) => {
  expect(privateWords(text).map(({ kind, found }) => [kind, found])).toEqual(expected);
});

it.each([
  '清河路18号3幢2单元501室，2026年11月22日已处理。',
  '事件 SJ20261122-12851 已办结，共 12 件。',
  '电话 12345 热线转来，编号990106001001',
  '2026-11-22 08:30:00 至 09:00',
  '长 138123456789 米',
  '@所有人 请注意',
])('leaves alone %s', (text) => {
  expect(privateWords(text)).toEqual([]);
});
