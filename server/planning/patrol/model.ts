import type {
  PlanInput,
  PlannedStop,
  PlanPoint,
  PlanSquad,
  PlanStreet,
  TravelMode,
} from '../../api/patrol-plans/schema.ts';
import { AppError } from '../../errors.ts';
import type { Gap, Job, Problem, Travel, Vehicle } from '../problem.ts';
import type { PatrolGround } from './ground.ts';
import { modesOf, type Place, pointPlace, squadPlace, streetPasses, travelBetween } from './places.ts';
import { worths } from './worth.ts';

/** One visit of a point, or one side of a street. */
export interface PatrolJob {
  kind: PlannedStop['kind'];
  id: number;
  visit: number;
  /** What is wanted there. */
  of: PlanPoint | PlanStreet;
  /** By way: whether a street is passed against its drawn direction. */
  reversed: boolean[];
}

/** A plan as a problem, and what its numbers stand for. */
export interface PatrolModel {
  input: PlanInput;
  ground: PatrolGround;
  places: Place[];
  /** By job of the problem. */
  jobs: PatrolJob[];
  /** Modes of travel of the problem, by number. */
  modes: TravelMode[];
  problem: Problem;
}

/** Seconds on foot for a metre (4.8 km/h), by which unevenness is weighed against way. */
const foot_m_s = 4_800 / 3_600;

/**
 * Metres that a second is worth by which the longest route lasts longer than the mean: an evenness of a half weighs it as much as a second
 * on foot, nearly 1 a hundred times as much.
 */
export function unevenCost(evenness: number): number {
  return foot_m_s * Math.min(100, evenness / Math.max(0.001, 1 - evenness));
}

/** When a squad has to be at its end, s: a squad of one before the minute from which only pairs go. */
export function closeOf(squad: Pick<PlanSquad, 'to_min' | 'people'>, pairsFrom_min: number | null): number {
  const close_min = squad.people === 1 && pairsFrom_min !== null ? Math.min(squad.to_min, pairsFrom_min) : squad.to_min;
  return close_min * 60;
}

/** Numbers of the squads that may do a job: its own squad, enough people, on duty at all; null: all. */
export function eligible(input: PlanInput, of: Pick<PlanPoint, 'squad_id' | 'people'>): number[] | null {
  const able = input.squads.flatMap((squad, index) => {
    const pinned = of.squad_id === null || of.squad_id === squad.squad_id;
    const out = closeOf(squad, input.settings.pairs_from_min) > squad.from_min * 60;
    return pinned && out && squad.people >= of.people ? [index] : [];
  });
  return able.length === input.squads.length ? null : able;
}

/** The windows in seconds, ascending, with those made one that touch. */
export function windowsOf(windows: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...windows].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from * 60 <= last[1]) last[1] = Math.max(last[1], to * 60);
    else merged.push([from * 60, to * 60]);
  }
  return merged;
}

/** What a visit or side is known by. */
export function jobKey({ kind, id, visit }: Pick<PlannedStop, 'kind' | 'id' | 'visit'>): string {
  return `${kind} ${id} ${visit}`;
}

/**
 * The problem that a plan is: metres are what it costs, seconds what it takes.
 *
 * @param past keys of what need not be done any more.
 * @throws AppError bad_input, field `squads`: a squad that gets nowhere.
 */
export async function patrolModel(
  input: PlanInput,
  ground: PatrolGround,
  past: ReadonlySet<string> = new Set(),
): Promise<PatrolModel> {
  const modes = modesOf(input);
  const places: Place[] = [];
  const placed = (place: Place) => places.push(place) - 1;
  const vehicles = input.squads.map((squad) => vehicleOf(squad, input, ground, modes, placed));
  const { jobs, gaps, meanings } = jobsOf(input, ground, modes, placed, past);
  const travels = await Promise.all(modes.map((mode) => travelBetween(ground, places, mode)));
  const worth = worths(
    meanings.map(({ of }) => of),
    Math.max(0, ...travels.map(longest)),
  );
  const model = {
    input,
    ground,
    places,
    jobs: meanings,
    modes,
    problem: {
      place_count: places.length,
      modes: travels,
      jobs: jobs.map((job, index) => ({ ...job, penalty: worth[index]! })),
      vehicles,
      gaps,
      uneven_cost: unevenCost(input.settings.evenness),
    },
  };
  requireWays(model);
  return model;
}

