import type { StatusGroup } from '../../server/api/incidents/schema.ts';

// Named here once more, and checked against the server's list by the compiler, so that the browser need not load zod.
const named: Record<StatusGroup, true> = { open: true, overdue: true, done: true };

/** States of incidents that can be kept, in the order of the tabs. */
export const statusGroups = Object.keys(named) as readonly StatusGroup[];
