import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../../config.ts';
import { addDays } from '../calendar.ts';
import { type FreshnessDays, type Register, registers } from './schema.ts';

/** Days after which a row is stale, from data/codes. */
export const freshnessDays: FreshnessDays = z
  .partialRecord(z.enum(registers), z.int().min(1).max(3650))
  .parse(JSON.parse(readFileSync(path.join(rootFolder, 'data/codes/register-freshness.json'), 'utf8')));

/** The day before which a register's rows were confirmed too long ago; undefined for one that is not confirmed by itself. */
export function staleBefore(register: Register, today: string): string | undefined {
  const days = freshnessDays[register];
  return days === undefined ? undefined : addDays(today, -days);
}
