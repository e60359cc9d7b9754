import { Hono } from 'hono';
import { enter } from '../../access/enter.ts';
import { dayOf } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import type { ApiEnv } from '../context.ts';
import { entranceOf } from '../granted.ts';
import type { PublicDeployment } from './schema.ts';
import { findDeployment, findImportedBounds, findTree, listParts } from './sql.ts';

const all = readCatalogues();
const catalogues: PublicDeployment['catalogues'] = {
  'incident-category': all['incident-category'],
  'incident-channel': all['incident-channel'],
  'incident-event': all['incident-event'],
  'incident-severity': all['incident-severity'],
  'incident-status': all['incident-status'],
  department: all.department,
};

/** What the pages that anybody may open need to know. It is the same for everybody, and holds nothing that the open tiles do not. */
export const publicDeployment = new Hono<ApiEnv>().get('/', async (c) => {
  const { timeZone, mapApprovalNumber } = c.get('config');
  // Before the transaction begins: the embedded database has one session.
  const { ground, areas } = await c.get('tiles').addresses();
  const found = await enter(c.get('database'), { ...entranceOf(c), digest: undefined }, async (sql) => {
    const { root, bounds, past_since: _, ...row } = await findDeployment(sql, '');
    const tree = root ? await findTree(sql, root.area_code) : { levels: [], chunk_digits: null };
    return {
      ...row,
      root,
      levels: tree.levels,
      chunk_digits: tree.chunk_digits,
      bounds: bounds ?? (await findImportedBounds(sql)),
      parts: root ? await listParts(sql, root.area_code) : [],
    };
  });
  const answer: PublicDeployment = {
    ...found,
    time_zone: timeZone,
    today: dayOf(c.get('now'), timeZone),
    map_approval_number: mapApprovalNumber ?? null,
    tiles: { ground, areas },
    catalogues,
  };
  c.header('Cache-Control', 'public, max-age=60');
  return c.json(answer);
});
