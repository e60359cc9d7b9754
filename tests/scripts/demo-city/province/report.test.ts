import { describe, expect, it } from 'vitest';
import { provinceSentence, shareOf } from '../../../../scripts/demo-city/province/report.ts';

describe('--share', () => {
  it('is a part of the whole', () => {
    expect(shareOf('0.1')).toBe(0.1);
    expect(shareOf('1')).toBe(1);
  });

  it.each(['0', '-1', '1.5', 'ten', ''])('refuses %j and names the option', (text) => {
    expect(() => shareOf(text)).toThrow(/--share/);
  });
});

describe('the report', () => {
  it('says what it took, and where an earlier run had stopped', () => {
    const report = { minutes: 3.2, disk_bytes: 1_234_000_000, resumed_districts: 0 };
    expect(provinceSentence(report).en).toMatch(/^It took 3.2 minutes and 1.2 GB./);
    expect(provinceSentence({ ...report, resumed_districts: 7 }).en).toMatch(/^Going on after 7 districts/);
    expect(provinceSentence({ ...report, resumed_districts: 7 })['zh-CN']).toContain('7 个区县');
  });
});
