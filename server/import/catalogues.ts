import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../config.ts';
import type { LayerColumn } from './layer-columns.ts';

const entries = z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() }));
/** Words of lists that are no catalogue. */
const words: Record<string, readonly [zh: string, en: string]> = {
  walled: ['封闭', 'Walled'],
  open: ['开放', 'Open'],
  working: ['正常', 'Working'],
  faulty: ['故障', 'Faulty'],
  off: ['停用', 'Off'],
  female: ['女', 'Female'],
  male: ['男', 'Male'],
};

/** What a coded column takes. */
export interface Code {
  id: string;
  zh: string;
  en: string;
}

type Coded = Pick<LayerColumn, 'catalogue' | 'allowed'>;

const known = new Map<string, Code[]>();
const ids = new WeakMap<Coded, ReadonlyMap<string, string>>();

/** The codes of a column; undefined: it is none of codes. */
export function codesOf({ catalogue, allowed }: Coded): Code[] | undefined {
  if (catalogue !== undefined) {
    const all = known.get(catalogue) ?? readCatalogue(catalogue);
    return allowed ? all.filter(({ id }) => allowed.includes(id)) : all;
  }
  return allowed?.map((id) => ({ id, zh: words[id]?.[0] ?? id, en: words[id]?.[1] ?? id }));
}

/** Ids of a coded column by lower-case id, Chinese and English name. */
export function idsOf(column: Coded): ReadonlyMap<string, string> {
  const made = ids.get(column);
  if (made) return made;
  const found = new Map<string, string>();
  for (const { id, zh, en } of codesOf(column) ?? [])
    for (const word of [id, zh, en]) if (!found.has(word.toLowerCase())) found.set(word.toLowerCase(), id);
  ids.set(column, found);
  return found;
}

function readCatalogue(name: string): Code[] {
  const text = readFileSync(path.join(rootFolder, 'data/codes', `${name}.json`), 'utf8');
  const codes = entries.parse(JSON.parse(text));
  known.set(name, codes);
  return codes;
}
