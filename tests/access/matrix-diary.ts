import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';
import { testSealer } from '../helpers/sealer.ts';

/**
 * Campaigns of the matrix: 621 over the north community with doors 41 and 45, 622 over the south with door 48. Diaries: entry 623 of the
 * matrix's own worker in the north-west, 624 of somebody in the south.
 */
export async function insertCampaigns(sql: Database): Promise<void> {
  const days = { starts_on: '2020-01-01', ends_on: '2099-01-01', purpose: '人口核实', doors: 'all' };
  await insertRows(sql, 'campaign', [
    { id: 621, area_code: townArea.north, name: '北区核实', ...days },
    { id: 622, area_code: townArea.south, name: '南区核实', ...days },
  ]);
  await insertRows(sql, 'campaign_door', [
    { id: 625, campaign_id: 621, household_id: 41, building_id: 21, area_code: townArea.northWest },
    { id: 626, campaign_id: 621, household_id: 45, building_id: 21, area_code: townArea.northWest },
    { id: 627, campaign_id: 622, household_id: 48, building_id: 23, area_code: townArea.southWest },
  ]);
  const body = testSealer.seal('diary_entry.body', '三单元门口路灯不亮。');
  const entry = { author: '甲', written_at: new Date(), body };
  await insertRows(sql, 'diary_entry', [
    { id: 623, area_code: townArea.northWest, account_id: 403, ...entry },
    { id: 624, area_code: townArea.southWest, account_id: null, ...entry },
  ]);
}
