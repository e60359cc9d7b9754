import type { Database } from '../../db/open.ts';
import { listVersions } from './copy-sql.ts';
import { type CopyWish, copyParts, sameParts } from './copying.ts';
import type { EditedParts } from './editing.ts';
import type { PlanSquad } from './schema.ts';
import type { PlanRow } from './sql.ts';

/**
 * What a draft is made of when its points, streets and shifts are copied anew: the same ones, or those that are named. A repaired one keeps
 * its incidents, which are nowhere else; a squad that dropped out stays out, and what is over for one stays over.
 * @throws AppError as `copyParts` does.
 */
export async function refreshedParts(
  sql: Database,
  plan: PlanRow,
  wish: Partial<Pick<CopyWish, 'shift_ids' | 'point_ids' | 'street_ids'>>,
): Promise<Pick<EditedParts, 'input' | 'taken'>> {
  const { input, area_code } = plan;
  const { repaired } = plan.taken;
  const same = await sameParts(sql, plan);
  const isIn = (id: number) => input.squads.some(({ shift_id }) => shift_id === id);
  const { taken, points, squads, ...parts } = await copyParts(sql, {
    ...same,
    shift_ids: same.shift_ids.filter(isIn),
    ...wish,
  });
  // Their walks are still to be taken back when it is put in force.
  const out = await listVersions(sql, area_code, {
    points: [],
    streets: [],
    shifts: same.shift_ids.filter((id) => !isIn(id)),
  });
  const versions = { ...Object.fromEntries(out.map(({ key, version }) => [key, version])), ...taken.versions };
  return {
    input: {
      ...parts,
      points: [...points, ...input.points.filter(({ id }) => id < 0)],
      squads: repaired ? squads.map((squad) => cutShort(squad, input.squads, repaired.at_min)) : squads,
      settings: input.settings,
    },
    taken: { ...taken, versions, ...(repaired && { repaired }) },
  };
}

/** A squad whose time was over at a minute has no more of it than it had. */
function cutShort(squad: PlanSquad, before: readonly PlanSquad[], at_min: number): PlanSquad {
  const was = before.find(({ shift_id }) => shift_id === squad.shift_id);
  return was && was.to_min <= at_min ? { ...squad, to_min: Math.min(squad.to_min, was.to_min) } : squad;
}
