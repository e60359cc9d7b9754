import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readPurposes } from '../../access/purposes.ts';
import { rootFolder } from '../../config.ts';
import { type Catalogues, catalogueNames } from './schema.ts';

const catalogue = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9_]*$/),
      zh: z.string().min(1),
      en: z.string().min(1),
      icon: z
        .string()
        .regex(/^(maki|temaki)\/[a-z0-9_-]+$/)
        .optional(),
      months: z.int().min(1).max(36).optional(),
    }),
  )
  .min(1)
  .refine((entries) => new Set(entries.map((entry) => entry.id)).size === entries.length, 'an id stands twice');

/**
 * Reads every catalogue of a folder. Of a purpose the screen needs its words and how long a file then stays open; who may
 * state it and what it reveals the server keeps to itself.
 * @throws Error naming the file that is missing or wrong.
 */
export function readCatalogues(folder = path.join(rootFolder, 'data/codes')): Catalogues {
  const read = (name: string) => {
    try {
      return catalogue.parse(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
      throw new Error(`the catalogue data/codes/${name}.json cannot be used: ${reason}`);
    }
  };
  const purposes = () => readPurposes(folder).map(({ id, zh, en, minutes }) => ({ id, zh, en, minutes }));
  return Object.fromEntries(
    catalogueNames.map((name) => [name, name === 'purpose' ? purposes() : read(name)]),
  ) as Catalogues;
}
