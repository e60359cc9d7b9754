import type { Indicator } from '../../server/api/areas/schema.ts';

// Named here once more, and checked against the server's list by the compiler, so that the browser need not load zod.
const named: Record<Indicator, true> = {
  incident_open_count: true,
  incident_overdue_count: true,
  household_count: true,
  visit_due_count: true,
};

/** What the choropleth can show, in the order of the menu. */
export const indicators = Object.keys(named) as readonly Indicator[];
