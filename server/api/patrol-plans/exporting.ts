import type { Database } from '../../db/open.ts';
import type { Language } from '../../language.ts';
import { type ExportedPlan, fileNameOf } from '../../patrol-walks/files/exported.ts';
import { geojsonOf } from '../../patrol-walks/files/geojson.ts';
import { gpxOf } from '../../patrol-walks/files/gpx.ts';
import { icsOf } from '../../patrol-walks/files/ics.ts';
import { listHomes } from '../../patrol-walks/home-sql.ts';
import { midnightOf } from '../../patrol-walks/minutes.ts';
import { placesOf } from '../../patrol-walks/places.ts';
import { shownRoute } from '../../patrol-walks/shown-route.ts';
import { listSigns } from '../../patrol-walks/sign-sql.ts';
import { walkStops } from '../../patrol-walks/stops.ts';
import { noSquad, notPlanned } from './refusals.ts';
import type { PlanRow } from './sql.ts';

const formats = {
  gpx: { type: 'application/gpx+xml; charset=utf-8', write: gpxOf },
  geojson: {
    type: 'application/geo+json; charset=utf-8',
    write: (plan: ExportedPlan) => JSON.stringify(geojsonOf(plan)),
  },
  ics: { type: 'text/calendar; charset=utf-8', write: icsOf },
};

/** A file and the headers that it is sent with. */
export interface PlanFile {
  body: string;
  headers: Record<string, string>;
}

/** What is wanted of a plan: a format, one squad or all, local times, and the language of the few words in it. */
interface FileWish {
  format: keyof typeof formats;
  squad_id?: number | undefined;
  time_zone: string;
  language: Language;
}

/**
 * A planned plan, or one squad's part of it, as a file.
 * @throws AppError 409 where it was not planned, 400 where the squad is not in it.
 */
export async function planFile(
  sql: Database,
  plan: PlanRow,
  { format, squad_id, ...wish }: FileWish,
): Promise<PlanFile> {
  const exported = await exportedOf(sql, plan, squad_id, wish);
  const name = encodeURIComponent(fileNameOf(exported, format, squad_id));
  return {
    body: formats[format].write(exported),
    headers: {
      'Content-Type': formats[format].type,
      'Content-Disposition': `attachment; filename="patrol-${plan.day}.${format}"; filename*=UTF-8''${name}`,
      'Cache-Control': 'private, no-store',
    },
  };
}

async function exportedOf(
  sql: Database,
  { id, name, day, input, result, updated_at }: PlanRow,
  squadId: number | undefined,
  { time_zone, language }: Pick<FileWish, 'time_zone' | 'language'>,
): Promise<ExportedPlan> {
  if (!result) throw notPlanned();
  if (squadId !== undefined && !input.squads.some(({ squad_id }) => squad_id === squadId)) throw noSquad(squadId);
  const places = placesOf(input);
  const signs = await listSigns(
    sql,
    input.points.map((point) => point.id),
  );
  const homes = await listHomes(sql, input.points);
  const routes = result.routes.flatMap((planned) => {
    const route = shownRoute(planned, homes);
    const squad = input.squads.find(({ squad_id }) => squad_id === route.squad_id);
    if (!squad || (squadId !== undefined && route.squad_id !== squadId)) return [];
    const { squad_id, name: squad_name, from_min, to_min } = squad;
    const { length_m, legs } = route;
    return { squad_id, squad_name, from_min, to_min, length_m, legs, stops: walkStops(route, places, signs) };
  });
  const midnight = midnightOf(day, time_zone);
  return { id, name, day, midnight, updated_at: new Date(updated_at), language, routes };
}
