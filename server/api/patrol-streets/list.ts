import type { z } from 'zod';
import { streetColumns } from '../patrol/columns.ts';
import type { KeptList } from '../patrol/importing.ts';
import { streetBody } from './bodies.ts';
import { areasOfStreets, insertStreets, knownStreets } from './list-sql.ts';

/** A list of streets that is read in. */
export const streetList: KeptList<z.output<typeof streetBody>> = {
  columns: streetColumns,
  least_positions: 2,
  body: streetBody,
  placed: (line) => ({ line }),
  areas: areasOfStreets,
  known: knownStreets,
  insert: insertStreets,
};
