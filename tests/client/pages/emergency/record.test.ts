import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import { recordCsv } from '../../../../client/pages/emergency/record-csv.ts';
import { recordSentences } from '../../../../client/pages/emergency/record-figures.ts';
import type { Deployment } from '../../../../server/api/deployment/schema.ts';
import type { EmergencyRecord } from '../../../../server/api/emergencies/schema.ts';
import { catalogues } from '../../map/context.ts';
import { emergencyOf, flood, orderOf } from './emergency-fixture.ts';

const order = orderOf({
  id: 4,
  task: 'drains',
  acknowledged_at: '2026-11-20T14:06:00Z',
  acknowledged_by: '石磊',
  done_at: '2026-11-20T14:41:00Z',
  done_by: '石磊',
  result: '已清，“三处”',
});
const record: EmergencyRecord = {
  emergency: emergencyOf({
    ended_at: '2026-11-20T15:12:00Z',
    ended_by: '方静宜',
    summary: '水位回落',
    order_count: 1,
    acknowledged_count: 1,
    done_count: 1,
    orders: [order],
    log: [
      {
        id: 2,
        kind: 'ordered',
        at: '2026-11-20T14:00:00Z',
        by: '方静宜',
        order_id: 4,
        text: null,
        open_order_count: null,
      },
      {
        id: 1,
        kind: 'declared',
        at: '2026-11-20T14:00:00Z',
        by: '方静宜',
        order_id: null,
        text: '水位上涨',
        open_order_count: null,
      },
    ],
  }),
  duration_min: 72,
  acknowledge_median_min: 6,
  done_median_min: 41,
  late_order_count: 1,
  incidents: [{ category: 'public_works', reported_count: 2, settled_count: 1 }],
};

describe('the figures of a record', () => {
  it('are sentences', () => {
    expect(recordSentences(record, words('zh-CN'), 'zh-CN')).toEqual([
      '共下达1条指令，完成1条。',
      '1条没有在时限内完成。',
      '从下达到签收，一半在6分钟以内。',
      '从下达到完成，一半在41分钟以内。',
      '期间范围内上报事件2件，已办结1件。',
    ]);
  });

  it('leave out what there is none of', () => {
    const bare = {
      ...record,
      emergency: emergencyOf(),
      acknowledge_median_min: null,
      done_median_min: null,
      incidents: [],
    };
    expect(recordSentences(bare, words('en'), 'en')).toEqual([
      'No orders were given.',
      'No incidents were reported in the area meanwhile.',
    ]);
  });
});

it('is saved with everything, one row a thing', () => {
  const reference = { plans: [flood], catalogues, deployment: {} as Deployment };
  const csv = recordCsv(record, { reference, words: words('zh-CN'), language: 'zh-CN' });
  const rows = csv.split('\r\n');
  expect(rows[0]).toBe('\ufeff部分,类型,内容,对象,时间,人员,时限,签收时间,完成时间,撤销时间,结果');
  expect(rows[1]).toBe('响应,防汛 Ⅱ级,水位上涨,望河街道,2026-11-20T14:00:00Z,方静宜,,,2026-11-20T15:12:00Z,,水位回落');
  expect(rows[2]).toBe(
    '指令,drains,清通雨水口,供水排水,2026-11-20T14:00:00Z,方静宜,2026-11-20T14:30:00Z,2026-11-20T14:06:00Z,2026-11-20T14:41:00Z,,已清，“三处”',
  );
  expect(rows.slice(3, 5)).toEqual([
    '日志,启动响应,水位上涨,,2026-11-20T14:00:00Z,方静宜',
    '日志,下达指令,,清通雨水口,2026-11-20T14:00:00Z,方静宜',
  ]);
  expect(rows.slice(5)).toEqual([
    '',
    '部分,类型,上报,办结',
    '事件,公共设施,2,1',
    '',
    '部分,类型,内容,对象,总数,可用',
    '',
  ]);
});
