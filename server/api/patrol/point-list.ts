import type { z } from 'zod';
import { pointBody } from './bodies.ts';
import { pointColumns } from './columns.ts';
import type { KeptList } from './importing.ts';
import { areasOfPoints, insertPoints, knownPoints } from './point-list-sql.ts';

/** A list of patrol points that is read in. */
export const pointList: KeptList<z.output<typeof pointBody>> = {
  columns: pointColumns,
  least_positions: 1,
  body: pointBody,
  placed: ([centre]) => ({ centre }),
  areas: areasOfPoints,
  known: knownPoints,
  insert: insertPoints,
};
