import type { Database } from '../../db/open.ts';
import type { AccessAlert } from './schema.ts';

const columns = (sql: Database) => sql`l.id, l.kind, l.account_id, account.display_name as account_name, l.area_code,
  area.name as area_name, iso_time(l.raised_at) as raised_at, l.detail, iso_time(l.handled_at) as handled_at,
  handler.display_name as handled_by_name, l.note`;
/** Names are left out where the account is not the auditor's to see. */
const sources = (sql: Database) => sql`access_alert l left join account on account.id = l.account_id
  left join account handler on handler.id = l.handled_by left join area on area.area_code = l.area_code`;

/** Alerts newest first, numbers below `before` only; `open` tells those still to be looked into from the others. */
export function listAlerts(
  sql: Database,
  { open, before, limit }: { open?: boolean | undefined; before?: number | undefined; limit: number },
): Promise<AccessAlert[]> {
  return sql<AccessAlert[]>`
    select ${columns(sql)} from ${sources(sql)} where true
      ${open === undefined ? sql`` : open ? sql`and l.handled_at is null` : sql`and l.handled_at is not null`}
      ${before === undefined ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit}`;
}

/** One alert; undefined where there is none that the caller may see. */
export async function findAlert(sql: Database, id: number): Promise<AccessAlert | undefined> {
  const [alert] = await sql<AccessAlert[]>`select ${columns(sql)} from ${sources(sql)} where l.id = ${id}`;
  return alert;
}

/** Writes what was found; false where somebody did so before. */
export async function handleAlert(sql: Database, id: number, note: string): Promise<boolean> {
  const rows = await sql`update access_alert set handled_at = now(), handled_by = current_account(), note = ${note}
    where id = ${id} and handled_at is null returning id`;
  return rows.length > 0;
}
