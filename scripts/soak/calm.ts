import type { Stretch } from './page-record.ts';

/** How long a change of scene may keep the page busy, ms. */
export const CHANGE_MS = 1500;

/** Tasks that lie in none of the stretches in which the page was made to work. */
export function calmTasks(tasks: readonly Stretch[], busy: readonly Stretch[]): Stretch[] {
  return tasks.filter((task) => !busy.some(({ from_ms, to_ms }) => task.from_ms <= to_ms && task.to_ms >= from_ms));
}

/** The stretches after changes of scene. */
export function afterChanges(changes_ms: readonly number[]): Stretch[] {
  return changes_ms.map((from_ms) => ({ from_ms, to_ms: from_ms + CHANGE_MS }));
}
