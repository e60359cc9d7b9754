import type { Indicator, PeopleCount } from '../../server/api/areas/schema.ts';

// Named here once more, and checked against the server's list by the compiler, so that the browser need not load zod.
const named: Record<Indicator, true> = {
  incident_open_count: true,
  incident_overdue_count: true,
  household_count: true,
  visit_due_count: true,
  visit_overdue_count: true,
  proactive_share: true,
};

const ofPeople: Record<Extract<Indicator, PeopleCount>, true> = {
  household_count: true,
  visit_due_count: true,
  visit_overdue_count: true,
};

/** Whether an indicator counts people or households, so that its answer may be protected. */
export function countsPeople(indicator: Indicator): boolean {
  return Object.hasOwn(ofPeople, indicator);
}

/** What the choropleth can show, in the order of the menu. */
export const indicators = Object.keys(named) as readonly Indicator[];
