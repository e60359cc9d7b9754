import { describe, expect, it } from 'vitest';
import type { FeedRow } from '../../../server/live/feed.ts';
import { changesText } from '../../../server/live/frames.ts';

const body = '{"walk_id":7,"version":2}';
const row: FeedRow = {
  ...{ seq: 5, incident_id: null, area_code: '990106001001', was_area_code: null, topic: 'patrol' },
  ...{ body, coarse_body: body },
};

describe('a patrol that moved on', () => {
  it.each([
    ['its area', '990106001001', true],
    ['what holds it', '990106', true],
    ['a part of it', '990106001001002', true],
    ['another area', '990106001002', false],
  ])('is told to who shows %s', (_, area, told) => {
    for (const coarse of [false, true]) {
      const text = changesText({ areas: [area], coarse }, [row]);
      expect(text).toBe(told ? `id: 5\nevent: patrol\ndata: ${body}\n\n` : '');
    }
  });
});
