import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';

/** Doubtful addresses of the north (691; 693 decided) and of the south (692), each with a door for a candidate. */
export async function insertReviews(sql: Database): Promise<void> {
  const candidate = (household_id: number, area_code: string) => ({
    ...{ level: 'door', kind: 'building', id: '21', unit_id: 31, household_id, name: '清河花园1幢' },
    ...{ address: '清河花园1幢1单元101室', area_code, place: [112.1012, 32.0047], confidence: 0.6 },
  });
  await sql`insert into geocode_review (id, area_code, text, candidates) overriding system value values
    (691, ${townArea.north}, '清河园1幢101', ${sql.json([candidate(41, townArea.northWest)])}),
    (692, ${townArea.south}, '机床宿舍101', ${sql.json([candidate(48, townArea.southWest)])})`;
  await sql`insert into geocode_review (id, area_code, text, decision, decided_at) overriding system value
    values (693, ${townArea.north}, '火星', 'no_place', now())`;
}
