import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../config.ts';
import { type Caller, mayInBuilding } from './caller.ts';

/** Columns that a purpose may reveal in full; what else a file shows, it shows for every purpose. */
export const revealable = ['resident.name', 'resident.phone', 'resident.birth_date', 'need_tag.basis'] as const;
export type Revealable = (typeof revealable)[number];

const purpose = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  /** Who may state it. */
  roles: z.array(z.string()).min(1),
  reveals: z.array(z.enum(revealable)),
  /** How long the file then stays open. */
  minutes: z.int().min(5).max(30),
});
/** What a household's file may be opened for. */
export type Purpose = z.infer<typeof purpose>;

/** Where a household stands. */
export interface HouseholdPlace {
  area_code: string | null;
  building_id: number;
}

/**
 * Reads the purposes of a folder of catalogues, in their order.
 * @throws Error naming the entry that is wrong, or that the file is missing.
 */
export function readPurposes(folder = path.join(rootFolder, 'data/codes')): Purpose[] {
  const fail = (reason: string) => new Error(`the catalogue data/codes/purpose.json cannot be used: ${reason}`);
  try {
    const roles = z.array(z.object({ id: z.string() })).parse(contentOf(folder, 'role'));
    const known = new Set(roles.map(({ id }) => id));
    const entries = z.array(z.unknown()).min(1).parse(contentOf(folder, 'purpose'));
    const seen = new Set<string>();
    return entries.map((entry, position) => {
      const id = (entry as { id?: unknown } | null)?.id;
      const name = typeof id === 'string' ? `entry “${id}”` : `entry ${position + 1}`;
      const parsed = purpose.safeParse(entry);
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
      const stranger = parsed.data.roles.find((role) => !known.has(role));
      if (stranger !== undefined) throw new Error(`${name}: there is no role “${stranger}”`);
      if (seen.has(parsed.data.id)) throw new Error(`${name}: stands twice`);
      seen.add(parsed.data.id);
      return parsed.data;
    });
  } catch (error) {
    throw fail(error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message);
  }
}

function contentOf(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
}

const purposes = readPurposes();

/** The purpose of this name; undefined where the catalogue has none. */
export function purposeOf(id: string): Purpose | undefined {
  return purposes.find((each) => each.id === id);
}

/** Purposes that the caller may state to open a household's file; empty where they are not responsible for it. */
export function statablePurposes(caller: Caller, household: HouseholdPlace): string[] {
  return purposes.filter((each) => statingRole(caller, each, household) !== undefined).map(({ id }) => id);
}

/** Purposes that the duties of the caller allow to state, for one household or another. */
export function purposesOf({ grants }: Pick<Caller, 'grants'>): Purpose[] {
  return purposes.filter(({ roles }) => grants.some(({ role }) => roles.includes(role)));
}

/**
 * The role in which the caller states a purpose: that of their narrowest grant which covers the household and allows the
 * purpose; undefined where they may not state it.
 */
export function statingRole(caller: Caller, { roles }: Purpose, household: HouseholdPlace): string | undefined {
  if (!mayOpen(caller, household)) return undefined;
  const reach = (grant: Caller['grants'][number]) =>
    grant.building_id === null ? grant.area_code.length : Number.POSITIVE_INFINITY;
  const covering = caller.grants.filter(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.building_id === null
        ? (household.area_code ?? '').startsWith(grant.area_code)
        : grant.building_id === household.building_id),
  );
  // Grants come highest role first: of two equally narrow ones the humbler is stated.
  return covering.reduce<(typeof covering)[number] | undefined>(
    (narrowest, grant) => (narrowest && reach(narrowest) > reach(grant) ? narrowest : grant),
    undefined,
  )?.role;
}

/** Whether the caller answers for a household, so that its file may be opened for a purpose. */
export function mayOpen(caller: Caller, { building_id, area_code }: HouseholdPlace): boolean {
  return mayInBuilding(caller, 'open', { id: building_id, area_code });
}
