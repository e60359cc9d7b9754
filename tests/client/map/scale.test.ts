import { describe, expect, it } from 'vitest';
import { metresPerPixel, scaleBar } from '../../../client/map/scale.ts';

describe('scale', () => {
  it('knows what a pixel stands for', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.517, 2);
    expect(metresPerPixel(60, 10)).toBeCloseTo(38.218, 2);
  });

  it('draws the longest round length that fits', () => {
    const bar = scaleBar(32, 15, 120, 'zh-CN');
    expect(bar.label).toBe('200 米');
    expect(bar.width_px).toBeCloseTo(98.73, 1);
    expect(scaleBar(32, 9, 120, 'en').label).toBe('10 km');
    expect(scaleBar(32, 21, 120, 'en').label).toBe('2 m');
  });
});
