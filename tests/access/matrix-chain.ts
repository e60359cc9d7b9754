import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';

/** Of the matrix: holder and body 681 in the north community, 682 in the south, 683 over the street. */
export async function insertChain(sql: Database): Promise<void> {
  const areas = [
    { id: 681, area_code: townArea.north },
    { id: 682, area_code: townArea.south },
    { id: 683, area_code: townArea.street },
  ];
  const phone = '13355556666';
  await insertRows(
    sql,
    'duty_holder',
    areas.map((at) => ({ ...at, role: 'first_secretary', name: `责任人${at.id}`, phone, starts_on: '2025-01-01' })),
  );
  await insertRows(
    sql,
    'duty_body',
    areas.map((at) => ({ ...at, kind: 'party_branch', name: `支部${at.id}`, phone, starts_on: '2025-01-01' })),
  );
}
