import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';

/** Writes a report pack of the north community (inside, 591), of the south (outside, 592) and of the street (above, 593). */
export async function insertPacks(sql: Database): Promise<void> {
  await sql`insert into report_pack (id, area_code, cadence, period_from, period_to, edition, finished, made_at, definition,
      definition_sha256, figures) overriding system value
    select id, area_code, 'day', '2026-05-01', '2026-05-01', 1, true, now(), ${sql.json({ names: [] })}, repeat('0', 64),
      ${sql.json({ scalars: {}, past_from: [], parts: { from: [], values: {} }, map: { areas: [], values: {} }, tables: { incident_category: [], settled_at: [], need_tag: [], areas: [] } })}
    from (values (591, ${townArea.north}), (592, ${townArea.south}), (593, ${townArea.street})) given (id, area_code)`;
}
