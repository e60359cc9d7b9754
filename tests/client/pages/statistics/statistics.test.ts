import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import { statisticsCsv } from '../../../../client/pages/statistics/csv.ts';
import { hoursText } from '../../../../client/pages/statistics/hours.ts';
import type { Compared } from '../../../../client/pages/statistics/parts.ts';
import { lastDays, spanBefore, spanOf, yearBefore } from '../../../../client/pages/statistics/spans.ts';
import { readCatalogues } from '../../../../server/api/codes/catalogues.ts';
import type { Deployment } from '../../../../server/api/deployment/schema.ts';
import type { LoopFigures, LoopStatistics } from '../../../../server/api/statistics/schema.ts';

const today = '2026-11-22';

describe('spans', () => {
  it('are what the address names, or the last 30 days', () => {
    expect(spanOf({}, today)).toEqual({ from: '2026-10-24', to: today });
    expect(spanOf({ from: '2026-01-01', to: '2026-01-31' }, today)).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    for (const bad of [
      { from: '2026-02-30', to: '2026-03-01' },
      { from: '2026-03-02', to: '2026-03-01' },
      { from: '2020-01-01', to: '2026-03-01' },
      { from: '2026-03-01' },
    ]) {
      expect(spanOf(bad as Record<string, string>, today)).toEqual(lastDays(30, today));
    }
  });

  it('have a span before of as many days, and the same days a year before', () => {
    expect(spanBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-01-29', to: '2026-02-28' });
    expect(spanBefore({ from: today, to: today })).toEqual({ from: '2026-11-21', to: '2026-11-21' });
    expect(yearBefore({ from: '2028-02-29', to: '2028-03-01' })).toEqual({ from: '2027-02-28', to: '2027-03-01' });
  });
});

describe('hours in words', () => {
  it.each([
    [null, '无'],
    [0, '0 小时'],
    [1.25, '1.3 小时'],
    [47.9, '47.9 小时'],
    [48, '2 天'],
    [60, '2.5 天'],
  ])('%s: %s', (hours, expected) => {
    expect(hoursText(hours, words('zh-CN'))).toBe(expected);
  });
});

describe('the figures as CSV', () => {
  const figures: LoopFigures = {
    ...{ inflow_count: 4, outflow_count: 3, aside_count: 0, open_count: 5, overdue_count: 1, late_count: 0 },
    ...{ settle_median_h: 12.5, settle_p90_h: 30, found_count: 2, complaint_count: 1, proactive_share: 67 },
  };
  const now: LoopStatistics = {
    ...{ area_code: '990106001', from: '2026-11-01', to: '2026-11-02', figures },
    flow: {
      part_days: 1,
      from: ['2026-11-01', '2026-11-02'],
      inflow_count: [1, 3],
      outflow_count: [0, 3],
      open_count: [5, 5],
    },
    steps: [{ status: 'handling', count: 3, median_h: 5, p90_h: 9.5 }],
    settled_at: [],
    hands: [3, 0, 0, 0],
    ratings: [0, 0, 0, 0, 0],
    areas: [{ ...figures, area_code: '990106001001', name: '=北,社区', level: 'community', inflow_by_part: [1, 3] }],
    categories: [{ ...figures, category: 'noise' }],
  };
  const wording = {
    reference: { catalogues: readCatalogues(), deployment: {} as Deployment },
    words: words('zh-CN'),
    language: 'zh-CN' as const,
  };
  const lines = (compared: Compared) => statisticsCsv(compared, wording).split('\r\n');

  it('have the own past beside each, empty where it is not known', () => {
    const before = { ...now, figures: { ...figures, inflow_count: 9 }, steps: [] };
    const text = lines({ now, before, year_before: null });
    expect(text[0]).toBe('\ufeff部分,名称,指标,本期,上期,去年同期');
    expect(text).toContain('合计,990106001,上报,4,9,');
    expect(text).toContain('步骤,处理中,中位数（小时）,5,,');
    expect(text).toContain('类别,噪声扰民,未诉先办,67,67,');
    expect(text).toContain('日期,2026-11-02,办结,3,,');
    expect(text.at(-1)).toBe('');
  });

  it('hold no formula, and commas only within quotes', () => {
    expect(lines({ now, before: null, year_before: null })).toContain('区域,"990106001001 =北,社区",上报,4,,');
  });
});
