import type { PlannedRoute } from '../api/patrol-plans/schema.ts';
import type { WalkStop } from '../api/patrol-walk/schema.ts';
import { keyOfStop, type StopPlaces, untilOf } from './places.ts';

/** What is kept of a point, beside what a plan copied. */
export interface PointSign {
  address: string | null;
  /** SHA-256, hex, of what its sign says. */
  code_digest: string;
}

/** The stops of a route with what a sheet and a phone show of them; one whose place the plan no longer has is left out. */
export function walkStops(
  { stops }: Pick<PlannedRoute, 'stops'>,
  places: StopPlaces,
  signs: ReadonlyMap<number, PointSign>,
): WalkStop[] {
  return stops.flatMap((stop) => {
    const place = places.get(keyOfStop(stop));
    if (!place) return [];
    const { kind, id, visit, arrive_min, begin_min, leave_min } = stop;
    const sign = kind === 'point' ? signs.get(id) : undefined;
    return {
      ...{ kind, id, visit, arrive_min, begin_min, leave_min },
      ...{ name: place.name, centre: place.centre, people: place.people },
      address: sign?.address ?? null,
      code_digest: sign?.code_digest ?? null,
      until_min: untilOf(place.windows, begin_min),
    };
  });
}
