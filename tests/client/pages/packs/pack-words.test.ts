import { describe, expect, it } from 'vitest';
import { mapLink } from '../../../../client/pages/packs/pack-links.ts';
import { pastMean, sentenceParts } from '../../../../client/pages/packs/pack-words.ts';
import { parseHash } from '../../../../client/state/url.ts';

describe('the words of a pack', () => {
  it('cut a sentence at its figures', () => {
    expect(sentenceParts('上报 {incident_reported} 件，办结 {incident_settled} 件。')).toEqual([
      '上报 ',
      { figure: 'incident_reported' },
      ' 件，办结 ',
      { figure: 'incident_settled' },
      ' 件。',
    ]);
    expect(sentenceParts('{household}')).toEqual([{ figure: 'household' }]);
  });

  it('take the mean of what is known only', () => {
    expect(pastMean([null, 'small', 4, 7])).toEqual({ mean: 5.5, count: 2 });
    expect(pastMean([null, 'small'])).toBeNull();
  });
});

describe('the link of a figure', () => {
  const pack = { area_code: '990106001', period_from: '2026-10-01', period_to: '2026-10-31', finished: true };

  it('opens the map at its area and period, with what explains it', () => {
    const link = mapLink(pack, 'household', { theme: 'night', language: 'en' });
    expect(parseHash(link.slice(1))).toMatchObject({
      selection: { kind: 'area', area_code: '990106001' },
      period: { from: '2026-10-01', to: '2026-10-31' },
      ...{ indicator: 'household_count', theme: 'night', language: 'en' },
    });
    expect(parseHash(mapLink(pack, 'incident_reported', { theme: 'auto', language: 'en' }).slice(1)).on).toBeNull();
    const patrol = parseHash(
      mapLink(pack, 'walk_done', { theme: 'auto', language: 'zh-CN' }, { area_code: '990106001001' }).slice(1),
    );
    expect([patrol.layers.patrol.visible, patrol.selection]).toEqual([
      true,
      { kind: 'area', area_code: '990106001001' },
    ]);
  });

  it('opens the day on which a figure stood so, once the period is over', () => {
    const view = { theme: 'auto', language: 'zh-CN' } as const;
    expect(parseHash(mapLink(pack, 'incident_open', view).slice(1)).on).toBe('2026-10-31');
    expect(parseHash(mapLink({ ...pack, finished: false }, 'incident_open', view).slice(1)).on).toBeNull();
  });
});
