import type { Database } from '../../db/open.ts';
import type { AuditEvent } from './schema.ts';

/** Which events a list holds. */
export interface AuditFilter {
  area_code?: string | undefined;
  account_id?: number | undefined;
  kind?: string | undefined;
  /** Days of the zone, `YYYY-MM-DD`, both included. */
  from?: string | undefined;
  to?: string | undefined;
  time_zone: string;
  /** Number before which the page begins. */
  before?: number | undefined;
  limit: number;
}

/** Events that the caller may see, the newest first; one more than `limit`, if there are so many. */
export function listAuditEvents(sql: Database, filter: AuditFilter): Promise<AuditEvent[]> {
  const { area_code = '', account_id = null, kind = null, from = null, to = null, time_zone } = filter;
  return sql<AuditEvent[]>`
    select e.id, iso_time(e.happened_at) as happened_at, e.account_id, a.display_name as account_name, e.kind,
      e.area_code, (select name from area where area_code = e.area_code) as area_name, e.detail
    from audit_event e left join account a on a.id = e.account_id
    where e.area_code ^@ ${area_code} and e.id < ${filter.before ?? 2_147_483_647}
      and (${account_id}::int is null or e.account_id = ${account_id})
      and (${kind}::text is null or e.kind = ${kind})
      and (${from}::text is null or e.happened_at >= (${from}::text::timestamp at time zone ${time_zone}))
      and (${to}::text is null or e.happened_at < ((${to}::text::date + 1)::timestamp at time zone ${time_zone}))
    order by e.id desc limit ${filter.limit + 1}`;
}
