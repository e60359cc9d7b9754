import { Hono } from 'hono';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { auditQuery } from './schema.ts';
import { listAuditEvents } from './sql.ts';

/** What was done with accounts, duties, tokens, records and settings, for the auditor of an area. */
export const auditEvents = new Hono<ApiEnv>().get('/', granted('audit'), validated('query', auditQuery), async (c) => {
  const { page, limit, ...filter } = c.req.valid('query');
  const [before] = fromToken(page, idKey) ?? [];
  const time_zone = c.get('config').timeZone;
  const rows = await listAuditEvents(c.get('sql'), { ...filter, time_zone, before, limit });
  return c.json(toPage(rows, limit, ({ id }) => [id]));
});
