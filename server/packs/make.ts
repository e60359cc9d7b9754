import type { Cadence, FigureId, PackDefinition } from '../api/report-packs/schema.ts';
import { insertPack, listEarlier } from '../api/report-packs/sql.ts';
import { digestOfDefinition, readPackDefinitions } from './definition.ts';
import { reckonPack } from './figures.ts';
import type { Asking } from './people.ts';
import type { Period } from './periods.ts';
import { lastChange } from './sql.ts';

const definitions = readPackDefinitions();

/** A pack that is wanted, by whoever may make one there: `today` is `YYYY-MM-DD` in the zone. */
export interface Wanted extends Asking {
  area_code: string;
  cadence: Cadence;
  period: Period;
  today: string;
  timeZone: string;
  /** The catalogue's own when not given. */
  definition?: PackDefinition;
}

/**
 * Makes a pack of what is known now and freezes it; of a period that goes on, one that says so.
 * @returns its number; null where there is no such area.
 */
export async function makePack(wanted: Wanted): Promise<number | null> {
  const { sql, area_code, cadence, period, now, today } = wanted;
  const definition = wanted.definition ?? definitions.get(cadence)!;
  const kept = await listEarlier(sql, { area_code, cadence, before: period.from });
  const byDay = new Map(kept.map((each) => [each.period_from, each.now]));
  const earlier = (from: string, figure: FigureId) => byDay.get(from)?.[figure] ?? null;
  const figures = await reckonPack({ ...wanted, definition, earlier });
  if (!figures) return null;
  return insertPack(sql, {
    ...{ area_code, cadence, period_from: period.from, period_to: period.to },
    ...{ finished: period.to < today, made_at: now.toISOString() },
    ...{ definition, definition_sha256: digestOfDefinition(definition), known_change: await lastChange(sql), figures },
  });
}
