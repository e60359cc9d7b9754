import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EmergencyGrade, EmergencyPlan, EmergencyTask } from '../api/emergencies/schema.ts';
import { rootFolder } from '../config.ts';

const id = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
/** Words that are read from afar, at most so many characters of Chinese. */
const shown = (most: number) => ({ zh: z.string().min(1).max(most), en: z.string().min(1).max(80) });
const task = z
  .strictObject({
    id,
    ...shown(14),
    from_grade: grade,
    department: z.string().nullable(),
    level: z.enum(['street', 'community', 'grid']).nullable(),
    due_min: z.int().min(1).max(10_080).nullable(),
  })
  .refine(
    ({ department, level }) => (department === null) !== (level === null),
    'a department or a level, one of the two',
  );
const plan = z.strictObject({
  id,
  ...shown(10),
  icon: z.string().regex(/^(maki|temaki)\/[a-z0-9_-]+$/),
  grades: z
    .array(z.strictObject({ grade, ...shown(30) }))
    .refine((grades) => grades.map(({ grade }) => grade).join() === '1,2,3,4', 'grades are 1 to 4 in this order'),
  tasks: z.array(task).min(1).max(30),
});

/**
 * Reads the plans for emergencies of a folder of catalogues, in their order.
 * @throws Error naming the entry that is wrong, or that the file is missing.
 */
export function readPlans(folder = path.join(rootFolder, 'data/codes')): EmergencyPlan[] {
  try {
    const departments = new Set(
      z
        .array(z.object({ id: z.string() }))
        .parse(contentOf(folder, 'department'))
        .map(({ id }) => id),
    );
    const entries = z.array(z.unknown()).min(1).parse(contentOf(folder, 'emergency-plan'));
    const plans = entries.map((entry, at) => checked(entry, at, departments));
    const twice = repeated(plans);
    if (twice !== undefined) throw new Error(`entry “${twice}”: stands twice`);
    return plans;
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`the catalogue data/codes/emergency-plan.json cannot be used: ${reason}`);
  }
}

function checked(entry: unknown, at: number, departments: ReadonlySet<string>): EmergencyPlan {
  const given = (entry as { id?: unknown } | null)?.id;
  const name = typeof given === 'string' ? `entry “${given}”` : `entry ${at + 1}`;
  const parsed = plan.safeParse(entry);
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  const { tasks } = parsed.data;
  const stranger = tasks.find(({ department }) => department !== null && !departments.has(department));
  if (stranger) throw new Error(`${name}: task “${stranger.id}”: there is no department “${stranger.department}”`);
  const twice = repeated(tasks);
  if (twice !== undefined) throw new Error(`${name}: task “${twice}” stands twice`);
  return parsed.data;
}

function repeated(entries: readonly { id: string }[]): string | undefined {
  return entries.find((entry, at) => entries.findIndex(({ id }) => id === entry.id) < at)?.id;
}

function contentOf(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
}

/** The tasks of a plan that belong to a grade, in the plan's order. */
export function tasksAt({ tasks }: EmergencyPlan, grade: EmergencyGrade): EmergencyTask[] {
  return tasks.filter(({ from_grade }) => grade <= from_grade);
}
