import {
  type PatrolPlan,
  type PlanInput,
  type Remedy,
  travelModes,
  type Unserved,
} from '../../../server/api/patrol-plans/schema.ts';
import type { PlanChange } from '../../state/patrol/plan-actions.ts';

/** The change of a plan that carries a remedy out, and the one that takes it back. */
export interface RemedyEdit {
  change: PlanChange;
  back: PlanChange;
}

type Place = Pick<Unserved, 'kind' | 'id'>;
type Fields = NonNullable<PlanChange['points']>[number] & NonNullable<PlanChange['streets']>[number];

/** How one press carries out what would let something be served; null: it takes more than that, on the map or in the roster. */
export function remedyEdit({ input }: Pick<PatrolPlan, 'input'>, unserved: Unserved): RemedyEdit | null {
  const { remedy } = unserved;
  if (!remedy) return null;
  return placeRemedy(input, unserved, remedy) ?? squadRemedy(input, remedy);
}

function placeRemedy(input: PlanInput, at: Place, { kind, minutes, amount }: Remedy): RemedyEdit | null {
  const point = at.kind === 'point' ? input.points.find(({ id }) => id === at.id) : undefined;
  const street = at.kind === 'street' ? input.streets.find(({ id }) => id === at.id) : undefined;
  const place = point ?? street;
  if (!place) return null;
  if (kind === 'make_required') return edit(at, { optional: false }, { optional: true });
  if (kind === 'widen_window' && minutes !== null) {
    return edit(at, { windows: widened(place.windows, minutes) }, { windows: place.windows });
  }
  if (kind === 'shorter_gap' && point && minutes !== null) {
    return edit(at, { gap_min: minutes }, { gap_min: point.gap_min });
  }
  if (kind !== 'fewer_visits' || !amount) return null;
  if (point) return edit(at, { wanted_visits: amount }, { wanted_visits: point.wanted_visits });
  return edit(at, { sides: 1 }, { sides: 2 });
}

function edit({ kind, id }: Place, fields: Partial<Fields>, before: Partial<Fields>): RemedyEdit {
  const list = kind === 'point' ? 'points' : 'streets';
  return { change: { [list]: [{ id, ...fields }] }, back: { [list]: [{ id, ...before }] } };
}

function squadRemedy({ squads }: PlanInput, { kind, squad_id, minutes, amount }: Remedy): RemedyEdit | null {
  const squad = squads.find((each) => each.squad_id === squad_id);
  if (!squad) return null;
  const own = (fields: Partial<typeof squad>): PlanChange => ({ squads: [{ squad_id: squad.squad_id, ...fields }] });
  if (kind === 'lengthen_shift' && minutes) {
    return { change: own({ to_min: Math.ceil(squad.to_min + minutes) }), back: own({ to_min: squad.to_min }) };
  }
  if (kind === 'add_people' && amount) {
    return { change: own({ people: squad.people + amount }), back: own({ people: squad.people }) };
  }
  if (kind === 'change_mode') {
    return { change: own({ mode: travelModes[amount ?? 0] ?? 'foot' }), back: own({ mode: squad.mode }) };
  }
  return null;
}

/** Windows of which the one nearest to a minute reaches it; those that then meet are one. */
export function widened(windows: readonly [number, number][], minute: number): [number, number][] {
  const distance = ([from, to]: [number, number]) => Math.max(from - minute, minute - to, 0);
  const nearest = windows.reduce((best, each) => (distance(each) < distance(best) ? each : best), windows[0]!);
  const wider = windows.map((each): [number, number] =>
    each === nearest ? [Math.min(each[0], Math.floor(minute)), Math.max(each[1], Math.ceil(minute))] : each,
  );
  const joined: [number, number][] = [];
  for (const [from, to] of wider) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
