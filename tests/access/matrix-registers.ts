import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';

/** Writes a change in the worker's grid of the north community (inside) and one in the south (outside), which nobody made. */
export async function insertChanges(sql: Database): Promise<void> {
  await sql`insert into change (id, kind, area_code) overriding system value
    values (58101, 'edit', ${townArea.northWest}), (58102, 'edit', ${townArea.southWest})`;
}
