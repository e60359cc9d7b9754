import type { PlanInput, PlannedRoute, PlannedStop, PlanSquad } from '../../api/patrol-plans/schema.ts';
import { jobKey } from './model.ts';
import { type Whereabouts, whereaboutsOf } from './whereabouts.ts';

/** A stop that a squad has checked in at, and when first. */
export type DoneStop = Pick<PlannedStop, 'kind' | 'id' | 'visit'> & { squad_id: number; at_min: number };

/**
 * Where the squads of a plan are at a minute, by shift. What one of them checked in at is nobody's to do any more: it stands with whoever
 * had it in its route by then, else with whoever was there.
 */
export function standingOf(
  input: PlanInput,
  routes: readonly PlannedRoute[],
  at_min: number,
  done: readonly DoneStop[],
): Map<number, Whereabouts> {
  const by = new Map<string, Set<number>>();
  for (const stop of done) by.set(jobKey(stop), (by.get(jobKey(stop)) ?? new Set()).add(stop.squad_id));
  const where = new Map(
    input.squads.map((squad) => {
      const route = routes.find(({ shift_id }) => shift_id === squad.shift_id);
      const isDone = (stop: PlannedStop) => by.get(jobKey(stop))?.has(squad.squad_id) === true;
      const own = whereaboutsOf(squad, route, at_min, isDone);
      return [squad.shift_id, { ...own, rest: own.rest.filter((stop) => !by.has(jobKey(stop))) }] as const;
    }),
  );
  const stands = new Set([...where.values()].flatMap(({ past }) => past.map(jobKey)));
  for (const stop of done) {
    const squad = input.squads.find(({ squad_id }) => squad_id === stop.squad_id);
    if (!squad || stands.has(jobKey(stop)) || !isWanted(input, stop)) continue;
    stands.add(jobKey(stop));
    where.set(squad.shift_id, withStop(where.get(squad.shift_id)!, squad, stop, at_min));
  }
  return where;
}

function isWanted({ points, streets }: PlanInput, { kind, id, visit }: DoneStop): boolean {
  const wanted =
    kind === 'point'
      ? points.find((point) => point.id === id)?.wanted_visits
      : streets.find((street) => street.id === id)?.sides;
  return wanted !== undefined && visit <= wanted;
}

/** A squad that was somewhere although its route did not lead there: what way it went is not known, and none is drawn. */
function withStop(where: Whereabouts, { start }: PlanSquad, stop: DoneStop, at_min: number): Whereabouts {
  const { kind, id, visit } = stop;
  const minute = Math.round(Math.min(stop.at_min, at_min) * 10) / 10;
  const here = where.pastLegs.at(-1)?.line.at(-1) ?? start;
  const times = { arrive_min: minute, begin_min: minute, leave_min: minute };
  return {
    ...where,
    past: [...where.past, { kind, id, visit, ...times, reversed: false, locked: true }],
    pastLegs: [...where.pastLegs, { from_min: minute, to_min: minute, length_m: 0, line: [here, here] }],
  };
}
