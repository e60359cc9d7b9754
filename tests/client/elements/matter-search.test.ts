import { expect, it } from 'vitest';
import { findMatters, matterName } from '../../../client/elements/matter-search.ts';
import type { Matter } from '../../../server/api/loop/schema.ts';

const matter = (id: string, class_zh: string, zh: string, en: string): Matter => ({
  id,
  category: id.split('.')[0]!,
  class_zh,
  class_en: `class ${class_zh}`,
  zh,
  en,
  severity: 'normal',
  grid_duty: true,
  clock: 'working',
  accept_h: 4,
  resolve_h: 24,
  level: 'grid',
  department: null,
  evidence: ['text'],
});
const matters = [
  matter('public_works.cover.loose', '井盖', '井盖松动', 'Loose cover'),
  matter('public_works.lamp.dark', '照明', '路灯不亮', 'Dark lamp'),
  matter('public_works.cover.lost', '井盖', '井盖缺失', 'Missing cover'),
  matter('noise.shop.loud', '商业噪声', '店铺音响扰民', 'Loud shop'),
];
const found = (category: string, typed: string) =>
  findMatters(matters, category, typed, 'zh-CN').map(({ name, matters }) => [name, ...matters.map(({ zh }) => zh)]);

it('shows a category by small class in the order of the catalogue', () => {
  expect(found('public_works', '')).toEqual([
    ['井盖', '井盖松动', '井盖缺失'],
    ['照明', '路灯不亮'],
  ]);
});

it('finds by every word, in either language, in the name or its small class', () => {
  expect(found('', '井盖 缺')).toEqual([['井盖', '井盖缺失']]);
  expect(found('', 'COVER loose')).toEqual([['井盖', '井盖松动']]);
  expect(found('', '商业')).toEqual([['商业噪声', '店铺音响扰民']]);
  expect(found('noise', '井盖')).toEqual([]);
});

it('names a matter in the language of the screen', () => {
  expect([matterName(matters[1]!, 'zh-CN'), matterName(matters[1]!, 'en')]).toEqual(['路灯不亮', 'Dark lamp']);
});
