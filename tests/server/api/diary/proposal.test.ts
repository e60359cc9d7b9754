import { describe, expect, it } from 'vitest';
import { categoryFrom, titleFrom } from '../../../../server/api/diary/proposal.ts';

const matters = [
  { category: 'environment', zh: '垃圾桶满溢', class_zh: '垃圾清理' },
  { category: 'public_works', zh: '路灯不亮', class_zh: '照明' },
];

describe('what an entry would be as an incident', () => {
  it('has its first sentence for a title, without the full stop and not too long', () => {
    expect(titleFrom(' 三单元路灯不亮。明天再看！')).toBe('三单元路灯不亮');
    expect(titleFrom('第一行\n第二行')).toBe('第一行');
    expect(titleFrom('长'.repeat(100))).toBe('长'.repeat(80));
  });

  it('has the category whose matters share most with its words', () => {
    expect(categoryFrom('三单元门口的路灯又不亮了', matters)).toBe('public_works');
    expect(categoryFrom('南门垃圾桶一直满溢，没人清理', matters)).toBe('environment');
    expect(categoryFrom('陪张奶奶去医院', matters)).toBe('welfare');
  });
});
