import type { PatrolPlan, PlanResult } from '../../../server/api/patrol-plans/schema.ts';
import { placeName, squadName } from './plan-rows.ts';

/** A figure of two plans. */
export interface ComparedFigure {
  figure: 'served' | 'length' | 'longest' | 'mean' | 'waiting' | 'differ';
  /** Null: there is none. */
  here: number | null;
  other: number | null;
  /** Which of the two is better; null: neither. */
  better: 'here' | 'other' | null;
}

/** Figures of two plans that were both planned, and which is better by each: more visits; less way, time and waiting. */
export function comparedFigures(here: PlanResult, other: PlanResult): ComparedFigure[] {
  const waiting = ({ routes }: PlanResult) => routes.reduce((sum, { waiting_min }) => sum + waiting_min, 0);
  return [
    figure('served', here.served_count, other.served_count, 1),
    figure('length', here.length_m, other.length_m, -1),
    figure('longest', here.longest_min, other.longest_min, -1),
    figure('mean', here.mean_min, other.mean_min, -1),
    figure('waiting', waiting(here), waiting(other), -1),
    figure('differ', here.differ_share, other.differ_share, 1),
  ];
}

/** Differences below these are none: a metre is not a better plan. */
const least: Record<ComparedFigure['figure'], number> = {
  served: 1,
  length: 10,
  longest: 1,
  mean: 1,
  waiting: 1,
  differ: 0.005,
};

function figure(
  name: ComparedFigure['figure'],
  here: number | null,
  other: number | null,
  sign: 1 | -1,
): ComparedFigure {
  const gain = here === null || other === null ? 0 : sign * (here - other);
  const better = Math.abs(gain) < least[name] ? null : gain > 0 ? 'here' : 'other';
  return { figure: name, here, other, better };
}

/** A stop that another squad makes in the other plan. */
export interface MovedStop {
  kind: 'point' | 'street';
  id: number;
  visit: number;
  name: string;
  /** Names of squads; null: nobody makes it in that plan. */
  here: string | null;
  other: string | null;
}

/** Stops that changed squad between two plans, or that only one of them makes; by name. */
export function movedStops(here: PatrolPlan, other: PatrolPlan): MovedStop[] {
  const [now, before] = [squadsByStop(here), squadsByStop(other)];
  const keys = [...new Set([...now.keys(), ...before.keys()])];
  return keys
    .flatMap((key): MovedStop[] => {
      const [mine, theirs] = [now.get(key), before.get(key)];
      if (mine?.squad_id === theirs?.squad_id) return [];
      const { kind, id, visit } = (mine ?? theirs)!.stop;
      const name = placeName((mine ? here : other).input, { kind, id });
      return [{ kind, id, visit, name, here: mine?.name ?? null, other: theirs?.name ?? null }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN') || a.visit - b.visit);
}

function squadsByStop({ input, result }: PatrolPlan) {
  const made = (result?.routes ?? []).flatMap(({ squad_id, stops }) =>
    stops.map((stop) => {
      const key = `${stop.kind} ${stop.id} ${stop.visit}`;
      return [key, { squad_id, stop, name: squadName(input, squad_id) }] as const;
    }),
  );
  return new Map(made);
}