function vehicleOf(
  squad: PlanSquad,
  input: PlanInput,
  ground: PatrolGround,
  modes: TravelMode[],
  placed: (place: Place) => number,
): Vehicle {
  const open = squad.from_min * 60;
  const start = squadPlace(ground, squad, 'start');
  const end = squadPlace(ground, squad, 'end');
  const mode = modes.indexOf(squad.mode);
  const close = Math.max(open, closeOf(squad, input.settings.pairs_from_min));
  return { mode, start: placed(start), end: placed(end), open, close, capacity: 1, fixed_cost: 0 };
}

function jobsOf(
  input: PlanInput,
  ground: PatrolGround,
  modes: TravelMode[],
  placed: (place: Place) => number,
  past: ReadonlySet<string>,
): { jobs: Omit<Job, 'penalty'>[]; gaps: Gap[]; meanings: PatrolJob[] } {
  const jobs: Omit<Job, 'penalty'>[] = [];
  const gaps: Gap[] = [];
  const meanings: PatrolJob[] = [];
  for (const point of input.points) {
    const place = placed(pointPlace(ground, point, modes));
    const ways = [{ from: place, to: place, cost: 0, time: point.dwell_min * 60 }];
    const rules = { ways, demand: 0, windows: windowsOf(point.windows), vehicles: eligible(input, point) };
    const all = Array.from({ length: point.wanted_visits }, (_, index) => index + 1);
    const visits = all.filter((visit) => !past.has(jobKey({ kind: 'point', id: point.id, visit })));
    const numbers = visits.map(() => jobs.push(rules) - 1);
    for (const visit of visits) meanings.push({ kind: 'point', id: point.id, visit, of: point, reversed: [false] });
    if (numbers.length > 1 && point.gap_min > 0) gaps.push({ jobs: numbers, least: point.gap_min * 60 });
  }
  for (const street of input.streets) {
    for (const [side, passes] of streetPasses(ground, street, modes).entries()) {
      const visit = side + 1;
      if (past.has(jobKey({ kind: 'street', id: street.id, visit }))) continue;
      const ways = passes.map(({ place }) => placed(place)).map((at) => ({ from: at, to: at, cost: 0, time: 0 }));
      jobs.push({ ways, demand: 0, windows: windowsOf(street.windows), vehicles: eligible(input, street) });
      const reversed = passes.map((pass) => pass.reversed);
      meanings.push({ kind: 'street', id: street.id, visit, of: street, reversed });
    }
  }
  return { jobs, gaps, meanings };
}

function longest({ cost }: Travel): number {
  return cost.reduce((most, value) => (value !== Number.POSITIVE_INFINITY && value > most ? value : most), 0);
}

/** A squad that cannot even go from its start to its end is a mistake in what is known of it. */
function requireWays({ input, places, problem }: PatrolModel): void {
  for (const [index, squad] of input.squads.entries()) {
    const { mode, start, end } = problem.vehicles[index]!;
    const lost = places[start]!.spots[squad.mode] === undefined;
    const way = problem.modes[mode]!.time[start * problem.place_count + end!]!;
    if (!lost && way !== Number.POSITIVE_INFINITY) continue;
    throw new AppError(
      'bad_input',
      lost
        ? {
            'zh-CN': `“${squad.name}”的起点附近1公里内没有该方式可走的道路，请移动起点或更换出行方式。`,
            en: `No street that ${squad.name} may use lies within 1 km of its start: move the start or change how it goes.`,
          }
        : {
            'zh-CN': `“${squad.name}”从起点走不到终点，请移动其中之一，或改为任意地点结束。`,
            en: `No way leads ${squad.name} from its start to its end: move one of them, or let it end anywhere.`,
          },
      { field: 'squads' },
    );
  }
}
