import { Hono } from 'hono';
import { enter } from '../../access/enter.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { fromToken, timeIdKey, toPage } from '../page-token.ts';
import { type Reply, repliesQuery } from './schema.ts';
import { listReplies } from './sql.ts';

/** Questions and answers for everybody to read, signed in or not, newest first. */
export const replies = new Hono<ApiEnv>().get('/', validated('query', repliesQuery), async (c) => {
  const { page, limit, ...filter } = c.req.valid('query');
  const after = fromToken(page, timeIdKey);
  const entrance = { digest: undefined, today: dayOf(c.get('now'), c.get('config').timeZone), readOnly: true };
  const rows = await enter(c.get('database'), entrance, (sql) =>
    listReplies(sql, { ...filter, after, limit: limit + 1 }),
  );
  const { items, next } = toPage(rows, limit, (row) => [row.published_key, row.incident_id]);
  // The same for everybody: whatever stands in between may keep it for a minute.
  c.header('Cache-Control', 'public, max-age=60');
  return c.json({ items: items.map(({ published_key: _, ...reply }): Reply => reply), next });
});
