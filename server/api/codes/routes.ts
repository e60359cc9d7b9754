import { Hono } from 'hono';
import type { ApiEnv } from '../context.ts';
import { readCatalogues } from './catalogues.ts';

const catalogues = readCatalogues();

/** All catalogues of the deployment, read once. */
export const codes = new Hono<ApiEnv>().get('/', (c) => c.json(catalogues));
