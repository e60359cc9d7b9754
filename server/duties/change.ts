import type { Database } from '../db/open.ts';

/** Begins a change: what the transaction writes from here on belongs to it. */
export async function openChange(
  sql: Database,
  {
    kind,
    area_code,
    source = null,
    true_from,
  }: { kind: 'edit' | 'visit'; area_code: string | null; source?: string | null; true_from: string },
): Promise<void> {
  await sql`select open_change(${kind}, ${area_code}, ${source}, null, ${true_from}::date)`;
}
