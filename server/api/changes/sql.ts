import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Change } from './schema.ts';

/** What narrows the list; `day` is one of the town's, in `timeZone`. */
interface ChangeFilter {
  area_code: string;
  kind?: Change['kind'] | undefined;
  day?: string | undefined;
  before: readonly [moment: string, id: number] | undefined;
  limit: number;
  timeZone: string;
}

/** A change, and its moment to the microsecond, as the key of the list. */
export type ListedChange = Change & { moment: string };

/** Changes of an area and below, newest first, those before `before` only. */
export function listChanges(
  sql: Database,
  { area_code, kind, day, before, limit, timeZone }: ChangeFilter,
): Promise<ListedChange[]> {
  return sql<ListedChange[]>`
    select id::int, iso_time(made_at) as made_at, account_name as made_by, kind, area_code, source, true_from::text,
      change_rows(id) as rows, undone, listed.made_at::text as moment
    from (select * from change_log where ${within(sql, 'area_code', area_code)}
      ${before === undefined ? sql`` : sql`and (made_at, id) < (${before[0]}::timestamptz, ${before[1]}::bigint)`}
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${
        day === undefined
          ? sql``
          : sql`and made_at >= (${day}::date::timestamp at time zone ${timeZone}) and made_at < ((${day}::date + 1)::timestamp at time zone ${timeZone})`
      }
      order by change_log.made_at desc, change_log.id desc limit ${limit}) listed
    order by listed.made_at desc, listed.id desc`;
}

/** Takes a change back; gives the change that did it and the area. Throws what take_back() raises. */
export async function takeBack(
  sql: Database,
  id: number,
  note: string | undefined,
): Promise<{ id: number; area_code: string }> {
  const [made] = await sql<[{ id: number }]>`select take_back(${id}::bigint, ${note || null})::int as id`;
  const [change] = await sql<{ area_code: string }[]>`select area_code from change_log where id = ${made.id}`;
  return { id: made.id, area_code: change?.area_code ?? '' };
}
