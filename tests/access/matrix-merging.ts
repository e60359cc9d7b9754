import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';

/** Door 101 once more in the north (641) and in the south (642), and a merging in each (change 641, 642). */
export async function insertMergings(sql: Database): Promise<void> {
  const door = { floor: 1, door: '0101室' };
  await insertRows(sql, 'household', [
    { id: 641, building_id: 21, unit_id: 31, ...door },
    { id: 642, building_id: 23, unit_id: 34, ...door },
  ]);
  await sql`insert into change (id, kind, area_code) overriding system value
    values (641, 'merge', ${townArea.north}), (642, 'merge', ${townArea.south})`;
  await sql`insert into merging (change_id, kind, area_code, kept_id, gone_id)
    select id, 'household', area_code, 41, 42 from change where id in (641, 642)`;
}
