import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { eventKinds, severities } from '../api/incidents/schema.ts';
import { holdingLevels, type LoopReference, type Matter, type RoutingException } from '../api/loop/schema.ts';
import { areaCode, day } from '../api/wire.ts';
import { rootFolder } from '../config.ts';
import { type WorkingClock, workingClock } from './working-clock.ts';

/** The district's loop: its steps, its catalogue of matters, who handles what, and its working time. */
export interface Loop {
  reference: LoopReference;
  /** An item of the catalogue; undefined outside it. */
  matter(id: string | null): Matter | undefined;
  /**
   * Who handles a matter at a place: the area of that level, or of the lowest there is, and the department serving it. Null
   * outside every area, and for what neither the catalogue nor an exception knows.
   */
  route(of: { category: string; item: string | null; area_code: string | null }): Route | null;
  clock: WorkingClock;
}

/** Whose hands a matter goes into. */
export interface Route {
  holder_code: string;
  department: string | null;
}

/** Digits of an area code at a level. */
const CODE_DIGITS = { district: 6, street: 9, community: 12, grid: 15 } as const;

const name = z.string().min(1);
const named = z.array(z.object({ id: z.string(), zh: name, en: name })).min(1);
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time is HH:MM');
const hours = z.int().min(1).max(8760);
const variant = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  zh: name,
  en: name,
  steps: z
    .array(z.strictObject({ id: z.string(), zh: name, en: name, covers: z.array(z.enum(eventKinds)).min(1) }))
    .min(1),
});
const matter = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+$/, 'an id is category.small_class.item'),
    category: z.string(),
    ...{ class_zh: name, class_en: name, zh: name, en: name },
    severity: z.enum(severities),
    grid_duty: z.boolean(),
    clock: z.enum(['working', 'round']),
    accept_h: hours,
    resolve_h: hours,
    level: z.enum(holdingLevels),
    department: z.string().nullable(),
    evidence: z.array(z.enum(['text', 'photo'])).min(1),
  })
  .refine(({ id, category }) => id.startsWith(`${category}.`), {
    path: ['id'],
    message: 'an id begins with its category',
  })
  .refine(({ accept_h, resolve_h }) => accept_h <= resolve_h, {
    path: ['accept_h'],
    message: 'accepting takes no longer than settling',
  });
const exception = z
  .strictObject({
    area_code: areaCode,
    category: z.string().nullable(),
    matter: z.string().nullable(),
    level: z.enum(holdingLevels),
    department: z.string().nullable(),
    ...{ zh: name, en: name },
  })
  .refine((one) => (one.category === null) !== (one.matter === null), 'an exception is about a category or a matter');
const holiday = z.strictObject({ zh: name, en: name, first: day, last: day, worked: z.array(day) });
const calendar = z.strictObject({
  hours: z
    .array(z.tuple([time, time]))
    .min(1)
    .refine((spans) => spans.flat().every((each, index, all) => index === 0 || all[index - 1]! < each), {
      message: 'working hours follow one another',
    }),
  years: z.array(z.strictObject({ year: z.int(), holidays: z.array(holiday) })).min(1),
});

/**
 * Reads and checks a district's loop from a folder of catalogues.
 * @param options.variant an id of loop-variant.json.
 * @throws Error naming the file and the entry that is wrong.
 */
export function readLoop(options: { variant: string; timeZone: string; folder?: string }): Loop {
  const folder = options.folder ?? path.join(rootFolder, 'data/codes');
  const ids = (file: string) => new Set(readFile(folder, file, (content) => named.parse(content)).map(({ id }) => id));
  const known: Known = { categories: ids('incident-category'), departments: ids('department') };
  const catalogue = readFile(folder, 'matter', (content) => catalogueOf(content, known));
  const matters = new Map(catalogue.matters.map((each) => [each.id, each]));
  const routing = readFile(folder, 'routing', (content) => exceptionsOf(content, known, matters));
  const days = readFile(folder, 'working-calendar', calendarOf);
  const reference: LoopReference = {
    variant: readFile(folder, 'loop-variant', (content) => variantOf(content, options.variant)),
    catalogue,
    routing,
    calendar: days,
  };
  // The longest area first, and in it a matter before a category: the first that fits is the one.
  const ranked = [...routing].sort(
    (a, b) => b.area_code.length - a.area_code.length || Number(a.matter === null) - Number(b.matter === null),
  );
  return {
    reference,
    matter: (id) => (id === null ? undefined : matters.get(id)),
    route({ category, item, area_code }) {
      if (area_code === null) return null;
      const found =
        ranked.find(
          (one) =>
            area_code.startsWith(one.area_code) &&
            (one.matter === null ? one.category === category : one.matter === item),
        ) ?? (item === null ? undefined : matters.get(item));
      return found ? { holder_code: area_code.slice(0, CODE_DIGITS[found.level]), department: found.department } : null;
    },
    clock: workingClock(days, options.timeZone),
  };
}

