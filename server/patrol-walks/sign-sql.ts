import type { Database } from '../db/open.ts';
import type { PointSign } from './stops.ts';

/** Addresses of points and digests of what their signs say, by number. */
export async function listSigns(sql: Database, ids: readonly number[]): Promise<Map<number, PointSign>> {
  const rows = await sql<(PointSign & { id: number })[]>`
    select id, address, encode(sha256(convert_to(code, 'UTF8')), 'hex') as code_digest
    from patrol_point where id = any (${[...new Set(ids)]}::int[])`;
  return new Map(rows.map(({ id, ...sign }) => [id, sign]));
}
