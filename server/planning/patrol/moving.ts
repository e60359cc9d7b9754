import type { TravelMode } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import type { Problem } from '../problem.ts';
import { reach_m } from './ground.ts';
import type { PatrolModel } from './model.ts';
import { type Place, type Spot, travelBetween } from './places.ts';
import { ableOf, pinnedTo, type Target } from './remedies.ts';
import { streetWay } from './street-way.ts';
import { turn } from './turn.ts';

/** The problem with everything moved that no way leads to, and by how many metres each was. */
export interface Moved {
  problem: Problem;
  by_m: ReadonlyMap<Target, number>;
}

interface Move {
  by_m: number;
  mode: TravelMode;
  spots: Map<number, Spot>;
}

/** Moves each target to the nearest street that one of its squads can reach, all at once: one matrix a mode serves them all. */
export async function movedToStreets(model: PatrolModel, targets: readonly Target[]): Promise<Moved> {
  const places: Place[] = [...model.places];
  const by_m = new Map<Target, number>();
  for (const target of targets) {
    await turn();
    const move = shortestMove(target);
    if (move === null) continue;
    by_m.set(target, move.by_m);
    for (const [place, spot] of move.spots) {
      places[place] = { ...places[place]!, spots: { ...places[place]!.spots, [move.mode]: spot } };
    }
  }
  if (by_m.size === 0) return { problem: model.problem, by_m };
  const modes = await Promise.all(model.modes.map((mode) => travelBetween(model.ground, places, mode)));
  return { problem: { ...model.problem, modes }, by_m };
}

function shortestMove(target: Target): Move | null {
  const { model } = target;
  const squads = ableOf(target).length > 0 ? ableOf(target) : pinnedTo(target).map(([vehicle]) => vehicle);
  const moves = squads.flatMap((vehicle) => {
    const { mode } = model.input.squads[vehicle]!;
    const start = model.places[model.problem.vehicles[vehicle]!.start]!.spots[mode]!;
    return moveBy(target, mode, start) ?? [];
  });
  return moves.reduce<Move | null>((best, move) => (best === null || move.by_m < best.by_m ? move : best), null);
}

/** Positions of a long line by which it is moved: each is looked for among all streets. */
const most_positions = 40;

/** A line by its ends and some of its positions in between, evenly. */
function sampled(line: readonly LonLat[]): LonLat[] {
  const last = line.length - 1;
  const step = Math.ceil(last / (most_positions - 1));
  return line.filter((_, index) => index === last || index % step === 0);
}

function moveBy({ model, of, left }: Target, mode: TravelMode, start: Spot): Move | null {
  const { ground, problem } = model;
  const line: LonLat[] = 'centre' in of ? [of.centre] : sampled(of.line);
  const snaps = line.map((at) => ground.joined(at, mode, start.entry));
  if (snaps.some((snap) => snap === null)) return null;
  // What lies at a street already lies at one that leads nowhere: it has to go all the way.
  const stranded = line.every((at) => ground.snap(at, mode, reach_m) !== null);
  const away = Math.max(...snaps.map((snap) => snap!.distance_m));
  const by_m = Math.ceil(stranded ? away : away - reach_m);
  const spots = new Map<number, Spot>();
  for (const job of left) {
    for (const [index, way] of problem.jobs[job]!.ways.entries()) {
      if ('centre' in of) {
        spots.set(way.from, { entry: snaps[0]!, exit: snaps[0]!, along: null });
        continue;
      }
      const moved = snaps.map((snap) => snap!.at);
      const along = streetWay(ground, model.jobs[job]!.reversed[index] ? moved.reverse() : moved, mode);
      if (along !== null) spots.set(way.from, { entry: along.from, exit: along.to, along });
    }
  }
  return spots.size === 0 ? null : { by_m, mode, spots };
}
