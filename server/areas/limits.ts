import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../config.ts';

const limitsOf = z.strictObject({
  /** A split or redrawn area has at least as many households. */
  household_min: z.number().int().min(0),
  /** What is smaller is too thin to be an area. */
  sliver_m2: z.number().min(1),
  /** A drawn line keeps to corners that are nearer. */
  snap_m: z.number().min(0).max(20),
  /** Into as many parts an area is split at most. */
  parts_max: z.number().int().min(2).max(9),
});
/** What a district allows of its areas. */
export type AreaLimits = z.infer<typeof limitsOf>;

/**
 * Reads what a district allows of its areas.
 * @throws Error naming what is wrong, or that the file is missing.
 */
export function readLimits(folder = path.join(rootFolder, 'data/codes')): AreaLimits {
  try {
    return limitsOf.parse(JSON.parse(readFileSync(path.join(folder, 'reorganisation.json'), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`data/codes/reorganisation.json cannot be used: ${reason}`);
  }
}
