import type { EmergencyTask } from '../api/emergencies/schema.ts';

/** To more areas than so many a task goes as one order to the whole. */
export const MOST_AREAS = 40;

/** An order as the database takes it; times count from when it is given. */
export interface GivenOrder {
  task: string | null;
  text: string | null;
  department: string | null;
  area_code: string | null;
  due_min: number | null;
}

/**
 * A task as orders: one to its department, or one to each area of its level inside the emergency's area; where that holds none or
 * more than 40 of them, one to the area as a whole. The words are the plan's of today, so that they stay when the plan changes.
 * @param areas codes of the areas inside the emergency's, by level.
 */
export function ordersOfTask(
  { id, zh, department, level, due_min }: EmergencyTask,
  area_code: string,
  areas: ReadonlyMap<string, readonly string[]>,
): GivenOrder[] {
  const order = { task: id, text: zh, due_min };
  if (department !== null) return [{ ...order, department, area_code: null }];
  const inside = areas.get(level ?? '') ?? [];
  const to = inside.length === 0 || inside.length > MOST_AREAS ? [area_code] : inside;
  return to.map((code) => ({ ...order, department: null, area_code: code }));
}
