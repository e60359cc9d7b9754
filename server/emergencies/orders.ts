import type { EmergencyTask } from '../api/emergencies/schema.ts';

/** A task goes to at most so many areas. */
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
 * A task as orders: one to its department, or one to each area of its level inside the emergency's area. Where these are more than
 * 40, to those a level higher that are not; where there are none, to the area itself. The words are the plan's of today, so that they
 * stay when the plan changes.
 * @param areas codes of the areas inside the emergency's, by level.
 */
export function ordersOfTask(
  { id, zh, department, level, due_min }: EmergencyTask,
  area_code: string,
  areas: ReadonlyMap<string, readonly string[]>,
): GivenOrder[] {
  const order = { task: id, text: zh, due_min };
  if (department !== null) return [{ ...order, department, area_code: null }];
  const digits = areas.get(level ?? '')?.[0]?.length ?? 0;
  const [to = [area_code]] = [...areas.values()]
    .filter((codes) => codes.length <= MOST_AREAS && codes[0]!.length <= digits)
    .sort((one, other) => other[0]!.length - one[0]!.length);
  return to.map((code) => ({ ...order, department: null, area_code: code }));
}
