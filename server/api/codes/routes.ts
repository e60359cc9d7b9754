import { Hono } from 'hono';
import type { ApiEnv } from '../context.ts';
import { granted } from '../granted.ts';
import { readCatalogues } from './catalogues.ts';
import type { Catalogues } from './schema.ts';
import { listIncidentCategories } from './sql.ts';

const catalogues = readCatalogues();

/** All catalogues of the deployment, and behind the categories of incidents those that imported ones brought along. */
export const codes = new Hono<ApiEnv>().get('/', granted(), async (c) => {
  const known = catalogues['incident-category'];
  const used = await listIncidentCategories(c.get('sql'));
  const brought = used.filter((id) => !known.some((entry) => entry.id === id)).map((id) => ({ id, zh: id, en: id }));
  const answer: Catalogues = { ...catalogues, 'incident-category': [...known, ...brought] };
  return c.json(answer);
});