interface Known {
  categories: Set<string>;
  departments: Set<string>;
}

function readFile<Content>(folder: string, file: string, check: (content: unknown) => Content): Content {
  try {
    return check(JSON.parse(readFileSync(path.join(folder, `${file}.json`), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`the catalogue data/codes/${file}.json cannot be used: ${reason}`);
  }
}

/** Checks entry by entry, so that what is wrong is told with the entry that it stands in. */
function entriesOf<Entry>(
  content: unknown,
  schema: z.ZodType<Entry>,
  nameOf: (entry: Record<string, unknown>, position: number) => string,
  more: (entry: Entry) => string | undefined = () => undefined,
): Entry[] {
  const seen = new Set<string>();
  return z
    .array(z.record(z.string(), z.unknown()))
    .parse(content)
    .map((entry, position) => {
      const title = nameOf(entry, position + 1);
      const parsed = schema.safeParse(entry);
      if (!parsed.success) throw new Error(`${title}: ${z.prettifyError(parsed.error)}`);
      const fault = seen.has(title) ? 'stands twice' : more(parsed.data);
      if (fault !== undefined) throw new Error(`${title}: ${fault}`);
      seen.add(title);
      return parsed.data;
    });
}

function strangerIn({ category, department }: { category: string | null; department: string | null }, known: Known) {
  if (category !== null && !known.categories.has(category)) return `there is no category “${category}”`;
  if (department !== null && !known.departments.has(department)) return `there is no department “${department}”`;
  return undefined;
}

function catalogueOf(content: unknown, known: Known): LoopReference['catalogue'] {
  const outer = z.strictObject({ version: name, effective_on: day, matters: z.unknown() }).parse(content);
  const matters = entriesOf(
    outer.matters,
    matter,
    ({ id }, position) => (typeof id === 'string' ? `matter “${id}”` : `matter ${position}`),
    (entry) => strangerIn(entry, known),
  );
  return { ...outer, matters };
}

function exceptionsOf(content: unknown, known: Known, matters: Map<string, Matter>): RoutingException[] {
  return entriesOf(
    content,
    exception,
    ({ area_code, category, matter }) => `exception “${area_code} ${matter ?? category}”`,
    (entry) =>
      entry.matter !== null && !matters.has(entry.matter)
        ? `there is no matter “${entry.matter}”`
        : strangerIn(entry, known),
  );
}

function variantOf(content: unknown, wanted: string): LoopReference['variant'] {
  const variants = entriesOf(
    content,
    variant,
    ({ id }, position) => `variant “${id ?? position}”`,
    (entry) => {
      const covered = entry.steps.flatMap(({ covers }) => covers);
      const twice = covered.find((kind, index) => covered.indexOf(kind) !== index);
      return twice === undefined ? undefined : `“${twice}” stands in two steps`;
    },
  );
  const found = variants.find(({ id }) => id === wanted);
  if (found) return found;
  throw new Error(`there is no variant “${wanted}”; LOOP_VARIANT can be ${variants.map(({ id }) => id).join(', ')}`);
}

function calendarOf(content: unknown): LoopReference['calendar'] {
  const days = calendar.parse(content);
  for (const { year, holidays } of days.years) {
    for (const { en, first, last, worked } of holidays) {
      const fault = (message: string) => new Error(`${year}, ${en}: ${message}`);
      if ([first, last, ...worked].some((each) => !each.startsWith(`${year}-`)))
        throw fault('a day is of another year');
      if (first > last) throw fault('it ends before it begins');
      const weekday = worked.find((each) => ![0, 6].includes(new Date(each).getUTCDay()));
      if (weekday) throw fault(`${weekday} is no weekend, so it is worked anyway`);
    }
  }
  return days;
}
