import { Hono } from 'hono';
import type { ApiEnv } from '../context.ts';
import { granted } from '../granted.ts';
import { listCalled } from './whistle-sql.ts';

/** Open incidents to which departments were called, those called last first, at most 500: who was called and who came. */
export const incidentWhistles = new Hono<ApiEnv>().get('/whistles', granted('cases'), async (c) =>
  c.json(await listCalled(c.get('sql'))),
);
