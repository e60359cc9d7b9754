import type { Random } from '../../../server/simulator/random.ts';
import { pointText, type Value } from './bulk.ts';
import type { Community, Life } from './context.ts';
import type { Metres } from './frame.ts';

/** Where squads of each community set out from by duty: its police station or service centre, as a column's text. */
export async function stationsOf(
  { sql }: Pick<Life, 'sql'>,
  communities: readonly Community[],
): Promise<Map<string, string>> {
  const rows = await sql<{ area_code: string; lon: number; lat: number }[]>`
    select area_code, ST_X(geometry) as lon, ST_Y(geometry) as lat from facility
    where kind in ('police_station', 'service_centre') and area_code is not null order by kind, id`;
  const stations = new Map<string, string>();
  for (const { area } of communities) {
    const own = rows.find(({ area_code }) => area_code.startsWith(area.area_code));
    if (own) stations.set(area.area_code, pointText([own.lon, own.lat]));
  }
  return stations;
}

/** How a squad goes, where it starts, and whether it ends anywhere: mode, start_at, ends_anywhere. */
export function startOf(
  life: Life,
  random: Random,
  kind: 'full_time' | 'volunteer' | 'enterprise',
  { station, first }: { station: string | undefined; first: Metres | undefined },
): [mode: string, start: Value, endsAnywhere: boolean] {
  if (kind === 'full_time') return [random.chance(0.3) ? 'bicycle' : 'foot', station ?? null, false];
  const start = first ? pointText(life.ground.frame.toDegrees(first)) : null;
  // Volunteers go home from where they are; guards come back to their gate.
  return ['foot', start, kind === 'volunteer'];
}

/** What a plan needs to know of a point: priority, optional, gap_min, people, code. */
export function demandOf(random: Random, worth: number): Value[] {
  const optional = worth <= 1 && random.chance(0.15);
  const priority = optional ? 1 : Math.min(5, worth + random.integer(1, 2));
  return [priority, optional, random.pick([45, 60, 60, 90]), random.chance(0.25) ? 2 : 1, signCode(random)];
}

/** What the sign of a point says, in the form that the database gives new ones. */
function signCode(random: Random): string {
  return Array.from({ length: 12 }, () => random.integer(0, 15).toString(16))
    .join('')
    .toUpperCase();
}
