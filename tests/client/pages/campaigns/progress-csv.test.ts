import { expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import { progressCsv } from '../../../../client/pages/campaigns/progress-csv.ts';

it('writes counts by building, and leaves empty what is not told', () => {
  const part = { area_code: '990106001001001', area_name: '第一网格' };
  const outcomes = { met: 2, no_answer: 1, refused: 0, moved: 0 };
  const parts = [
    { ...part, building_id: 21, name: '1幢', door_count: 6, done_count: 3, outcomes },
    { ...part, building_id: null, name: '第一网格', door_count: 40, done_count: null, outcomes: null },
  ];
  expect(progressCsv({ parts }, words('zh-CN').campaigns).split('\r\n')).toEqual([
    '\ufeff网格,楼栋,户数,已敲,见到,没人应,婉拒,已搬走',
    '第一网格,1幢,6,3,2,1,0,0',
    '第一网格,第一网格,40,,,,,',
    '',
  ]);
});
