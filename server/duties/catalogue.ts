import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { DutySetTemplate, VisitQuestion } from '../api/visits/schema.ts';
import { rootFolder } from '../config.ts';

const words = { id: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/), zh: z.string().min(1), en: z.string().min(1) };
const duty = z.enum(['living_alone', 'disabled', 'hardship', 'newcomer', 'veteran_member', 'support']);

const questions: z.ZodType<VisitQuestion[]> = z.array(
  z.strictObject({
    ...words,
    days: z.int().min(0).max(3650),
    duties: z.array(duty),
    choices: z.array(z.strictObject(words)).min(2),
  }),
);
const templates: z.ZodType<DutySetTemplate[]> = z.array(
  z.strictObject({
    ...words,
    tags: z.array(duty).min(1),
    period: z.enum(['month', 'week']),
    every: z.int().min(1).max(12),
    due_day: z.int().min(1).max(31),
  }),
);

function read<Entry>(name: string, schema: z.ZodType<Entry[]>, folder: string): Entry[] {
  try {
    return schema.parse(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`the catalogue data/codes/${name}.json cannot be used: ${reason}`);
  }
}

/**
 * What a visit may ask, and sets of duties to begin with.
 * @throws Error naming the file and the entry that is wrong.
 */
export function readVisitCatalogues(folder = path.join(rootFolder, 'data/codes')) {
  return { questions: read('visit-question', questions, folder), templates: read('duty-set', templates, folder) };
}
