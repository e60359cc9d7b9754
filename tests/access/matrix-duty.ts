import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';
import { testSealer } from '../helpers/sealer.ts';

/** Writes a set of duties over the north community (611), the south (612) and the street (613), and a tag of a household in the south (614). */
export async function insertDuties(sql: Database): Promise<void> {
  const areas = [
    { id: 611, area_code: townArea.north },
    { id: 612, area_code: townArea.south },
    { id: 613, area_code: townArea.street },
  ];
  const rule = { tags: '{support}', period: 'month', every: 3, due_day: 15, starts_on: '2026-01-01' };
  await insertRows(
    sql,
    'duty_set',
    areas.map(({ id, area_code }) => ({ id, area_code, name: `任务${id}`, ...rule })),
  );
  await insertRows(sql, 'need_tag', [
    {
      ...{
        id: 614,
        household_id: 48,
        tag: 'support',
        purpose: '每月上门',
        starts_on: '2026-01-01',
        expires_on: '2099-01-01',
      },
      basis: testSealer.seal('need_tag.basis', '本人申请'),
    },
  ]);
}
