import { expect, it } from 'vitest';
import { calledFeature } from '../../../client/map/whistle-data.ts';
import { contextOf } from './context.ts';

const now = Date.parse('2026-03-02T03:00:00Z');
const called = {
  id: 7,
  centre: [112.1, 32] as [number, number],
  whistles: [
    {
      department: 'fire',
      called_at: '2026-03-02T02:00:00Z',
      arrive_by: '2026-03-02T02:30:00Z',
      arrived_at: '2026-03-02T02:12:00Z',
    },
    { department: 'police', called_at: '2026-03-02T02:00:00Z', arrive_by: '2026-03-02T02:30:00Z', arrived_at: null },
    { department: 'water', called_at: '2026-03-02T02:50:00Z', arrive_by: '2026-03-02T03:20:00Z', arrived_at: null },
  ],
};

it('shows a mark a department: a disc for who came, a ring for who was called', () => {
  expect(calledFeature(called, false, contextOf(), now)).toEqual({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [112.1, 32] },
    properties: {
      id: 7,
      there: '●',
      waiting: '○',
      late: '○',
      lines: '● 消防救援 12分钟后到场\n○ 公安派出所 已等1小时，超过报到时限\n○ 供水排水 已等10分钟',
    },
  });
});

it('names the departments of the selected one', () => {
  const { there, waiting, late } = calledFeature(called, true, contextOf({ language: 'en' }), now).properties!;
  expect([there, waiting, late]).toEqual(['● Fire and rescue\n', '○ Water and drainage\n', '○ Police station\n']);
});
