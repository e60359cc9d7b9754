import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EventKind, IncidentStatus } from '../api/incidents/schema.ts';
import { rootFolder } from '../config.ts';
import type { Sentence } from '../errors.ts';

const entries = z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() }));

/** Words of a catalogue by id. @throws Error naming the file that cannot be used. */
function wordsOf(name: string): ReadonlyMap<string, Sentence> {
  const parsed = entries.safeParse(
    JSON.parse(readFileSync(path.join(rootFolder, 'data/codes', `${name}.json`), 'utf8')),
  );
  if (!parsed.success) throw new Error(`the catalogue data/codes/${name}.json cannot be used: ${parsed.error.message}`);
  return new Map(parsed.data.map(({ id, zh, en }) => [id, { 'zh-CN': zh, en }]));
}

const kinds = wordsOf('incident-event');
const statuses = wordsOf('incident-status');
const categories = wordsOf('incident-category');
const departments = wordsOf('department');
const duties = wordsOf('duty-role');

const either = (words: ReadonlyMap<string, Sentence>, id: string): Sentence => words.get(id) ?? { 'zh-CN': id, en: id };

/** What a kind of event is called. */
export const kindWords = (kind: EventKind) => either(kinds, kind);
/** What a status is called. */
export const statusWords = (status: IncidentStatus) => either(statuses, status);
/** What a department is called; the id itself where the catalogue does not know it. */
export const departmentWords = (department: string) => either(departments, department);
/** What somebody who answers for a place is called. */
export const dutyWords = (role: string) => either(duties, role);
/** Whether the catalogue of categories has this one. */
export const isCategory = (category: string) => categories.has(category);
/** Whether the catalogue of departments has this one. */
export const isDepartment = (department: string) => departments.has(department);

/** Words in a row, as in 「分流、合并」 and “Dispatched, Merged”. */
export function listed(words: readonly Sentence[]): Sentence {
  return {
    'zh-CN': words.map((each) => each['zh-CN']).join('、'),
    en: words.map((each) => each.en).join(', '),
  };
}
