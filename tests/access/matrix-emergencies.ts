import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';

/**
 * Emergencies of the matrix: 581 over the north community, with order 585 to its north-west grid; 582 over the south, with order 586
 * to it; 583 over the street; 584, in the north, is over. Resources 587 in the north and 588 in the south, of each 8 of 10 free.
 */
export async function insertEmergencies(sql: Database): Promise<void> {
  const emergency = { grade: 3, reason: '演练', ended_at: null, summary: null };
  await insertRows(sql, 'emergency', [
    { ...emergency, id: 581, plan: 'flood', area_code: townArea.north },
    { ...emergency, id: 582, plan: 'flood', area_code: townArea.south },
    { ...emergency, id: 583, plan: 'gale', area_code: townArea.street },
    { ...emergency, id: 584, plan: 'fire', area_code: townArea.north, ended_at: new Date(), summary: '解除' },
  ]);
  await sql`insert into emergency_event (emergency_id, version, kind) select id, 1, 'declared' from emergency where id between 581 and 584`;
  await insertRows(sql, 'emergency_order', [
    { id: 585, emergency_id: 581, text: '巡查', area_code: townArea.northWest },
    { id: 586, emergency_id: 582, text: '巡查', area_code: townArea.south },
  ]);
  const store = { kind: 'store', name: '物资库', quantity: 10, free: 8, unit: '件' };
  await insertRows(sql, 'emergency_resource', [
    { ...store, id: 587, geometry: 'SRID=4326;POINT(112.1016 32.0052)' },
    { ...store, id: 588, geometry: 'SRID=4326;POINT(112.1016 32.0014)' },
  ]);
}
