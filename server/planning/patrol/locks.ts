import type { PlannedRoute, PlannedStop } from '../../api/patrol-plans/schema.ts';
import { AppError } from '../../errors.ts';
import type { PatrolModel } from './model.ts';
import { Rota, type Visit } from './rota.ts';

/** Where a search begins, and what it leaves alone. */
export interface Beginning {
  start: Visit[][];
  /** 1 for jobs that stay with their vehicle and in their order, by job. */
  kept: Uint8Array;
}

/** The job and way of a stop; null where the plan no longer wants it. */
export function visitOf(
  model: PatrolModel,
  stop: Pick<PlannedStop, 'kind' | 'id' | 'visit' | 'reversed'>,
): Visit | null {
  const job = model.jobs.findIndex(
    ({ kind, id, visit }) => kind === stop.kind && id === stop.id && visit === stop.visit,
  );
  return job < 0 ? null : { job, way: Math.max(0, model.jobs[job]!.reversed.indexOf(stop.reversed)) };
}

/**
 * Locked stops as the beginning of every route. A stop that was given to a squad goes where it fits into that squad's order.
 *
 * @throws AppError bad_input, field `locks`: what is locked cannot be done together.
 */
export function locksOf(model: PatrolModel, routes: readonly Pick<PlannedRoute, 'shift_id' | 'stops'>[]): Beginning {
  const kept = new Uint8Array(model.jobs.length);
  let rota = new Rota(
    model.problem,
    model.input.squads.map(() => []),
  );
  for (const [vehicle, squad] of model.input.squads.entries()) {
    const route = routes.find(({ shift_id }) => shift_id === squad.shift_id);
    for (const stop of route?.stops.filter(({ locked }) => locked) ?? []) {
      const visit = visitOf(model, stop);
      if (visit === null || kept[visit.job] === 1) continue;
      const able = model.problem.jobs[visit.job]!.vehicles;
      const last = rota.timed(vehicle, [...rota.routes[vehicle]!, visit]);
      const stops = last ?? rota.cheapest(visit.job, [vehicle])?.stops;
      if (stops === undefined || (able !== null && !able.includes(vehicle))) throw broken(model, vehicle, visit.job);
      rota = rota.having({ vehicle, stops });
      kept[visit.job] = 1;
    }
  }
  return { start: rota.routes.map((route) => route.map(({ job, way }) => ({ job, way }))), kept };
}

function broken(model: PatrolModel, vehicle: number, job: number): AppError {
  const squad = model.input.squads[vehicle]!.name;
  const { of } = model.jobs[job]!;
  return new AppError(
    'bad_input',
    {
      'zh-CN': `“${of.name}”已锁定给“${squad}”，但与该队的班次、人数或其他锁定的停留相冲突，请解锁后再编排。`,
      en: `${of.name} is locked to ${squad}, but that does not fit its shift, its people or its other locked stops: unlock it and plan again.`,
    },
    { field: 'locks' },
  );
}
