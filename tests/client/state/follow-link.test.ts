import { describe, expect, it } from 'vitest';
import { codeIn, followLink, readCode } from '../../../client/state/follow-link.ts';

describe('a follow-up code', () => {
  it('is read as people write it', () => {
    for (const text of ['ABCDE23456', 'abcde 23456', ' ABCDE-23456 ', 'abc de2 345 6']) {
      expect(readCode(text)).toBe('ABCDE23456');
    }
  });

  it('is none with other signs or of another length', () => {
    for (const text of ['', 'ABCDE2345', 'ABCDE234567', 'ABCDE2345O', 'ABCDE23451', 'ABCDI23456', '井ABCDE2345']) {
      expect(readCode(text)).toBeNull();
    }
  });

  it('stands behind the # of its link, which is read back', () => {
    const link = followLink('ABCDE23456', { theme: 'night', language: 'en' });
    expect(link).toBe('/report#code&theme=night&lang=en&follow=ABCDE23456');
    expect(codeIn(new URL(link, 'http://x').hash)).toBe('ABCDE23456');
    expect(codeIn('#code&follow=nonsense')).toBe('');
    expect(followLink('', { theme: 'auto', language: 'zh-CN' })).toBe('/report#code');
  });
});
