import type { Database } from '../../db/open.ts';
import { andWithin } from '../scope.ts';
import type { Reply } from './schema.ts';

/** A reply with the exact text of its time, which the page key needs (milliseconds would lose rows). */
export type ListedReply = Reply & { published_key: string };

/** What is published and not hidden, newest first, after the key. */
export function listReplies(
  sql: Database,
  filter: {
    area_code?: string | undefined;
    category?: string | undefined;
    after?: [string, number] | undefined;
    limit: number;
  },
): Promise<ListedReply[]> {
  const { area_code, category, after, limit } = filter;
  return sql<ListedReply[]>`
    select r.incident_id, r.area_code, coalesce(a.name, '') as area_name, r.category, r.question, r.answer, r.asked_on::text,
      iso_time(r.published_at) as published_at, r.rating, r.published_at::text as published_key
    from reply r left join area a on a.area_code = r.area_code
    where r.hidden_at is null ${andWithin(sql, 'r.area_code', area_code)}
      ${category === undefined ? sql`` : sql`and r.category = ${category}`}
      ${after ? sql`and (r.published_at, r.incident_id) < (${after[0]}::text::timestamptz, ${after[1]}::int)` : sql``}
    order by r.published_at desc, r.incident_id desc limit ${limit}`;
}
