import { describe, expect, it } from 'vitest';
import { areaMeasure, formatArea, formatLength } from '../../../client/format/distance.ts';

describe('lengths', () => {
  it.each([
    [0, '0 米'],
    [4.26, '4.3 米'],
    [12.6, '13 米'],
    [999.4, '999 米'],
    [999.5, '1 公里'],
    [1249, '1.25 公里'],
    [12_460, '12.5 公里'],
    [1_250_000, '1,250 公里'],
    [-3, '0 米'],
    [Number.NaN, '0 米'],
  ])('%d m is %s', (length_m, text) => {
    expect(formatLength(length_m, 'zh-CN')).toBe(text);
  });

  it('speaks English', () => {
    expect(formatLength(850, 'en')).toBe('850 m');
    expect(formatLength(1500, 'en')).toBe('1.5 km');
  });
});

describe('areas', () => {
  it.each([
    [0, '0 平方米'],
    [3200, '3,200 平方米'],
    [9999.4, '9,999 平方米'],
    [10_000, '1 公顷'],
    [425_000, '42.5 公顷'],
    [1_240_000, '1.24 平方公里'],
  ])('%d m² is %s', (area_m2, text) => {
    expect(formatArea(area_m2, 'zh-CN')).toBe(text);
  });

  it('keeps figure and unit apart', () => {
    expect(areaMeasure(425_000, 'en')).toEqual({ figure: '42.5', unit: 'ha' });
  });
});
