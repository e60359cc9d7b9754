import type { PlanInput, PlanPoint, Unserved } from '../../../../server/api/patrol-plans/schema.ts';
import { widened } from '../../../../server/planning/patrol/changes.ts';
import { at } from './grid-town.ts';

/** The input with the change that a remedy proposes, and no other. `east_m`: which way a point is moved. */
export function applied(input: PlanInput, { id, remedy }: Unserved, towards: 1 | -1 = -1): PlanInput {
  const { kind, squad_id, minutes, amount } = remedy!;
  const point = (change: (point: PlanPoint) => Partial<PlanPoint>) => ({
    ...input,
    points: input.points.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
  });
  const squad = (change: (squad: PlanInput['squads'][number]) => Partial<PlanInput['squads'][number]>) => ({
    ...input,
    squads: input.squads.map((one) => (one.squad_id === squad_id ? { ...one, ...change(one) } : one)),
  });
  switch (kind) {
    case 'move_point':
      return point(({ centre: [lon, lat] }) => ({ centre: [lon + (at(towards * amount!, 0)[0] - at(0, 0)[0]), lat] }));
    case 'widen_window':
      return point(({ windows }) => ({ windows: widened(windows, minutes!) }));
    case 'lengthen_shift':
      return squad(({ to_min }) => ({ to_min: to_min + minutes! }));
    case 'add_people':
      return squad(({ people }) => ({ people: people + amount! }));
    case 'add_squad': {
      const like = input.squads.find((one) => one.squad_id === squad_id) ?? input.squads[0]!;
      const wanted = input.points.find((one) => one.id === id)!;
      const people = Math.max(like.people, wanted.people);
      // A squad that is not on duty comes on duty; else there is one more.
      const number = input.squads.some((one) => one.squad_id === squad_id) ? 900 : squad_id!;
      return { ...input, squads: [...input.squads, { ...like, people, squad_id: number, shift_id: 900 }] };
    }
    case 'fewer_visits':
      return point(() => ({ wanted_visits: amount! }));
    case 'shorter_gap':
      return point(() => ({ gap_min: minutes! }));
    case 'make_required':
      return point(() => ({ optional: false }));
    case 'change_mode':
      return squad(() => ({ mode: 'foot' }));
  }
}
